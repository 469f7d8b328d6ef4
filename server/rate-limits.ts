/** How often one address, player or account may ask for what is costly or can be guessed at. */
import { createHash } from 'node:crypto'
import type { Request } from 'express'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { TooFastError } from './http.ts'

interface Limit {
  points: number
  seconds: number
  /** What is counted. A household, a school or a party of 48 may share one address. */
  by: 'address' | 'player' | 'sign-in' | 'account and address' | 'account'
}

export const limitTable = {
  guest: { points: 600, seconds: 600, by: 'address' },
  register: { points: 60, seconds: 3600, by: 'address' },
  signIn: { points: 200, seconds: 600, by: 'address' },
  recover: { points: 60, seconds: 3600, by: 'address' },
  refresh: { points: 2000, seconds: 600, by: 'address' },
  /** Refreshes of one sign-in; a page needs one in 15 minutes. */
  refreshes: { points: 60, seconds: 600, by: 'sign-in' },
  password: { points: 10, seconds: 900, by: 'player' },
  profile: { points: 60, seconds: 600, by: 'player' },
  record: { points: 300, seconds: 600, by: 'player' },
  /** Making, joining and leaving teams. */
  team: { points: 60, seconds: 3600, by: 'player' },
  /** Invitations to teams and sessions: each may end as a notification of somebody. */
  invite: { points: 60, seconds: 3600, by: 'player' },
  /** Codes of teams that nobody has given out; who has a right one is not counted. */
  invitationGuesses: { points: 10, seconds: 900, by: 'player' },
  invitationGuessesFrom: { points: 100, seconds: 900, by: 'address' },
  report: { points: 30, seconds: 3600, by: 'player' },
  notifications: { points: 300, seconds: 600, by: 'player' },
  people: { points: 300, seconds: 600, by: 'player' },
  friendRequest: { points: 60, seconds: 600, by: 'player' },
  export: { points: 10, seconds: 3600, by: 'player' },
  /** Wrong passwords and recovery codes; guessing from one place ends here, and nobody elsewhere is kept out. */
  guesses: { points: 10, seconds: 900, by: 'account and address' },
  /** Wrong ones from everywhere: beyond these every answer for the account comes later, but it comes. */
  guessesFromAfar: { points: 20, seconds: 3600, by: 'account' },
} as const satisfies Record<string, Limit>
export type LimitName = keyof typeof limitTable

export interface Limits {
  /** Counts one more of `key`. Throws `TooFastError` beyond the limit. */
  take(name: LimitName, key: string): Promise<void>
  /** Takes back one that was counted for nothing. */
  giveBack(name: LimitName, key: string): Promise<void>
  /** What was counted of `key` is forgotten. */
  forget(name: LimitName, key: string): Promise<void>
  /** How many beyond the limit were counted of `key`; counts none. */
  beyond(name: LimitName, key: string): Promise<number>
}

/** Counts in Redis, where there is one, for all processes together, and alone while it is away. `factor` raises all limits. */
export function openLimits(factor: number, redis?: Redis): Limits {
  const open = (name: LimitName) => {
    const { points, seconds: duration } = limitTable[name]
    const options = { keyPrefix: `flotilla:limit:${name}`, points: points * factor, duration }
    const alone = new RateLimiterMemory(options)
    if (redis === undefined) return alone
    return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: alone })
  }
  const limiters = Object.fromEntries(Object.keys(limitTable).map((name) => [name, open(name as LimitName)])) as Record<
    LimitName,
    RateLimiterMemory | RateLimiterRedis
  >

  return {
    async take(name, key) {
      try {
        await limiters[name].consume(short(key))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        throw new TooFastError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
      }
    },
    async giveBack(name, key) {
      await limiters[name].reward(short(key), 1)
    },
    async forget(name, key) {
      await limiters[name].delete(short(key))
    },
    async beyond(name, key) {
      const counted = await limiters[name].get(short(key))
      return Math.max(0, (counted?.consumedPoints ?? 0) - limiters[name].points)
    },
  }
}

/** Keys hold what people typed: neither its length nor its text belongs in the store. */
const short = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 22)

/** The address that counts: the socket's, or what a trusted proxy says; of IPv6 the network, for a household has 2^64. */
export const addressOf = ({ ip = '' }: Request): string => networkOf(ip)

/** An IPv4 address, or the network of an IPv6 one. */
export function networkOf(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const before = head.split(':')
  const missing = tail === undefined ? 0 : 8 - before.length - tail.split(':').length
  return [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}
