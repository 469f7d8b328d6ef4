/** The connections to Redis: Colyseus's own, which wait, and ours, which give up in time so that no tick ever waits for Redis. */
import { RedisPresence } from '@colyseus/redis-presence'
import { Redis, type RedisOptions } from 'ioredis'
import type { Logger } from 'pino'
import { ConfigError } from '../config.ts'
import { BoundedDriver } from './bounded-driver.ts'

export interface RedisConnections {
  /** For our own scripts: fails at once while Redis is away, and after 400 ms when it does not answer. */
  own: Redis
  /** For our own notices. */
  subscriber: Redis
  presence: RedisPresence
  driver: BoundedDriver
  isUp(): boolean
  close(): void
}

const firstAnswerMs = 3000
const commandMs = 400

/** Retries for ever, at most a second apart: ioredis's own default ends in an unhandled rejection after some seconds. */
const patient: RedisOptions = { maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(times * 50, 1000) }
const impatient: RedisOptions = {
  ...patient,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  commandTimeout: commandMs,
}

/** Connects and waits for the first answer. Throws `ConfigError` with one line when there is none. */
export async function openRedis(url: string, log: Logger): Promise<RedisConnections> {
  const own = new Redis(url, impatient)
  await firstAnswer(own, url)
  own.on('error', (error: Error) => log.warn({ redis: error.message }, 'Redis is away; sessions go on'))
  own.on('ready', () => log.info('Redis is back'))
  const listings = new Redis(url, patient)
  listings.on('error', () => undefined)
  const publisher = new Redis(url, patient)
  const subscriber = new Redis(url, patient)
  subscriber.on('error', () => undefined)
  return {
    own,
    subscriber,
    presence: new RedisPresence(publisher),
    driver: new BoundedDriver(listings),
    isUp: () => own.status === 'ready',
    close() {
      own.disconnect()
      subscriber.disconnect()
    },
  }
}

function firstAnswer(redis: Redis, url: string): Promise<void> {
  const place = url.replace(/\/\/[^@/]*@/, '//')
  return new Promise((resolve, reject) => {
    let problem = 'no answer'
    const remember = (error: Error) => {
      problem = error.message.split('\n')[0] ?? problem
      // Who is refused stays refused; who finds nobody may find a Redis that is just starting.
      if (/WRONGPASS|NOAUTH|AUTH/.test(problem)) fail()
    }
    const timer = setTimeout(() => fail(), firstAnswerMs)
    const fail = () => {
      clearTimeout(timer)
      redis.disconnect()
      reject(
        new ConfigError(`REDIS_URL: ${place} cannot be used (${problem}): start Redis there, or correct REDIS_URL.`),
      )
    }
    redis.on('error', remember)
    redis.once('ready', () => {
      redis.ping().then(
        () => {
          clearTimeout(timer)
          redis.off('error', remember)
          resolve()
        },
        (error: Error) => {
          remember(error)
          fail()
        },
      )
    })
  })
}
