/** Network conditions that a page puts on its own line to try how it bears them: a lane each way that holds frames back. */

/** One way of the line; 0 leaves a figure out. */
export interface Way {
  /** ms that every frame takes longer, give or take the jitter. */
  delayMs: number
  jitterMs: number
  /** Nothing arrives for the last `stallMs` of every `stallEveryMs`. */
  stallMs: number
  stallEveryMs: number
  /** KiB a second. */
  bandwidth: number
}
export interface Conditions {
  /** From the server to the page. */
  in: Way
  out: Way
}

export const clear: Way = { delayMs: 0, jitterMs: 0, stallMs: 0, stallEveryMs: 0, bandwidth: 0 }
const bothWays = (some: Partial<Way>): Conditions => ({ in: { ...clear, ...some }, out: { ...clear, ...some } })
/** Delays are of one way: a round trip has them twice. */
export const presets = {
  none: bothWays({}),
  good: bothWays({ delayMs: 20, jitterMs: 5 }),
  mobile: bothWays({ delayMs: 75, jitterMs: 15, stallMs: 250, stallEveryMs: 5000, bandwidth: 32 }),
  awful: bothWays({ delayMs: 250, jitterMs: 120, stallMs: 1500, stallEveryMs: 8000, bandwidth: 4 }),
} as const satisfies Record<string, Conditions>
export type PresetName = keyof typeof presets

const isClear = (way: Way) => way.delayMs <= 0 && way.jitterMs <= 0 && way.bandwidth <= 0 && !stalls(way)
const stalls = ({ stallMs, stallEveryMs }: Way) => stallMs > 0 && stallEveryMs > 0
export const areClear = (conditions: Conditions): boolean => isClear(conditions.in) && isClear(conditions.out)

export interface LanePorts {
  way(): Way
  /** Until then nothing passes at all. */
  cutUntilMs(): number
  nowMs(): number
  /** [0, 1) */
  random(): number
  /** Runs `action` after `ms`; the answer cancels it. */
  after(ms: number, action: () => void): () => void
}

interface Held {
  dueMs: number
  pass(): void
}

/** Frames pass in the order in which they came, like bytes of one TCP connection: a late one holds up all behind it. */
export function createLane(ports: LanePorts) {
  let held: Held[] = []
  let lastDueMs = 0
  /** When the line has carried all that was put on it. */
  let freeAtMs = 0
  let cancel = () => {}

  function dueMs(bytes: number): number {
    const [way, now] = [ports.way(), ports.nowMs()]
    freeAtMs = way.bandwidth > 0 ? Math.max(now, freeAtMs) + (bytes / (way.bandwidth * 1024)) * 1000 : now
    const swing = way.jitterMs * (2 * ports.random() - 1)
    const arrivesMs = Math.max(lastDueMs, freeAtMs + Math.max(0, way.delayMs + swing))
    if (!stalls(way)) return arrivesMs
    const into = arrivesMs % way.stallEveryMs
    const isStalled = into >= way.stallEveryMs - way.stallMs
    return isStalled ? arrivesMs + way.stallEveryMs - into : arrivesMs
  }

  function wait(): void {
    cancel()
    cancel = () => {}
    const first = held[0]
    if (first) cancel = ports.after(Math.max(first.dueMs, ports.cutUntilMs()) - ports.nowMs(), run)
  }

  function run(): void {
    try {
      while (held[0] && held[0].dueMs <= ports.nowMs() && ports.cutUntilMs() <= ports.nowMs()) held.shift()?.pass()
    } finally {
      // Also when one of them has failed: those behind it go on.
      wait()
    }
  }

  return {
    /** Lets a frame of `bytes` pass when its time has come; at once where nothing holds it back. */
    put(bytes: number, pass: () => void): void {
      lastDueMs = dueMs(bytes)
      const isFree = held.length === 0 && lastDueMs <= ports.nowMs() && ports.cutUntilMs() <= ports.nowMs()
      if (isFree) pass()
      else {
        held.push({ dueMs: lastDueMs, pass })
        if (held.length === 1) wait()
      }
    },
    /** Conditions have changed: what was held back under worse ones need not wait for them. */
    changed(): void {
      if (isClear(ports.way())) {
        held = held.map((each) => ({ ...each, dueMs: 0 }))
        lastDueMs = 0
        freeAtMs = 0
      }
      run()
    },
  }
}
