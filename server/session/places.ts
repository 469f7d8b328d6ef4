/** Where a session's players are, as the world outside is told: for their friends, and for the channels they read. */
import type { HeldPlace, PresenceService } from '../presence/presence.ts'
import { findPlayer, type Player, type Session } from './session.ts'

/** The place of everybody who belongs to the session, connected or held, by player id. */
export function placesOf(session: Session): Map<string, HeldPlace> {
  if (session.phase === 'closed') return new Map()
  return new Map(session.players.map((player) => [player.id, placeOf(session, player)]))
}

function placeOf(session: Session, player: Player): HeldPlace {
  const { group, isSpectator, connected } = player
  const ship = session.groups[group]
  const seats = ship?.seats ?? []
  return {
    session: session.id,
    name: session.name,
    phase: session.phase,
    hasPassword: session.passwordHash !== undefined,
    group,
    ship: ship?.name ?? '',
    seats: isSpectator ? [] : seats.filter(({ holder }) => holder === player.id).map(({ id }) => id),
    free: ship === undefined || isSpectator || ship.isLocked ? [] : freeSeats(session, seats),
    isSpectator,
    isConnected: connected,
  }
}

const freeSeats = (session: Session, seats: readonly { id: string; holder: string }[]): string[] =>
  seats.filter(({ holder }) => findPlayer(session, holder) === undefined).map(({ id }) => id)

export interface PlaceTeller {
  /** Everybody of the session; whoever is not there any more has left. */
  tell(places: ReadonlyMap<string, HeldPlace>): void
}

/** Tells of each player's place when it changes, and once when they leave. */
export function openPlaceTeller(session: string, whereabouts: Pick<PresenceService, 'place' | 'leave'>): PlaceTeller {
  const told = new Map<string, string>()
  return {
    tell(places) {
      for (const id of told.keys()) if (!places.has(id) && told.delete(id)) whereabouts.leave(id, session)
      for (const [id, place] of places) {
        const text = JSON.stringify(place)
        if (told.get(id) === text) continue
        told.set(id, text)
        whereabouts.place(id, place)
      }
    },
  }
}
