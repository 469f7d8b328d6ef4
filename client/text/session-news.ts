/** What changed from one state of a session to the next, as far as a player should be told in a sentence. */
import type { SessionView } from '../network/snapshot.ts'
import { crew as text } from './crew.ts'
import { type Notice, refusalText } from './sentences.ts'

const plain = (title: string, detail = ''): Notice => ({ tone: 'plain', title, detail })
const nameOf = (session: SessionView, id: string) => session.players.find((player) => player.id === id)?.name ?? ''
const groupOf = (session: SessionView, id: string) => session.players.find((player) => player.id === id)?.group ?? -1

export function sessionNews(before: SessionView, after: SessionView, playerId: string): Notice[] {
  const goesOn = before.pausedAt > 0 && after.pausedAt === 0 && after.phase === 'running'
  return [
    ...(goesOn ? [plain(text.pause.over)] : []),
    ...voteNews(before, after, playerId),
    ...roleNews(before, after, playerId),
  ]
}

/** How a vote ended that was under way. A pause that begins or ends speaks for itself. */
function voteNews(before: SessionView, after: SessionView, playerId: string): Notice[] {
  const { vote } = before
  const isSame = vote.caller === after.vote.caller && vote.endsAt === after.vote.endsAt
  if (vote.kind === '' || isSame) return []
  if (vote.kind !== 'remove') {
    const isVoid = before.phase !== after.phase
    const isCarried = before.pausedAt > 0 !== after.pausedAt > 0
    return isVoid || isCarried ? [] : [plain(text.vote.failed[vote.kind])]
  }
  const isOff = groupOf(before, vote.target) === vote.group && groupOf(after, vote.target) !== vote.group
  const isGone = !after.players.some((player) => player.id === vote.target)
  if (vote.target === playerId) return isOff ? [refusalText({ code: 'barred' })] : []
  if (isGone || groupOf(before, playerId) !== vote.group) return []
  const name = nameOf(before, vote.target)
  return [plain(isOff ? text.vote.removed(name) : text.vote.failed.remove(name))]
}

/** Roles that have passed to the player from somebody else. */
function roleNews(before: SessionView, after: SessionView, playerId: string): Notice[] {
  const news: Notice[] = []
  if (before.creator !== playerId && after.creator === playerId) {
    news.push(plain(text.roles.nowCreator, text.roles.creatorMay))
  }
  after.groups.forEach((group, index) => {
    const previous = before.groups[index]?.captain ?? ''
    if (group.captain !== playerId || previous === playerId || previous === '') return
    news.push(plain(text.roles.nowCaptain(group.name), text.roles.captainMay))
  })
  return news
}
