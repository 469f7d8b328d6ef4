/** Gives commands the page: who may be meant, where one is, and what can be done. */
import { partnerIn } from '../../schema/people.ts'
import { identity } from '../network/identity.svelte.ts'
import { people } from '../network/people.svelte.ts'
import { peopleApi } from '../network/people-api.ts'
import { presenceText } from '../people/presence.ts'
import { seatWords } from '../text/terms.ts'
import type { CommandContext, Who } from './commands/command.ts'
import { dock } from './dock.svelte.ts'

/** Everybody with a name on this page, each once. */
export function knownPeople(): Who[] {
  const { view } = people
  const known = new Map<string, Who>()
  const put = (id: string, name: string) => id !== '' && name !== '' && known.set(id, { id, name })
  for (const line of view.logs[dock.channel]?.lines ?? []) put(line.from, line.name)
  for (const each of view.people) put(each.id, each.name)
  for (const { id, title } of view.channels) if (id.startsWith('private:')) put(partnerIn(id, view.player), title)
  for (const player of dock.session?.snapshot?.session.players ?? []) put(player.id, player.name)
  return [...known.values()]
}

/** One line a person: those of the session, or else the friends who are on-line. */
function presentPeople(): string[] {
  const info = dock.session?.snapshot?.session
  if (!info) {
    const online = people.view.people.filter((each) => each.presence.status !== 'offline')
    return online.map((each) => `${each.name}: ${presenceText(each)}`)
  }
  return info.players.map((player) => {
    const group = info.groups[player.group]
    const seats = player.isSpectator ? [] : (group?.seats ?? []).filter((seat) => seat.holder === player.id)
    const place = [group?.name ?? '', seatWords(seats.map(({ id }) => id))].filter(Boolean).join(', ')
    return place ? `${player.name}: ${place}` : player.name
  })
}

export function commandContext(): CommandContext {
  const { call } = people
  const session = dock.session
  return {
    me: { id: people.view.player, name: identity.player?.name ?? '' },
    channel: dock.channel,
    channels: dock.channels,
    session: session && { id: session.id, name: session.snapshot?.session.name ?? '' },
    known: knownPeople(),
    present: presentPeople(),
    isInvisible: people.view.isInvisible,
    post: (channel, content) => people.post(channel, content),
    open(channel, title) {
      dock.open(channel, title)
      dock.show('chat')
    },
    toggleMute: people.toggleMute,
    setInvisible: people.setInvisible,
    befriend: (name) => call((token) => peopleApi.add(token, { name })),
    block: (who) => call((token) => peopleApi.block(token, who.id)),
    invite: (who, id) => call((token) => peopleApi.invite(token, id, who.id)),
    team: {
      create: (name) => call((token) => peopleApi.createTeam(token, name)),
      invite: (who) => call((token) => peopleApi.inviteToTeam(token, who?.id)),
      join: (code) => call((token) => peopleApi.joinTeam(token, code)),
      leave: () => call((token) => peopleApi.leaveTeam(token)),
    },
  }
}
