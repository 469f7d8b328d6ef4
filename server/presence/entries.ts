/** What one process knows of a player, and what the knowledge of all processes comes to. */
import type { PresenceStatus } from '../../schema/people.ts'
import type { HeldPlace } from './presence.ts'

/** Whether a player wants to be seen; the newest word counts, whichever process has it. */
export interface Mark {
  isInvisible: boolean
  /** When it was said, Unix time in ms. */
  at: number
  /** When others saw the player last. */
  seenAt?: number
}

/** As one process has it; without page and place there is no entry. */
export interface Entry {
  /** The best of the player's pages that this process serves. */
  page?: 'lobby' | 'away'
  place?: HeldPlace
  /** When they came to the place, Unix time in ms. */
  placedAt?: number
  mark?: Mark
}

export interface Merged {
  status: PresenceStatus
  place: HeldPlace | undefined
  mark: Mark | undefined
}

export const newer = (one: Mark | undefined, other: Mark | undefined): Mark | undefined =>
  one === undefined || (other !== undefined && other.at > one.at) ? other : one

type Placed = Pick<Entry, 'place' | 'placedAt'>

/** Of two places the one where the player is connected; then where they came last. */
export function isBetterPlace(
  { place: one, placedAt: oneAt = 0 }: Placed,
  { place: other, placedAt = 0 }: Placed,
): boolean {
  if (one === undefined || other === undefined) return one !== undefined
  if (one.isConnected !== other.isConnected) return one.isConnected
  return oneAt === placedAt ? one.session > other.session : oneAt > placedAt
}

export function merge(entries: Iterable<Entry>, remembered?: Mark): Merged {
  let best: Placed = {}
  let page: Entry['page']
  let mark = remembered
  for (const entry of entries) {
    if (isBetterPlace(entry, best)) best = entry
    if (entry.page !== undefined && page !== 'lobby') page = entry.page
    mark = newer(mark, entry.mark)
  }
  const { place } = best
  return { status: place?.isConnected ? 'game' : (page ?? 'offline'), place, mark }
}
