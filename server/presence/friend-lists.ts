/** The friends of players with a page on this process, in memory, with who of them watches whom. */
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Contact } from './relations.ts'

interface Viewer {
  /** By id; undefined while they are being read. */
  friends: Map<string, Contact> | undefined
  /** Who changed meanwhile. */
  missed: Set<string>
}

export interface FriendLists {
  /** A player comes, or goes. */
  come(player: string): void
  go(player: string): void
  /** The list of a player may have changed: what is known of it counts no more, and is read again. */
  outdate(player: string): void
  all(): string[]
  /** Who here has somebody for a friend. */
  watchersOf(player: string): Iterable<string>
  friend(player: string, id: string): Contact | undefined
  /** Somebody changed, whose friends may be among those whose list is being read. */
  miss(changed: string): void
  close(): void
}

interface Options {
  /** The friends of some players, from the database. */
  friendsOf(players: string[]): Promise<Map<string, Contact[]>>
  /** A list was read, and these changed meanwhile. */
  read(player: string, missed: ReadonlySet<string>): void
  clock: Clock
  log: Logger
}

/** When the database is away. */
const againMs = 5000

export function openFriendLists({ friendsOf, read, clock, log }: Options): FriendLists {
  const viewers = new Map<string, Viewer>()
  /** Friend → who here has them. */
  const watchers = new Map<string, Set<string>>()
  const unwatch = (player: string, { friends }: Viewer) => {
    for (const friend of friends?.keys() ?? []) {
      const all = watchers.get(friend)
      if (all?.delete(player) && all.size === 0) watchers.delete(friend)
    }
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
    read(player, missed)
  }
  const reader = openReader({ friendsOf, isHere: (player) => viewers.has(player), know, clock, log })
  const outdate = (player: string) => {
    const viewer = viewers.get(player)
    if (viewer === undefined) return
    unwatch(player, viewer)
    viewer.friends = undefined
    reader.want(player)
  }
  const go = (player: string) => {
    const viewer = viewers.get(player)
    if (viewer !== undefined) unwatch(player, viewer)
    viewers.delete(player)
  }
  return {
    come(player) {
      go(player)
      viewers.set(player, { friends: undefined, missed: new Set() })
      reader.want(player)
    },
    go,
    outdate,
    all: () => [...viewers.keys()],
    watchersOf: (player) => watchers.get(player) ?? [],
    friend: (player, id) => viewers.get(player)?.friends?.get(id),
    miss(changed) {
      for (const { friends, missed } of viewers.values()) if (friends === undefined) missed.add(changed)
    },
    close: reader.close,
  }
}

interface ReaderOptions extends Omit<Options, 'read'> {
  isHere(player: string): boolean
  know(player: string, contacts: Contact[]): void
}

/** Reads one batch after the other: all who were wanted during one are the next. */
function openReader({ friendsOf, isHere, know, clock, log }: ReaderOptions) {
  const wanted = new Set<string>()
  let isReading = false
  let isClosed = false

  const readAll = async () => {
    if (isReading) return
    isReading = true
    while (wanted.size > 0 && !isClosed) {
      const batch = [...wanted].filter(isHere)
      wanted.clear()
      if (batch.length === 0) break
      try {
        const friends = await friendsOf(batch)
        // Whoever is wanted again has changed while this was read.
        for (const player of batch) if (!wanted.has(player)) know(player, friends.get(player) ?? [])
      } catch (error) {
        log.debug({ error }, 'friends could not be read; it is tried again')
        for (const player of batch) wanted.add(player)
        clock.after(againMs, () => void readAll())
        break
      }
    }
    isReading = false
  }
  return {
    want(player: string) {
      wanted.add(player)
      void readAll()
    },
    close() {
      isClosed = true
    },
  }
}
