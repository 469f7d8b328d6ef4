/** A session as plain data: its groups and seats, its players, its phase. */
import { randomBytes } from 'node:crypto'
import { limits } from '../../schema/limits.ts'
import type { Phase } from '../../schema/session.state.ts'
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
}

export interface Player {
  readonly id: string
  name: string
  /** Index of the group, -1 without one. */
  group: number
  connected: boolean
  ready: boolean
  /** When the connection was lost; meaningless while connected. */
  lostAt: number
}

export interface Session {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly isPublic: boolean
  readonly passwordHash: string | undefined
  readonly settings: unknown
  readonly groups: Group[]
  /** In the order in which they came. */
  players: Player[]
  phase: Phase
  creator: string
  outcome: GameOutcome | undefined
  readonly createdAt: number
  /** When the game last started. */
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
  creatorAbsent: number
}

export const patience: Patience = {
  hold: limits.holdSeconds,
  empty: limits.emptySeconds,
  idleLobby: limits.idleLobbySeconds,
  results: limits.resultsSeconds,
  creatorAbsent: 15,
}

/** 40 random bits in eight characters that cannot be mistaken for one another (Crockford's base 32). */
export function invitationCode(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  // 256 is a multiple of 32, so the remainder is uniform.
  return Array.from(randomBytes(8), (byte) => alphabet[byte % 32]).join('')
}

export function createSession(
  options: Pick<Session, 'id' | 'code' | 'name' | 'isPublic' | 'passwordHash' | 'settings' | 'creator'>,
  plan: SeatPlan,
  now: number,
): Session {
  const seat = (id: string): Seat => ({ id, holder: '', manual: false, onScreen: false })
  return {
    ...options,
    groups: plan.groups.map((group) => ({ ...group, seats: plan.seats.map(seat) })),
    players: [],
    phase: 'lobby',
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
