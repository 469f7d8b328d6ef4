/** Who is told what their friends are doing: every player with a page on this process has their friends in memory here. */
import type { Logger } from 'pino'
import type { Person } from '../../schema/people.ts'
import type { Bus } from '../cluster/bus.ts'
import type { Attendance } from '../people/attendance.ts'
import { type Clock, realClock } from './clock.ts'
import { openFriendLists } from './friend-lists.ts'
import { personOf } from './friends.ts'
import type { PresenceService } from './presence.ts'
import type { Contact } from './relations.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** Name or portrait of a player have changed. */
    profile: { player: string }
  }
}

export interface PeopleNewsOptions {
  /** The friends of some players, from the database. */
  friendsOf(players: string[]): Promise<Map<string, Contact[]>>
  attendance: Pick<Attendance, 'onChange' | 'tellHere'>
  presence: Pick<PresenceService, 'onChange' | 'seenBy'>
  bus: Bus
  log: Logger
  clock?: Clock
}

/** Begins to tell; the answer ends it. */
export function startPeopleNews({
  friendsOf,
  attendance,
  presence,
  bus,
  log,
  clock = realClock,
}: PeopleNewsOptions): () => void {
  const tell = (player: string, changed: Iterable<string>) => {
    const people: Person[] = []
    for (const id of changed) {
      const contact = lists.friend(player, id)
      if (contact !== undefined) people.push(personOf(contact, presence))
    }
    if (people.length > 0) attendance.tellHere(player, 'people', people)
  }
  const lists = openFriendLists({ friendsOf, read: tell, clock, log })
  const presenceChanged = (seen: ReadonlySet<string>) => {
    const news = new Map<string, string[]>()
    for (const player of seen) {
      for (const watcher of lists.watchersOf(player)) {
        const own = news.get(watcher) ?? []
        news.set(watcher, own)
        own.push(player)
      }
      lists.miss(player)
    }
    for (const [viewer, changed] of news) tell(viewer, changed)
  }
  const profileChanged = (player: string) => {
    const watchers = [...lists.watchersOf(player)]
    watchers.forEach(lists.outdate)
    lists.miss(player)
  }

  attendance.onChange((player, isHere) => (isHere ? lists.come(player) : lists.go(player)))
  const ends = [
    presence.onChange((_players, seen) => presenceChanged(seen)),
    bus.subscribe('relations', ({ players }) => players.forEach(lists.outdate)),
    bus.subscribe('profile', ({ player }) => profileChanged(player)),
    bus.onGap(() => lists.all().forEach(lists.outdate)),
    lists.close,
  ]
  return () => {
    for (const end of ends) end()
  }
}
