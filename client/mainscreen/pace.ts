/** How often the main screen is drawn: with every frame, and on a machine that cannot keep up coarser and less often, so
 *  that orders and chat do not wait for the picture. */

/** Mean milliseconds between two frames beyond which the machine is slow, and frames over which the mean is taken. */
const slowMs = 50
const memory = 20
/** Milliseconds between two pictures on a slow machine. */
const restMs = 120

export function createPace(onslow: () => void) {
  let mean = 0
  let count = 0
  let isSlow = false
  let beforeMs = Number.NaN
  let drawnMs = Number.NEGATIVE_INFINITY

  return {
    /** Asked once a frame: whether to draw in this one. */
    isDue(nowMs: number): boolean {
      const gap = nowMs - beforeMs
      beforeMs = nowMs
      // A page that was hidden is not slow.
      if (!isSlow && gap < 1000) {
        mean += (gap - mean) / Math.min(++count, memory)
        if (count >= memory && mean > slowMs) {
          isSlow = true
          onslow()
        }
      }
      if (isSlow && nowMs - drawnMs < restMs) return false
      drawnMs = nowMs
      return true
    },
  }
}
