/** A session as the lobby lists it. */
import type { ListingState } from '../../schema/lobby.state.ts'
import { neededSeats } from './needs.ts'
import { countFlying } from './seats.ts'
import type { Session } from './session.ts'

export type Listing = Pick<
  ListingState,
  | 'id'
  | 'code'
  | 'name'
  | 'phase'
  | 'hasPassword'
  | 'settings'
  | 'seats'
  | 'people'
  | 'allowsSpectators'
  | 'needs'
  | 'isPaused'
  | 'startedAt'
>

export function listingOf(session: Session): Listing {
  const seatMark = (holder: string) => (holder === '' ? '.' : '#')
  return {
    id: session.id,
    code: session.code,
    name: session.name,
    phase: session.phase,
    hasPassword: session.passwordHash !== undefined,
    settings: JSON.stringify(session.settings),
    seats: session.groups.map((group) => group.seats.map((seat) => seatMark(seat.holder)).join('')).join(' '),
    people: countFlying(session),
    allowsSpectators: session.allowsSpectators,
    needs: neededSeats(session)[0]?.seat ?? '',
    isPaused: session.pausedAt !== undefined,
    startedAt: session.phase === 'lobby' ? 0 : Math.floor(session.startedAt / 1000),
  }
}
