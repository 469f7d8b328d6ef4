/** Reads where people are: in which order they stand, what is free beside them, what is said of them. */
import type { Person, Place } from '../../schema/people.ts'
import { peopleText } from '../text/people.ts'
import { consoleName, seatWords } from '../text/terms.ts'

/** The seat that is free beside somebody, and the most wanted. */
export const freeSeatOf = (person: Person): string | undefined => {
  const { place } = person.presence
  return place && !place.isSpectator && place.group >= 0 && place.phase !== 'results' ? place.free[0] : undefined
}

const order = { game: 1, lobby: 2, away: 3, offline: 4 } as const
const rank = (person: Person): number => (freeSeatOf(person) ? 0 : order[person.presence.status])

/** First those beside whom a seat is free, then those who play, are here, are away, are gone. */
export const byNearness = (list: readonly Person[]): Person[] =>
  [...list].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))

export function presenceText(person: Person): string {
  const { status, place } = person.presence
  if (!place) return peopleText.friends.status[status]
  return placeText(place)
}

function placeText(place: Place): string {
  if (place.isSpectator) return peopleText.friends.watches(place.name)
  if (place.group < 0) return place.name
  const free = place.free[0]
  if (free && place.phase !== 'results') return peopleText.friends.seatFree(consoleName(free), place.ship)
  return peopleText.friends.sits(seatWords(place.seats), place.ship)
}
