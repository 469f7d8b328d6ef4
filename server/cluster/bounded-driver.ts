/** Colyseus's Redis driver with time limits, an atomic insert, and eyes for entries that are none: a slow Redis fails a join,
 *  and never holds up a room; what somebody else wrote into the listings is passed over. */
import { type IRoomCache, initializeRoomCache, LocalDriver } from '@colyseus/core'
import { RedisDriver } from '@colyseus/redis-driver'
import type { Redis } from 'ioredis'
import { UnavailableError } from '../http.ts'

const listingsKey = 'roomcaches'
const readMs = 800
const writeMs = 300

export class BoundedDriver extends RedisDriver {
  private readonly redis: Redis

  constructor(redis: Redis) {
    super(redis)
    this.redis = redis
  }

  /** Lists a room unless its id is listed already; false when another was first. */
  async insert(room: IRoomCache): Promise<boolean> {
    const isFirst = await within(readMs, this.redis.hsetnx(listingsKey, room.roomId, JSON.stringify(room)))
    return isFirst === 1
  }

  override has(roomId: string): Promise<boolean> {
    return within(readMs, super.has(roomId))
  }

  override async query(...args: Parameters<RedisDriver['query']>): Promise<IRoomCache[]> {
    return (await this.listings()).query(...args)
  }

  override async findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    if (roomIds.length === 0) return new Map()
    const texts = await within(readMs, this.redis.hmget(listingsKey, ...roomIds))
    return new Map(texts.flatMap(readListing).map((room) => [room.roomId, room]))
  }

  override async findOne(...args: Parameters<RedisDriver['findOne']>): Promise<IRoomCache> {
    const [{ roomId }] = args
    if (roomId === undefined) return (await this.listings()).findOne(...args)
    return (await this.findByIds([roomId])).get(roomId) as IRoomCache
  }

  /** Everything listed, behind Colyseus's own way of asking. */
  private async listings(): Promise<LocalDriver> {
    const local = new LocalDriver()
    local.rooms = Object.values(await within(readMs, this.redis.hgetall(listingsKey))).flatMap(readListing)
    return local
  }

  override update(...args: Parameters<RedisDriver['update']>): Promise<boolean> {
    return given(writeMs, super.update(...args))
  }

  override persist(...args: Parameters<RedisDriver['persist']>): Promise<boolean> {
    return given(writeMs, super.persist(...args))
  }

  override remove(roomId: string): Promise<boolean> {
    return given(writeMs, super.remove(roomId))
  }
}

/** One listing, or nothing when the text is none. */
function readListing(text: string | null): IRoomCache[] {
  try {
    const room = JSON.parse(text ?? 'null') as IRoomCache | null
    return typeof room?.roomId === 'string' && typeof room.name === 'string' ? [initializeRoomCache(room)] : []
  } catch {
    return []
  }
}

/** A read: fails when it takes longer than `ms`. */
function within<Result>(ms: number, reading: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError(`Redis did not answer within ${ms} ms`)), ms)
  })
  return Promise.race([reading, limit]).finally(() => clearTimeout(timer))
}

/** A write: given up waiting for after `ms`; it still happens when Redis comes back, and listings are mended besides. */
function given(ms: number, writing: Promise<boolean>): Promise<boolean> {
  return within(ms, writing).catch(() => false)
}
