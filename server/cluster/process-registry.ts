/** The processes of the cluster: who lives, how many sessions each holds, where the next one goes, and who buries the dead. */
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

export interface ProcessEntry {
  id: string
  /** `host:port/path` that players' sockets reach this process at. */
  address: string
  version: string
  startedAt: number
}

export interface RegistryHooks {
  /** Sessions on this process now. */
  sessions(): number
  /** This process was not listed any more (Redis was emptied, or it was taken for dead): list its rooms again. */
  onForgotten(): Promise<void>
  /** A process died and this one buries it: take its rooms off the lists. */
  onDeath(id: string): Promise<void>
}

/** A process without a heartbeat for this long is dead; listings of the dead go within three seconds. */
const lifeMs = 2000
const beatMs = 500
/** Two processes at one address would get each other's players; a restarted one waits until its predecessor counts as dead. */
const addressPatienceMs = lifeMs + 1000

/** The heartbeat of a process: a key that lives as long as it does. */
export const processKey = (id: string) => `flotilla:process:${id}`

const keys = {
  ids: 'flotilla:processes',
  load: 'flotilla:load',
  entry: processKey,
  address: (address: string) => `flotilla:address:${address}`,
}

/** Renews a heartbeat. Returns {1 when the process was not listed, its load as listed, the owner of its address}. */
const beatScript = `
local owner = redis.call('GET', KEYS[4])
if owner and owner ~= ARGV[1] then return {0, 0, owner} end
redis.call('SET', KEYS[4], ARGV[1], 'PX', ARGV[3])
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
local isNew = redis.call('SADD', KEYS[2], ARGV[1])
local load = redis.call('HGET', KEYS[3], ARGV[1])
-- A load that stood still since the last beat and is not what the process holds was left by a failed creation or lost.
if not load or (load == ARGV[5] and load ~= ARGV[4]) then
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
  load = ARGV[4]
end
return {isNew, tonumber(load), ARGV[1]}
`

/** Counts a new session for the living process with the fewest and returns its id; false when none lives. */
const placeScript = `
local best, least
for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if redis.call('EXISTS', ARGV[1] .. id) == 1 then
    local load = tonumber(redis.call('HGET', KEYS[2], id) or '0')
    if load < tonumber(ARGV[2]) and (not least or load < least or (load == least and id < best)) then
      best, least = id, load
    end
  end
end
if best then redis.call('HINCRBY', KEYS[2], best, 1) end
return best or false
`

/** Strikes a process off if it has no heartbeat. Returns 1 for the one caller who did it. */
const buryScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('HDEL', 'roomcount', ARGV[1])
return redis.call('SREM', KEYS[2], ARGV[1])
`

export class AddressTakenError extends Error {}

export class ProcessRegistry {
  private readonly redis: Redis
  private readonly self: ProcessEntry
  private readonly hooks: RegistryHooks
  private readonly log: Logger
  /** Sessions that this process takes at most. */
  private readonly maxSessions: number
  private timer: NodeJS.Timeout | undefined
  private isBeating = false
  private lastLoad = -1

  constructor(redis: Redis, self: ProcessEntry, maxSessions: number, hooks: RegistryHooks, log: Logger) {
    this.redis = redis
    this.self = self
    this.maxSessions = maxSessions
    this.hooks = hooks
    this.log = log
  }

  /** Enters this process and begins to beat. Throws `AddressTakenError` when another one lives at its address. */
  async start(): Promise<void> {
    const end = Date.now() + addressPatienceMs
    for (;;) {
      // A process that starts on a busy machine hears Redis late.
      const [, , owner] = await this.renew().catch((error): [number, number, string | undefined] => {
        if (Date.now() > end) throw error
        return [0, 0, undefined]
      })
      if (owner === this.self.id) break
      if (Date.now() > end) throw new AddressTakenError(`another process (${owner}) lives at ${this.self.address}`)
      await new Promise((resolve) => setTimeout(resolve, beatMs))
    }
    this.timer = setInterval(() => void this.beat(), beatMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    const { id, address } = this.self
    const { redis } = this
    await redis
      .multi()
      .del(keys.entry(id), keys.address(address))
      .srem(keys.ids, id)
      .hdel(keys.load, id)
      .exec()
      .catch(() => undefined)
  }

  /** The process that takes the next session, already counted for it; undefined when none has room. */
  async place(): Promise<string | undefined> {
    const id = await this.redis.eval(placeScript, 2, keys.ids, keys.load, keys.entry(''), this.maxSessions)
    return typeof id === 'string' ? id : undefined
  }

  /** A session of this process has ended. */
  sessionEnded(): void {
    this.redis.hincrby(keys.load, this.self.id, -1).catch(() => undefined)
  }

  /** Everybody who lives, with their number of sessions. */
  async list(): Promise<(ProcessEntry & { sessions: number })[]> {
    const ids = await this.redis.smembers(keys.ids)
    if (ids.length === 0) return []
    const [entries, loads] = await Promise.all([this.redis.mget(ids.map(keys.entry)), this.redis.hgetall(keys.load)])
    return entries
      .filter((entry) => entry !== null)
      .map((entry) => JSON.parse(entry) as ProcessEntry)
      .map((entry) => ({ ...entry, sessions: Number(loads[entry.id] ?? 0) }))
  }

  private async renew(): Promise<[isNew: number, load: number, owner: string]> {
    const { id, address } = this.self
    const actual = this.hooks.sessions()
    return (await this.redis.eval(
      beatScript,
      4,
      ...[keys.entry(id), keys.ids, keys.load, keys.address(address)],
      ...[id, JSON.stringify(this.self), lifeMs, actual, this.lastLoad],
    )) as [number, number, string]
  }

  private async beat(): Promise<void> {
    if (this.isBeating) return
    this.isBeating = true
    try {
      const [isNew, load] = await this.renew()
      this.lastLoad = load
      if (isNew === 1) await this.hooks.onForgotten()
      await this.buryTheDead()
    } catch (error) {
      this.log.debug({ error }, 'a heartbeat failed; the next one mends it')
    } finally {
      this.isBeating = false
    }
  }

  private async buryTheDead(): Promise<void> {
    const others = (await this.redis.smembers(keys.ids)).filter((id) => id !== this.self.id)
    if (others.length === 0) return
    const living = await this.redis.mget(others.map(keys.entry))
    for (const [index, id] of others.entries()) {
      if (living[index] !== null) continue
      const buried = await this.redis.eval(buryScript, 3, keys.entry(id), keys.ids, keys.load, id)
      if (buried !== 1) continue
      this.log.warn({ process: id }, 'a process died; its sessions are taken off the lists')
      await this.hooks.onDeath(id)
    }
  }
}
