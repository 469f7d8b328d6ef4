/** A session's life: who comes and goes, and LOBBY → RUNNING → RESULTS → CLOSED. Time comes in as `now`, in ms. */
import { type ErrorCode, RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { Phase } from '../../schema/session.state.ts'
import type { Identity } from '../accounts/identity.ts'
import type { GameOutcome } from './game-definition.ts'
import { fillRoles, passRolesOn } from './roles.ts'
import { countFlying, countSpectators, removePlayer } from './seats.ts'
import { crewOf, findPlayer, type Patience, type Player, type Session } from './session.ts'
import { settleVotes } from './votes.ts'

/** A player's connection stands: a newcomer is added, somebody known comes back to their seats. */
export function join(session: Session, identity: Identity, now: number, isSpectator = false): Player {
  const refusal = whyNotIn(session, identity.id, isSpectator)
  if (refusal !== undefined) throw new RefusedError(refusal)
  let player = findPlayer(session, identity.id)
  if (player === undefined) {
    const { id, name } = identity
    // A spectator watches the first ship until they choose another.
    player = { id, name, isSpectator, group: isSpectator ? 0 : -1, connected: true, ready: false, lostAt: 0 }
    session.players.push(player)
  }
  player.name = identity.name
  player.connected = true
  session.emptySince = undefined
  session.activeAt = now
  fillRoles(session)
  return player
}

/** Why somebody may not come in; those aboard may always come back. */
export function whyNotIn(session: Session, id: string, isSpectator: boolean): ErrorCode | undefined {
  if (session.phase === 'closed') return 'session-closed'
  if (session.kicked.has(id)) return 'kicked'
  if (findPlayer(session, id) !== undefined) return undefined
  if (isSpectator && !session.allowsSpectators) return 'spectators-off'
  const isFull = isSpectator ? countSpectators(session) >= limits.spectators : countFlying(session) >= limits.players
  return isFull ? 'session-full' : undefined
}

/** A connection is lost: the seats are kept until `tick` finds the hold over. */
export function drop(session: Session, id: string, now: number): void {
  const player = findPlayer(session, id)
  if (player === undefined) return
  player.connected = false
  player.lostAt = now
  if (!session.players.some((other) => other.connected)) session.emptySince = now
}

/** A player goes for good: the seats are free at once, the creator's role passes on. */
export function leave(session: Session, id: string, now: number): void {
  if (findPlayer(session, id) === undefined) return
  removePlayer(session, id)
  fillRoles(session)
  if (!session.players.some((other) => other.connected)) session.emptySince ??= now
}

export function setReady(session: Session, player: Player, ready: boolean): void {
  if (session.phase !== 'lobby') throw new RefusedError('wrong-phase')
  if (player.group < 0 || player.isSpectator) throw new RefusedError('no-seat')
  player.ready = ready
}

/** LOBBY → RUNNING, by the creator, once each crewed group has somebody ready; the creator's start counts as ready. */
export function start(session: Session, player: Player, now: number): void {
  if (session.creator !== player.id) throw new RefusedError('creator-only')
  if (session.phase !== 'lobby') throw new RefusedError('wrong-phase')
  const crews = session.groups.map((_, index) => crewOf(session, index))
  const crewed = crews.filter((crew) => crew.length > 0)
  if (crewed.length === 0) throw new RefusedError('nobody-seated')
  const isReady = (member: Player) => member.ready || member === player
  if (!crewed.every((crew) => crew.some(isReady))) throw new RefusedError('nobody-ready')
  session.startedAt = now
  session.pausedAt = undefined
  enter(session, 'running', now)
}

/** RUNNING → RESULTS. */
export function finish(session: Session, outcome: GameOutcome, now: number): void {
  session.outcome = outcome
  session.vote = undefined
  enter(session, 'results', now)
}

/** RESULTS → LOBBY with the same crew in the same seats, by the creator. */
export function again(session: Session, player: Player, now: number): void {
  if (session.creator !== player.id) throw new RefusedError('creator-only')
  if (session.phase !== 'results') throw new RefusedError('wrong-phase')
  session.outcome = undefined
  for (const member of session.players) member.ready = false
  enter(session, 'lobby', now)
}

/** What passes by itself: holds that end, the creator's role, and the session's own end. True when something changed. */
export function expire(session: Session, now: number, waits: Patience): boolean {
  const lost = session.players.filter((player) => !player.connected && now >= player.lostAt + waits.hold * 1000)
  for (const player of lost) leave(session, player.id, now)
  const hasPassed = passRolesOn(session, now, waits)
  const hasVoted = settleVotes(session, now, waits)
  const end = closesAt(session, waits)
  const ends = end !== undefined && now >= end
  if (ends) enter(session, 'closed', now)
  return lost.length > 0 || hasPassed || hasVoted || ends
}

/** When the session closes by itself as things stand, in ms; undefined while no limit runs. */
export function closesAt(session: Session, waits: Patience): number | undefined {
  const ends: number[] = []
  // A session that nobody can return to is over at once; one whose crew is held waits for them.
  if (session.emptySince !== undefined) ends.push(session.emptySince + waits.empty * 1000)
  if (session.phase === 'lobby') ends.push(session.activeAt + waits.idleLobby * 1000)
  if (session.phase === 'results') ends.push(session.phaseSince + waits.results * 1000)
  return ends.length === 0 ? undefined : Math.min(...ends)
}

function enter(session: Session, phase: Phase, now: number): void {
  session.phase = phase
  session.phaseSince = now
  session.activeAt = now
}
