/** What the connections of this process say of players, boiled down to one entry for each. */
import type { Clock } from './clock.ts'
import { type Entry, isBetterPlace, type Mark } from './entries.ts'
import type { HeldPlace, PresenceService } from './presence.ts'

interface Own {
  pages: Set<{ isAway: boolean }>
  /** By session: who goes on in another one may still be held in the first. */
  places: Map<string, { place: HeldPlace; placedAt: number }>
  /** The entry as it stands, as JSON. */
  text: string
}

export interface OwnTable extends Pick<PresenceService, 'place' | 'leave'> {
  entries: ReadonlyMap<string, Entry>
  attend(player: string, isAway: boolean): ReturnType<PresenceService['attend']>
  /** Says a player's entry again if their mark has changed. */
  refresh(player: string): void
}

interface Options {
  clock: Clock
  markOf(player: string): Mark | undefined
  /** Called when a player's entry has changed; undefined when it is gone. */
  changed(player: string, entry: Entry | undefined): void
}

export function openOwnTable({ clock, markOf, changed }: Options): OwnTable {
  const people = new Map<string, Own>()
  const entries = new Map<string, Entry>()

  const own = (player: string): Own => {
    const known = people.get(player) ?? { pages: new Set(), places: new Map(), text: '' }
    people.set(player, known)
    return known
  }
  const refresh = (player: string) => {
    const known = people.get(player)
    if (known === undefined) return
    const entry = entryOf(known, markOf(player))
    if (entry === undefined) {
      people.delete(player)
      if (entries.delete(player)) changed(player, undefined)
      return
    }
    const text = JSON.stringify(entry)
    if (text === known.text) return
    known.text = text
    entries.set(player, entry)
    changed(player, entry)
  }

  return {
    entries,
    refresh,
    place(player, place) {
      const { places } = own(player)
      const before = places.get(place.session)
      const isNew = before === undefined || (place.isConnected && !before.place.isConnected)
      places.set(place.session, { place, placedAt: isNew ? clock.now() : before.placedAt })
      refresh(player)
    },
    leave(player, session) {
      people.get(player)?.places.delete(session)
      refresh(player)
    },
    attend(player, isAway) {
      const page = { isAway }
      own(player).pages.add(page)
      refresh(player)
      return {
        away(isNowAway) {
          page.isAway = isNowAway
          refresh(player)
        },
        release() {
          people.get(player)?.pages.delete(page)
          refresh(player)
        },
      }
    },
  }
}

function entryOf({ pages, places }: Own, mark: Mark | undefined): Entry | undefined {
  if (pages.size === 0 && places.size === 0) return undefined
  let best: Pick<Entry, 'place' | 'placedAt'> = {}
  for (const each of places.values()) if (isBetterPlace(each, best)) best = each
  const isHere = [...pages].some(({ isAway }) => !isAway)
  return {
    ...(pages.size > 0 && { page: isHere ? 'lobby' : 'away' }),
    ...best,
    ...(mark !== undefined && { mark }),
  }
}
