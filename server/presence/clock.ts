/** Time as the presence of players needs it; tests bring one that they turn themselves. */

export interface Clock {
  /** Unix time in ms. */
  now(): number
  /** Calls once, later; the answer calls it off. */
  after(ms: number, work: () => void): () => void
}

export const realClock: Clock = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms).unref()
    return () => clearTimeout(timer)
  },
}

export interface PresenceTimes {
  clock: Clock
  /** Going off-line is no news before this: a page that is loaded again comes back sooner. */
  graceMs: number
  /** Changes are gathered this long. */
  coalesceMs: number
}

export const presenceTimes: PresenceTimes = { clock: realClock, graceMs: 6000, coalesceMs: 150 }
