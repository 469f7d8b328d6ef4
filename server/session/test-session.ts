/** Small sessions for tests: two groups of two seats. */
import assert from 'node:assert/strict'
import { RefusedError } from '../../schema/errors.ts'
import type { SeatPlan } from './game-definition.ts'
import { join, start } from './life.ts'
import { fillRoles } from './roles.ts'
import { takeSeat } from './seats.ts'
import { createSession, type Player, type Session, type SessionOptions } from './session.ts'

export const testOptions: SessionOptions = {
  id: 's',
  code: 'C',
  name: 'Yard',
  isPublic: true,
  allowsSpectators: true,
  passwordHash: undefined,
  settings: {},
  creator: 'ann',
}

const plan: SeatPlan = {
  groups: [
    { name: 'Oak', kind: 'team' },
    { name: 'Elm', kind: 'team' },
  ],
  seats: ['front', 'back'],
  seatsByNeed: ['back', 'front'],
  kinds: ['team', 'squad'],
}

export const second = 1000

export const openSession = (options: Partial<SessionOptions> = {}): Session =>
  createSession({ ...testOptions, ...options }, plan, 0)

export const enter = (session: Session, id: string, now = 0): Player => join(session, { id, name: id }, now)

/** A running session: each name takes the next seat, two a group. */
export function running(...names: string[]): { session: Session; players: Player[] } {
  const session = openSession()
  const players = names.map((name, index) => {
    const player = enter(session, name)
    takeSeat(session, player, Math.floor(index / 2), plan.seats[index % 2]!)
    player.ready = true
    return player
  })
  fillRoles(session)
  start(session, players[0]!, 0)
  return { session, players }
}

export const refuses = (code: string, action: () => unknown) =>
  assert.throws(action, (error) => {
    assert.ok(error instanceof RefusedError, String(error))
    assert.equal(error.code, code)
    return true
  })
