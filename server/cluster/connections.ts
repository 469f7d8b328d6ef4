/** Who plays where: one live game connection a player, on whatever process; the newest has it. */
import type { Redis } from 'ioredis'
import type { CloseReason } from '../../schema/close-codes.ts'
import type { Bus } from './bus.ts'

declare module './bus.ts' {
  interface Notices {
    /** A connection of this player's stands, and older ones are to end. */
    connection: { player: string; generation: number }
    /** What lives by these sign-ins is to end. */
    signOut: { signIns: string[] }
  }
}

/** Why somebody else ends a connection. */
export type EndReason = Extract<CloseReason, 'elsewhere' | 'signedOut'>

export interface LiveConnection {
  player: string
  /** The sign-in that it lives by. */
  signIn(): string
  /** Called once, when it is to be closed for good. */
  end(reason: EndReason): void
}

export interface Connections {
  /** A connection stands from now on; every older one of its player ends, here at once and elsewhere in a moment.
   *  Call the answer when it is gone. */
  open(connection: LiveConnection): () => void
  /** A connection beside the game's, which only ends with its sign-in. */
  attend(connection: Omit<LiveConnection, 'player'>): () => void
  /** Ends what lives by these sign-ins, on every process. */
  signOut(signIns: string[]): void
  close(): void
}

interface Entry extends LiveConnection {
  /** Grows with every connection of a player over all processes; unknown until it is claimed. */
  generation?: number
  /** The highest generation that was heard of meanwhile. */
  newest: number
}

/** Connections of this process alone. */
export function localConnections(): Connections & {
  readonly entries: Map<string, Entry>
  end(entry: Entry, reason: EndReason): void
} {
  const entries = new Map<string, Entry>()
  const attending = new Set<Omit<LiveConnection, 'player'>>()
  const end = (entry: Entry, reason: EndReason) => {
    if (entries.get(entry.player) === entry) entries.delete(entry.player)
    entry.end(reason)
  }
  return {
    entries,
    end,
    open(connection) {
      const previous = entries.get(connection.player)
      const entry: Entry = { ...connection, newest: 0 }
      entries.set(connection.player, entry)
      previous?.end('elsewhere')
      return () => {
        if (entries.get(entry.player) === entry) entries.delete(entry.player)
      }
    },
    attend(connection) {
      attending.add(connection)
      return () => void attending.delete(connection)
    },
    signOut(signIns) {
      for (const entry of [...entries.values()]) if (signIns.includes(entry.signIn())) end(entry, 'signedOut')
      for (const each of [...attending]) {
        if (signIns.includes(each.signIn()) && attending.delete(each)) each.end('signedOut')
      }
    },
    close() {
      entries.clear()
      attending.clear()
    },
  }
}

const key = (player: string) => `flotilla:connection:${player}`
/** Generations that nobody counts on go after a day. */
const keySeconds = 86_400
const sweepMs = 500

/** Counts a player's generation on. It follows the clock, so that it grows even over an emptied Redis. */
const claimScript = `
local time = redis.call('TIME')
local next = math.max(time[1] * 1000000 + time[2], tonumber(redis.call('GET', KEYS[1]) or '0') + 1)
local text = string.format('%d', next)
redis.call('SET', KEYS[1], text, 'EX', ARGV[1])
return text
`

/** Connections of all processes on one Redis. What a lost notice did not end, a look at the generations ends within a second. */
export function sharedConnections(redis: Redis, bus: Bus): Connections {
  const local = localConnections()
  const stopListening = [
    bus.subscribe('connection', ({ player, generation }) => supersede(local.entries.get(player), generation)),
    bus.subscribe('signOut', ({ signIns }) => local.signOut(signIns)),
  ]

  const supersede = (entry: Entry | undefined, newest: number) => {
    if (entry === undefined) return
    entry.newest = Math.max(entry.newest, newest)
    if (entry.generation !== undefined && entry.generation < entry.newest) local.end(entry, 'elsewhere')
  }
  const claim = async (entry: Entry) => {
    const { player } = entry
    // Without Redis nobody comes in anywhere else either; the clock's generation then holds until the next one.
    const claimed = await redis.eval(claimScript, 1, key(player), keySeconds).catch(() => Date.now() * 1000)
    const generation = Number(claimed)
    entry.generation = generation
    bus.publish('connection', { player, generation })
    if (local.entries.get(player) === entry) supersede(entry, 0)
  }
  const sweep = async () => {
    const entries = [...local.entries.values()].filter(({ generation }) => generation !== undefined)
    if (entries.length === 0) return
    const newest = await redis.mget(entries.map(({ player }) => key(player))).catch(() => [])
    for (const [index, generation] of newest.entries()) supersede(entries[index], Number(generation ?? 0))
  }
  const timer = setInterval(() => void sweep(), sweepMs)

  return {
    open(connection) {
      const gone = local.open(connection)
      const entry = local.entries.get(connection.player)
      if (entry !== undefined) void claim(entry)
      return gone
    },
    attend: local.attend,
    signOut: (signIns) => bus.publish('signOut', { signIns }),
    close() {
      clearInterval(timer)
      for (const stop of stopListening) stop()
      local.close()
    },
  }
}
