/** A session's life: who comes and goes, and LOBBY → RUNNING → RESULTS → CLOSED. Time comes in as `now`, in ms. */
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { Phase } from '../../schema/session.state.ts'
import type { Identity } from '../accounts/identity.ts'
import type { GameOutcome } from './game-definition.ts'
import { releaseSeats } from './seats.ts'
import { findPlayer, type Patience, type Player, type Session } from './session.ts'

/** A player's connection stands: a newcomer is added, somebody known comes back to their seats. */
export function join(session: Session, identity: Identity, now: number): Player {
  if (session.phase === 'closed') throw new RefusedError('session-closed')
  let player = findPlayer(session, identity.id)
  if (player === undefined) {
    if (session.players.length >= limits.players) throw new RefusedError('session-full')
    player = { id: identity.id, name: identity.name, group: -1, connected: true, ready: false, lostAt: 0 }
    session.players.push(player)
  }
  player.name = identity.name
  player.connected = true
  session.emptySince = undefined
  session.activeAt = now
  return player
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
  const player = findPlayer(session, id)
  if (player === undefined) return
  releaseSeats(session, id)
  session.players = session.players.filter((other) => other !== player)
  if (session.creator === id) passCreatorOn(session)
  if (!session.players.some((other) => other.connected)) session.emptySince ??= now
}

export function setReady(session: Session, player: Player, ready: boolean): void {
  if (session.phase !== 'lobby') throw new RefusedError('wrong-phase')
  if (player.group < 0) throw new RefusedError('no-seat')
  player.ready = ready
}

/** LOBBY → RUNNING, by the creator, once each crewed group has somebody ready; the creator's start counts as ready. */
export function start(session: Session, player: Player, now: number): void {
  if (session.creator !== player.id) throw new RefusedError('creator-only')
  if (session.phase !== 'lobby') throw new RefusedError('wrong-phase')
  const crews = session.groups.map((_, index) => session.players.filter((member) => member.group === index))
  const crewed = crews.filter((crew) => crew.length > 0)
  if (crewed.length === 0) throw new RefusedError('nobody-seated')
  const isReady = (member: Player) => member.ready || member === player
  if (!crewed.every((crew) => crew.some(isReady))) throw new RefusedError('nobody-ready')
  session.startedAt = now
  enter(session, 'running', now)
}

/** RUNNING → RESULTS. */
export function finish(session: Session, outcome: GameOutcome, now: number): void {
  session.outcome = outcome
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
  const creator = findPlayer(session, session.creator)
  const creatorAbsent = creator && !creator.connected && now >= creator.lostAt + waits.creatorAbsent * 1000
  const passedOn = creatorAbsent ? passCreatorOn(session) : false
  const end = closesAt(session, waits)
  const ends = end !== undefined && now >= end
  if (ends) enter(session, 'closed', now)
  return lost.length > 0 || passedOn || ends
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

function passCreatorOn(session: Session): boolean {
  const next = session.players.find((player) => player.connected)
  if (next === undefined || next.id === session.creator) return false
  session.creator = next.id
  return true
}
