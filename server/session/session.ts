/** A session as plain data: its groups and seats, its players, its phase. */
import { randomBytes } from 'node:crypto'
import { limits } from '../../schema/limits.ts'
import type { Phase, VoteKind } from '../../schema/session.state.ts'
import type { GameOutcome, SeatPlan } from './game-definition.ts'

export interface Seat {
  readonly id: string
  /** Player id, '' when free. */
  holder: string
  /** The holder works it; otherwise an autopilot does. */
  manual: boolean
  onScreen: boolean
}

export interface Group {
  name: string
  kind: string
  seats: Seat[]
  /** Player id of the captain, '' without one. */
  captain: string
  isLocked: boolean
  /** Players whom the crew has voted off. */
  readonly barred: Set<string>
}

export interface Player {
  readonly id: string
  name: string
  isSpectator: boolean
  /** Index of the group flown or watched, -1 without one. */
  group: number
  connected: boolean
  ready: boolean
  /** When the connection was lost; meaningless while connected. */
  lostAt: number
}

export interface Vote {
  readonly kind: VoteKind
  /** The group that votes, -1 for the whole session. */
  readonly group: number
  /** Player id that a removal is about, '' otherwise. */
  readonly target: string
  readonly caller: string
  readonly votes: Map<string, boolean>
  readonly endsAt: number
}

export interface Session {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly isPublic: boolean
  readonly allowsSpectators: boolean
  readonly passwordHash: string | undefined
  readonly settings: unknown
  readonly plan: SeatPlan
  readonly groups: Group[]
  /** In the order in which they came; spectators too. */
  players: Player[]
  /** Players whom the creator has removed. */
  readonly kicked: Set<string>
  phase: Phase
  creator: string
  vote: Vote | undefined
  pausedAt: number | undefined
  outcome: GameOutcome | undefined
  readonly createdAt: number
  /** When the game last started; a pause moves it on. */
  startedAt: number
  /** When the phase began, when somebody last did something, and since when nobody is connected. */
  phaseSince: number
  activeAt: number
  emptySince: number | undefined
}

/** Waiting times in seconds, as `limits` has them; tests shorten them. */
export interface Patience {
  hold: number
  empty: number
  idleLobby: number
  results: number
  roleAbsent: number
  vote: number
  pause: number
}

export const patience: Patience = {
  hold: limits.holdSeconds,
  empty: limits.emptySeconds,
  idleLobby: limits.idleLobbySeconds,
  results: limits.resultsSeconds,
  roleAbsent: limits.roleAbsentSeconds,
  vote: limits.voteSeconds,
  pause: limits.pauseSeconds,
}

/** 40 random bits in eight characters that cannot be mistaken for one another (Crockford's base 32). */
export function invitationCode(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  // 256 is a multiple of 32, so the remainder is uniform.
  return Array.from(randomBytes(8), (byte) => alphabet[byte % 32]).join('')
}

/** What whoever opens a session decides. */
export type SessionOptions = Pick<
  Session,
  'id' | 'code' | 'name' | 'isPublic' | 'allowsSpectators' | 'passwordHash' | 'settings' | 'creator'
>

export function createSession(options: SessionOptions, plan: SeatPlan, now: number): Session {
  const seat = (id: string): Seat => ({ id, holder: '', manual: false, onScreen: false })
  return {
    ...options,
    plan,
    groups: plan.groups.map(({ name, kind }) => {
      return { name, kind, seats: plan.seats.map(seat), captain: '', isLocked: false, barred: new Set() }
    }),
    players: [],
    kicked: new Set(),
    phase: 'lobby',
    vote: undefined,
    pausedAt: undefined,
    outcome: undefined,
    createdAt: now,
    startedAt: now,
    phaseSince: now,
    activeAt: now,
    emptySince: now,
  }
}

export const findPlayer = (session: Session, id: string): Player | undefined =>
  session.players.find((player) => player.id === id)

/** Those who fly a group, in the order in which they came. */
export const crewOf = (session: Session, group: number): Player[] =>
  session.players.filter((player) => !player.isSpectator && player.group === group)
