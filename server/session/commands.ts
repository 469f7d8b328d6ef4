/** The platform's commands: how often a player may give each, and what it does. Shapes stand in `schema/messages.ts`. */
import type { z } from 'zod'
import type { CommandName, commandShapes } from '../../schema/messages.ts'
import { setReady } from './life.ts'
import { chooseKind, kick, lockGroup, nameGroup } from './roles.ts'
import { leaveSeat, setAutopilot, takeSeat, watch } from './seats.ts'
import type { Patience, Player, Session } from './session.ts'
import { callVote, castVote } from './votes.ts'

/** What commands need of the session at work. */
export interface CommandContext {
  session: Session
  now(): number
  /** The game's tick, and ticks a second. */
  tick(): number
  tickHz: number
  patience: Patience
  start(player: Player): void
  again(player: Player): void
}

interface CommandRule<Arguments> {
  /** Commands a second that one player may give on average, twice as many at once. */
  rate: number
  /** Throws `RefusedError` to refuse. */
  obey(context: CommandContext, player: Player, args: Arguments): void
}

export const commands: { [Name in CommandName]: CommandRule<z.output<(typeof commandShapes)[Name]>> } = {
  'seat.take': {
    rate: 5,
    obey({ session }, player, { group, seat }) {
      takeSeat(session, player, group, seat)
    },
  },
  'seat.leave': {
    rate: 5,
    obey({ session }, player, { seat }) {
      leaveSeat(session, player, seat)
    },
  },
  'seat.autopilot': { rate: 5, obey: ({ session }, player, { seat, on }) => setAutopilot(session, player, seat, on) },
  'session.ready': { rate: 5, obey: ({ session }, player, { ready }) => setReady(session, player, ready) },
  'session.start': { rate: 2, obey: (context, player) => context.start(player) },
  'session.again': { rate: 2, obey: (context, player) => context.again(player) },
  'session.kick': { rate: 2, obey: ({ session }, player, { player: target }) => kick(session, player, target) },
  'session.watch': {
    rate: 5,
    obey({ session }, player, { group }) {
      watch(session, player, group)
    },
  },
  'group.name': { rate: 2, obey: ({ session }, player, { name }) => nameGroup(session, player, name) },
  'group.kind': { rate: 5, obey: ({ session }, player, { kind }) => chooseKind(session, player, kind) },
  'group.lock': { rate: 2, obey: ({ session }, player, { locked }) => lockGroup(session, player, locked) },
  'vote.call': {
    rate: 1,
    obey({ session, now, patience }, player, vote) {
      callVote(session, player, vote.kind, vote.kind === 'remove' ? vote.player : '', now(), patience)
    },
  },
  'vote.cast': {
    rate: 2,
    obey({ session, now }, player, { yes }) {
      castVote(session, player, yes, now())
    },
  },
}
