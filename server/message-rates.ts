/** How often one player may send each kind of message on a line. */
import { RateLimiterMemory } from 'rate-limiter-flexible'

const burstSeconds = 2

/** Counts a message of `player` in the budget `key`, `rate` a second on average and twice as many at once. Resolves to how
 *  many over the budget it is: 0 within it. */
export type MessageRates = (player: string, key: string, rate: number) => Promise<number>

export function openMessageRates(): MessageRates {
  const limiters = new Map<string, RateLimiterMemory>()
  return async (player, key, rate) => {
    let limiter = limiters.get(key)
    if (limiter === undefined) {
      limiter = new RateLimiterMemory({ points: rate * burstSeconds, duration: burstSeconds })
      limiters.set(key, limiter)
    }
    try {
      await limiter.consume(player)
      return 0
    } catch (rejected) {
      return (rejected as { consumedPoints: number }).consumedPoints - limiter.points
    }
  }
}
