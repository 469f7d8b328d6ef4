/** Tells which tick the game is at between two messages from the server. */

/** Ticks of error beyond which the clock jumps instead of drifting back. */
const jumpTicks = 10
const blend = 0.2

export function createTickClock() {
  let hz = 20
  let tick = 0
  let atMs = 0
  let isStopped = true

  const now = (nowMs: number) => (isStopped ? tick : tick + ((nowMs - atMs) / 1000) * hz)

  return {
    /** Ticks a second, as the server's welcome tells. */
    setRate(ticksPerSecond: number): void {
      if (ticksPerSecond > 0) hz = ticksPerSecond
    },
    /** A tick heard from the server. The same one twice tells nothing new; while the game is paused the clock stands. */
    hear(heard: number, nowMs: number, isPaused = false): void {
      const error = heard - now(nowMs)
      const isJump = isStopped || isPaused || Math.abs(error) > jumpTicks
      tick = isJump ? heard : now(nowMs) + error * blend
      atMs = nowMs
      isStopped = heard === 0 || isPaused
    },
    now,
    get hz() {
      return hz
    },
  }
}
