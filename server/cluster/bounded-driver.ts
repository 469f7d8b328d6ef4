/** Colyseus's Redis driver with time limits and an atomic insert: a slow Redis fails a join, and never holds up a room. */
import type { IRoomCache } from '@colyseus/core'
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

  override query(...args: Parameters<RedisDriver['query']>): Promise<IRoomCache[]> {
    return within(readMs, Promise.resolve(super.query(...args)))
  }

  override findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    return within(readMs, super.findByIds(roomIds))
  }

  override findOne(...args: Parameters<RedisDriver['findOne']>): Promise<IRoomCache> {
    return within(readMs, Promise.resolve(super.findOne(...args)))
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
