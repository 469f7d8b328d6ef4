/** What a player may do in a session as it stands, and why not: the server's checks foreseen, so that controls can say so. */
import type { ErrorCode } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { GroupView, PlayerView, SessionView, Snapshot } from './snapshot.ts'

/** The ship was there, and is no more. */
export const isLost = ({ ship, tick }: Pick<Snapshot, 'ship' | 'tick'>): boolean => tick > 1 && !ship.alive

/** Why no console takes orders from this player now. */
export function whyNoOrders(snapshot: Snapshot, me: PlayerView | undefined): ErrorCode | undefined {
  if (me?.isSpectator) return 'spectators-watch'
  if (snapshot.session.pausedAt > 0) return 'paused'
  return isLost(snapshot) ? 'ship-lost' : undefined
}

/** Why this player can take no seat of a ship at all. Whom a crew has voted off, only the server knows. */
export function whyNoSeat(session: SessionView, me: PlayerView, group: number): ErrorCode | undefined {
  const isFlying = !me.isSpectator && me.group >= 0
  if (isFlying && me.group === group) return undefined
  if (isFlying && session.phase === 'running') return 'wrong-ship'
  if (session.groups[group]?.isLocked) return 'seat-locked'
  const flying = session.players.filter((player) => !player.isSpectator).length
  return me.isSpectator && flying >= limits.players ? 'session-full' : undefined
}

/** Whether the player may turn to watching: whoever flies in a running session stays with the ship. */
export function mayWatch(session: SessionView, me: PlayerView): boolean {
  if (me.isSpectator) return true
  return session.allowsSpectators && !(session.phase === 'running' && me.group >= 0)
}

/** Whether the vote under way is also this player's. */
export function mayVote({ vote }: SessionView, me: PlayerView): boolean {
  if (vote.kind === '' || me.isSpectator || me.id === vote.target) return false
  return vote.group < 0 || vote.group === me.group
}

/** The captain to whom a captain's order is left, when that is somebody else who is here. */
export function captainAbove(
  session: SessionView,
  group: GroupView | undefined,
  playerId: string,
): PlayerView | undefined {
  if (group === undefined || group.captain === playerId) return undefined
  return session.players.find((player) => player.id === group.captain && player.connected)
}
