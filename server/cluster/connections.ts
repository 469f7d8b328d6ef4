/** Who plays where: one live game connection a player, on whatever process; the newest has it. */
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { CloseReason } from '../../schema/close-codes.ts'

/** Why somebody else ends a connection. */
export type EndReason = Extract<CloseReason, 'elsewhere' | 'signedOut'>

export interface LiveConnection {
  player: string
  /** The sign-in that it lives by. */
  signIn: string
  /** Called once, when it is to be closed for good. */
  end(reason: EndReason): void
}

/** Whose connections end: those of sign-ins. */
export interface SignOut {
  signIns: string[]
}

export interface Connections {
  /** A connection stands from now on, and every older one of its player ends. Call the answer when it is gone. */
  open(connection: LiveConnection): Promise<() => void>
  /** Ends what lives by these sign-ins, on every process. */
  signOut(gone: SignOut): void
  close(): void
}

interface Entry extends LiveConnection {
  /** Grows with every connection of a player. */
  generation: number
}

/** Connections of this process alone. */
export function localConnections(): Connections & {
  readonly entries: Map<string, Entry>
  end(entry: Entry, reason: EndReason): void
} {
  const entries = new Map<string, Entry>()
  let generation = 0
  const end = (entry: Entry, reason: EndReason) => {
    if (entries.get(entry.player) === entry) entries.delete(entry.player)
    entry.end(reason)
  }
  return {
    entries,
    end,
    async open(connection) {
      return enter(entries, { ...connection, generation: ++generation }, end)
    },
    signOut({ signIns }) {
      for (const entry of [...entries.values()]) if (signIns.includes(entry.signIn)) end(entry, 'signedOut')
    },
    close: () => entries.clear(),
  }
}

function enter(entries: Map<string, Entry>, entry: Entry, end: (entry: Entry, reason: EndReason) => void): () => void {
  const other = entries.get(entry.player)
  if (other !== undefined && other.generation > entry.generation) {
    // A newer one was quicker to be entered.
    setImmediate(() => entry.end('elsewhere'))
    return () => undefined
  }
  entries.set(entry.player, entry)
  if (other !== undefined) end(other, 'elsewhere')
  return () => {
    if (entries.get(entry.player) === entry) entries.delete(entry.player)
  }
}

const channel = 'flotilla:connections'
const key = (player: string) => `flotilla:connection:${player}`
/** Generations that nobody asks for go after a day; no socket lives as long without its sign-in being renewed. */
const keySeconds = 86_400
const sweepMs = 500

/** Counts a player's generation on. It follows the clock, so that it grows even over an emptied Redis. */
const claimScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local next = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0') + 1)
local text = string.format('%d', next)
redis.call('SET', KEYS[1], text, 'EX', ARGV[1])
return text
`

type Notice = { player: string; generation: number } | SignOut

/** Connections of all processes on one Redis. What a lost notice did not end, a look at the generations ends within a second. */
export function sharedConnections(redis: Redis, log: Logger): Connections {
  const local = localConnections()
  const subscriber = redis.duplicate({
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    commandTimeout: undefined,
  })
  subscriber.on('error', () => undefined)
  subscriber.subscribe(channel).catch((error) => log.debug({ error }, 'no notices of connections yet'))
  subscriber.on('message', (_channel, text) => {
    const notice = JSON.parse(text) as Notice
    if ('signIns' in notice) local.signOut(notice)
    else supersede(notice.player, notice.generation)
  })

  const supersede = (player: string, generation: number) => {
    const entry = local.entries.get(player)
    if (entry !== undefined && entry.generation < generation) local.end(entry, 'elsewhere')
  }
  const tell = (notice: Notice) => {
    redis.publish(channel, JSON.stringify(notice)).catch((error) => log.debug({ error }, 'a notice was lost'))
  }
  const sweep = async () => {
    const players = [...local.entries.keys()]
    if (players.length === 0) return
    const newest = await redis.mget(players.map(key)).catch(() => [])
    for (const [index, generation] of newest.entries()) supersede(players[index] ?? '', Number(generation ?? 0))
  }
  const timer = setInterval(() => void sweep(), sweepMs)

  return {
    async open(connection) {
      const { player } = connection
      // Without Redis nobody can come in anywhere else either.
      const claimed = await redis.eval(claimScript, 1, key(player), keySeconds).catch(() => Date.now() * 1000)
      const generation = Number(claimed)
      const gone = enter(local.entries, { ...connection, generation }, local.end)
      tell({ player, generation })
      return gone
    },
    signOut(gone) {
      local.signOut(gone)
      tell(gone)
    },
    close() {
      clearInterval(timer)
      subscriber.disconnect()
      local.close()
    },
  }
}
