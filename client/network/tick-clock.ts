/** Tells which tick the game is at on the server by now, though its word of it comes late and unevenly. */

/** A word of the server's that comes quickest tells most: what came later was held up on the way. */
const windowMs = 5000
/** The clock runs this much faster or slower than time to come right, so that nothing drawn by it jumps. */
const slew = 0.02
/** A clock wrong by more than this is set instead. */
const jumpMs = 500
/** The server tells its tick once a second at least: without word for longer than this the clock stands, and so does what is
 *  drawn by it. */
const overdueMs = 2500
/** Round trips of which the shortest counts. */
const tripsKept = 10

interface Word {
  atMs: number
  /** Server's game time less the page's time, in ms. */
  offset: number
}

export function createTickClock() {
  let hz = 20
  let tick = 0
  let isStopped = true
  let words: Word[] = []
  let trips: number[] = []
  let offset = 0
  let setAtMs = 0
  let heardAtMs = 0

  const oneWayMs = () => (trips.length === 0 ? 0 : Math.min(...trips) / 2)
  const target = () => Math.max(...words.map((word) => word.offset)) + oneWayMs()

  /** Brings the clock toward the truth by as much as the time since then allows. */
  function settle(nowMs: number): void {
    const elapsed = Math.max(0, nowMs - setAtMs)
    const error = target() - offset
    offset = Math.abs(error) > jumpMs ? target() : offset + Math.min(slew * elapsed, Math.max(-slew * elapsed, error))
    setAtMs = Math.max(setAtMs, nowMs)
  }

  return {
    /** Ticks a second, as the server's welcome tells. */
    setRate(ticksPerSecond: number): void {
      if (ticksPerSecond > 0) hz = ticksPerSecond
    },
    /** A round trip that was measured. */
    trip(ms: number): void {
      trips = [...trips, ms].slice(-tripsKept)
    },
    /** A tick heard from the server; while the game is paused, or has not begun, the clock stands. */
    hear(heard: number, nowMs: number, isPaused = false): void {
      const isSet = !isStopped
      if (heard < tick || isPaused || heard === 0) words = []
      tick = heard
      heardAtMs = nowMs
      isStopped = heard === 0 || isPaused
      if (isStopped) return
      words = [
        ...words.filter(({ atMs }) => nowMs - atMs < windowMs),
        { atMs: nowMs, offset: (heard / hz) * 1000 - nowMs },
      ]
      if (isSet && words.length > 1) settle(nowMs)
      else {
        offset = target()
        setAtMs = nowMs
      }
    },
    /** The tick at this moment, with a fraction. */
    now(nowMs: number): number {
      if (isStopped) return tick
      settle(nowMs)
      return ((Math.min(nowMs, heardAtMs + overdueMs) + offset) / 1000) * hz
    },
    /** How far the clock is from the best that is known, in ms. */
    get errorMs() {
      return isStopped ? 0 : target() - offset
    },
    /** The way from here to the server, as far as it is known, in ticks. */
    get oneWayTicks() {
      return (oneWayMs() / 1000) * hz
    },
    get hz() {
      return hz
    },
  }
}
