/** Who is told what their friends are doing: every player with a page on this process has their friends in memory here. */
import type { Logger } from 'pino'
import type { Person } from '../../schema/people.ts'
import type { Bus } from '../cluster/bus.ts'
import type { Attendance } from '../people/attendance.ts'
import { type Clock, realClock } from './clock.ts'
import { personOf } from './friends.ts'
import type { PresenceService } from './presence.ts'
import type { Contact } from './relations.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** Name or portrait of a player have changed. */
    profile: { player: string }
  }
}

interface Viewer {
  /** By id; undefined while they are being read. */
  friends: Map<string, Contact> | undefined
  /** Who changed meanwhile. */
  missed: Set<string>
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

/** When the database is away. */
const againMs = 5000

/** Begins to tell; the answer ends it. */
export function startPeopleNews({ friendsOf, attendance, presence, bus, log, clock = realClock }: PeopleNewsOptions) {
  const viewers = new Map<string, Viewer>()
  /** Friend → who here has them. */
  const watchers = new Map<string, Set<string>>()
  const wanted = new Set<string>()
  let isReading = false
  let isClosed = false

  const unwatch = (player: string, { friends }: Viewer) => {
    for (const friend of friends?.keys() ?? []) {
      const all = watchers.get(friend)
      if (all?.delete(player) && all.size === 0) watchers.delete(friend)
    }
  }
  const want = (player: string) => {
    const viewer = viewers.get(player)
    if (viewer === undefined) return
    unwatch(player, viewer)
    viewer.friends = undefined
    wanted.add(player)
    if (!isReading) void read()
  }
  const read = async () => {
    isReading = true
    while (wanted.size > 0 && !isClosed) {
      const batch = [...wanted].filter((player) => viewers.has(player))
      wanted.clear()
      if (batch.length === 0) break
      try {
        const friends = await friendsOf(batch)
        // Whoever is wanted again has changed while this was read.
        for (const player of batch) if (!wanted.has(player)) know(player, friends.get(player) ?? [])
      } catch (error) {
        log.debug({ error }, 'friends could not be read; it is tried again')
        for (const player of batch) wanted.add(player)
        clock.after(againMs, () => !isReading && void read())
        break
      }
    }
    isReading = false
  }
  const know = (player: string, contacts: Contact[]) => {
    const viewer = viewers.get(player)
    if (viewer === undefined) return
    viewer.friends = new Map(contacts.map((contact) => [contact.id, contact]))
    for (const friend of viewer.friends.keys()) {
      watchers.set(friend, (watchers.get(friend) ?? new Set()).add(player))
    }
    const { missed } = viewer
    viewer.missed = new Set()
    tell(player, missed)
  }
  const tell = (player: string, changed: Iterable<string>) => {
    const { friends } = viewers.get(player) ?? {}
    const people: Person[] = []
    for (const id of changed) {
      const contact = friends?.get(id)
      if (contact !== undefined) people.push(personOf(contact, presence))
    }
    if (people.length > 0) attendance.tellHere(player, 'people', people)
  }
  const presenceChanged = (seen: ReadonlySet<string>) => {
    const news = new Map<string, string[]>()
    for (const player of seen) {
      for (const watcher of watchers.get(player) ?? []) {
        const own = news.get(watcher) ?? []
        news.set(watcher, own)
        own.push(player)
      }
    }
    for (const [viewer, changed] of news) tell(viewer, changed)
    for (const { friends, missed } of viewers.values()) {
      if (friends === undefined) for (const player of seen) missed.add(player)
    }
  }

  attendance.onChange((player, isHere) => {
    const viewer = viewers.get(player)
    if (viewer !== undefined) unwatch(player, viewer)
    viewers.delete(player)
    if (!isHere) return
    viewers.set(player, { friends: undefined, missed: new Set() })
    want(player)
  })
  const ends = [
    presence.onChange((_players, seen) => presenceChanged(seen)),
    bus.subscribe('relations', ({ players }) => players.forEach(want)),
    bus.subscribe('profile', ({ player }) => {
      for (const watcher of [...(watchers.get(player) ?? [])]) {
        viewers.get(watcher)?.missed.add(player)
        want(watcher)
      }
    }),
    bus.onGap(() => [...viewers.keys()].forEach(want)),
  ]
  return () => {
    isClosed = true
    for (const end of ends) end()
  }
}
