/** What changed from one state of a session to the next, as far as a player should be told in a sentence. */
import { limits } from '../../schema/limits.ts'
import type { PlayerView, SessionView } from '../network/snapshot.ts'
import { crew as text } from './crew.ts'
import { time } from './figures.ts'
import { line } from './line.ts'
import { type Notice, refusalText } from './sentences.ts'
import { consoleName, postName } from './terms.ts'

const plain = (title: string, detail = ''): Notice => ({ tone: 'plain', title, detail })
const nameOf = (session: SessionView, id: string) => session.players.find((player) => player.id === id)?.name ?? ''
const groupOf = (session: SessionView, id: string) => session.players.find((player) => player.id === id)?.group ?? -1

export function sessionNews(before: SessionView, after: SessionView, playerId: string): Notice[] {
  const goesOn = before.pausedAt > 0 && after.pausedAt === 0 && after.phase === 'running'
  return [
    ...(goesOn ? [plain(text.pause.over)] : []),
    ...voteNews(before, after, playerId),
    ...roleNews(before, after, playerId),
    ...lineNews(before, after, playerId),
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

/** Seconds that a line is cut before the crew is told: whoever only loads the page again is back by then. */
const toldAfter = 2

const cutFor = (session: SessionView, player: PlayerView): number =>
  player.connected ? 0 : session.seconds - (player.heldUntil - limits.holdSeconds)

/** Crew mates whose line was cut, who are back, and who did not come back. */
function lineNews(before: SessionView, after: SessionView, playerId: string): Notice[] {
  if (before.phase !== 'running' || after.phase !== 'running') return []
  const group = groupOf(after, playerId)
  const mates = before.players.filter((each) => each.id !== playerId && !each.isSpectator && each.group === group)
  return group < 0 ? [] : mates.flatMap((mate) => newsOf(mate, before, after))
}

function newsOf(was: PlayerView, before: SessionView, after: SessionView): Notice[] {
  const wasTold = cutFor(before, was) >= toldAfter
  const is = after.players.find((player) => player.id === was.id)
  const { name } = was
  if (is === undefined) {
    // Whoever is removed while their line is cut goes before their time is over.
    if (!wasTold || after.seconds + 1 < was.heldUntil) return []
    const freed = seatsOf(before, was).map((seat) => consoleName(seat.id))
    return [plain(line.mates.gone(name), freed.length > 0 ? line.mates.free(freed.join(', ')) : '')]
  }
  const seat = seatsOf(after, is).find((each) => each.onScreen)
  const post = seat && postName(seat.id)
  if (wasTold && is.connected) {
    return [{ tone: 'ready', title: post ? line.mates.back(name, post) : line.mates.backNoSeat(name), detail: '' }]
  }
  if (wasTold || cutFor(after, is) < toldAfter) return []
  const title = post ? line.mates.cut(name, post) : line.mates.cutNoSeat(name)
  return [{ tone: 'caution', title, detail: line.mates.kept(time(is.heldUntil - after.seconds)) }]
}

const seatsOf = (session: SessionView, player: PlayerView) =>
  session.groups[player.group]?.seats.filter((seat) => seat.holder === player.id) ?? []
