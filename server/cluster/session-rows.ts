/** One row a session in Redis: who owns it, under which token, until when. Lock, lease, fence and directory at once. */
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** What a room holds of its session; on one process alone it is never lost. */
export interface Lease {
  /** Differs for every owner of a session, so that a stale one's farewell cannot touch its successor's listing. */
  readonly roomId: string
  /** Asks at once: false only when another owner has the session now. Redis away is no loss: nobody else can take it then. */
  isHeld(): Promise<boolean>
  release(): void
}

export interface SessionRows {
  /** Claims a new session. Rejects when somebody owns it. `onLost` is called once, when another owner has taken it. */
  claim(session: string, onLost: () => void): Promise<Lease>
  /** The room of a session, undefined when none is known. */
  roomOf(session: string): Promise<string | undefined>
}

const leaseMs = 2500
const renewMs = 500
/** A row that nobody renews goes after a day. */
const rowSeconds = 86_400
const rowKey = (session: string) => `flotilla:session:${session}`

/** First claim: {token} on success, {} when the session has a row. The token grows even over an emptied Redis. */
const bornScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then return {} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'token', string.format('%d', now), 'process', ARGV[1], 'address', ARGV[2], 'expires', string.format('%d', now + ARGV[3]))
redis.call('EXPIRE', KEYS[1], ARGV[4])
return {string.format('%d', now)}
`

/** Renews, and writes the row anew when it is missing. 0 when the row carries a higher token, or the same of another process. */
const renewScript = `
local row = redis.call('HMGET', KEYS[1], 'token', 'process')
if row[1] and (tonumber(row[1]) > tonumber(ARGV[5]) or (row[1] == ARGV[5] and row[2] ~= ARGV[1])) then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'token', ARGV[5], 'process', ARGV[1], 'address', ARGV[2], 'expires', string.format('%d', now + ARGV[3]))
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
`

/** Removes the row of who still owns it. */
const releaseScript = `
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`

const roomIdOf = (session: string, token: string) => `${session}_${token}`

/** Rows in Redis for sessions of `process`, whose players come to `address`. */
export function redisRows(redis: Redis, process: () => string, address: string, log: Logger): SessionRows {
  const renew = (session: string, token: string): Promise<unknown> =>
    redis.eval(renewScript, 1, rowKey(session), process(), address, leaseMs, rowSeconds, token)

  return {
    async claim(session, onLost) {
      const born = (await redis.eval(
        bornScript,
        1,
        rowKey(session),
        process(),
        address,
        leaseMs,
        rowSeconds,
      )) as string[]
      const [token] = born
      if (token === undefined) throw new Error(`session ${session} has an owner`)
      const isHeld = async (): Promise<boolean> => {
        try {
          return (await renew(session, token)) === 1
        } catch (error) {
          log.debug({ error, session }, 'a lease could not be renewed; nobody can take it either')
          return true
        }
      }
      const timer = setInterval(async () => {
        if (await isHeld()) return
        clearInterval(timer)
        onLost()
      }, renewMs)
      return {
        roomId: roomIdOf(session, token),
        isHeld,
        release() {
          clearInterval(timer)
          redis.eval(releaseScript, 1, rowKey(session), token).catch(() => undefined)
        },
      }
    },
    async roomOf(session) {
      const token = await redis.hget(rowKey(session), 'token')
      return token === null ? undefined : roomIdOf(session, token)
    },
  }
}

/** One process alone: it owns what it makes. */
export const ownRows: SessionRows = {
  claim: async (session) => ({ roomId: session, isHeld: async () => true, release: () => undefined }),
  roomOf: async (session) => session,
}
