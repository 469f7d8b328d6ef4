/** Measures one session's line, second by second: plain numbers of the last minute for whoever shows them. */

export type FrameKind = 'patch' | 'state' | 'message' | 'pong' | 'other'
/** One figure's last minute. `value` is undefined until something was measured. */
export interface Trace {
  value: number | undefined
  /** 95 of 100 measurements were no higher; for rates, the busiest second. */
  high: number | undefined
  /** Oldest first: seconds ago, and the figure. */
  points: readonly (readonly [ago: number, value: number])[]
}
/** A patch of the state. */
export interface PatchMark {
  bytes: number
  isFull: boolean
  /** The server had promised a sign of life before it. */
  isLate: boolean
  /** Its hash was compared with the server's: the same or not. */
  isSame?: boolean
}

export const plotSeconds = 60
export const patchesKept = 42
/** Rates are means over so many whole seconds. */
const rateSeconds = 5
/** The server says something each second; a longer silence is a gap. */
const gapMs = 1500
/** RFC 3550, 6.4.1: each new difference counts for a sixteenth. */
const jitterGain = 1 / 16

/** Smallest value that `share` of all are no higher than (nearest rank); undefined without any. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

/** One number a second, over the last minute: the sum or the highest of what came in it. */
function createSeconds(join: (kept: number, value: number) => number) {
  const size = plotSeconds + 1
  const kept = new Float64Array(size)
  const seconds = new Float64Array(size).fill(-1)
  const of = (second: number) => (seconds[second % size] === second ? (kept[second % size] ?? 0) : 0)
  return {
    add(value: number, nowMs: number): void {
      const second = Math.floor(nowMs / 1000)
      kept[second % size] = seconds[second % size] === second ? join(kept[second % size] ?? 0, value) : value
      seconds[second % size] = second
    },
    /** Whole seconds only, oldest first, none before `first`. */
    points(first: number, nowMs: number): [number, number][] {
      const last = Math.floor(nowMs / 1000) - 1
      const from = Math.max(first, last - plotSeconds + 1)
      return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => [last - from - index, of(from + index)])
    },
  }
}

/** Single measurements of the last minute, at most `size` of them. */
function createSamples(size = 2 * plotSeconds) {
  let samples: { atMs: number; value: number }[] = []
  return {
    add(value: number, nowMs: number): void {
      samples = [...samples.slice(1 - size), { atMs: nowMs, value }]
    },
    trace(nowMs: number): Trace {
      const recent = samples.filter(({ atMs }) => nowMs - atMs <= plotSeconds * 1000)
      return {
        value: recent.at(-1)?.value,
        high: percentile(
          recent.map(({ value }) => value),
          0.95,
        ),
        points: recent.map(({ atMs, value }) => [(nowMs - atMs) / 1000, value]),
      }
    },
  }
}

const sum = (a: number, b: number) => a + b
const mean = (values: readonly number[]) => values.reduce(sum, 0) / values.length

/** `clock` tells the time in ms to whatever is told without one. */
export function createMeter(clock: () => number) {
  const rates = {
    bytesIn: createSeconds(sum),
    framesIn: createSeconds(sum),
    bytesOut: createSeconds(sum),
    framesOut: createSeconds(sum),
    patches: createSeconds(sum),
  }
  const peaks = { correction: createSeconds(Math.max), drawnAge: createSeconds(Math.max) }
  const firsts: Partial<Record<keyof typeof peaks, number>> = {}
  const samples = {
    rtt: createSamples(),
    jitter: createSamples(),
    clockOffset: createSamples(),
    tickRate: createSamples(),
  }
  const counts = { lost: 0, gaps: 0, corrections: 0, checked: 0, mismatches: 0, resyncs: 0 }
  let beganSecond: number | undefined
  let heardAtMs: number | undefined
  let lastRtt: number | undefined
  let jitter = 0
  let lastTick = 0
  /** Ticks of the last seconds with their times, oldest first. */
  let paced: { tick: number; atMs: number }[] = []
  let patches: PatchMark[] = []

  function begin(nowMs: number): void {
    beganSecond ??= Math.floor(nowMs / 1000)
  }

  /** The first second is only a part of one, and does not count. */
  function rate(name: keyof typeof rates, nowMs: number): Trace {
    const points = rates[name].points((beganSecond ?? Number.POSITIVE_INFINITY) + 1, nowMs)
    const values = points.map(([, value]) => value)
    return {
      value: values.length > 0 ? mean(values.slice(-rateSeconds)) : undefined,
      high: values.length > 0 ? Math.max(...values) : undefined,
      points,
    }
  }

  /** The highest of the last seconds, the one under way included. */
  function peak(name: keyof typeof peaks, nowMs: number): Trace {
    const first = firsts[name]
    if (first === undefined) return { value: undefined, high: undefined, points: [] }
    const points = peaks[name].points(first, nowMs + 1000)
    const values = points.map(([, value]) => value)
    return { value: Math.max(...values.slice(-rateSeconds)), high: percentile(values, 0.95), points }
  }

  function note(name: keyof typeof peaks, value: number, nowMs: number): void {
    firsts[name] ??= Math.floor(nowMs / 1000)
    peaks[name].add(value, nowMs)
  }

  return {
    /** A frame came in; `bytes` are its payload and WebSocket header. */
    received(kind: FrameKind, bytes: number, nowMs: number): void {
      begin(nowMs)
      const isLate = heardAtMs !== undefined && nowMs - heardAtMs > gapMs
      if (isLate) counts.gaps++
      heardAtMs = nowMs
      rates.bytesIn.add(bytes, nowMs)
      rates.framesIn.add(1, nowMs)
      if (kind !== 'patch' && kind !== 'state') return
      rates.patches.add(1, nowMs)
      patches = [...patches.slice(1 - patchesKept), { bytes, isFull: kind === 'state', isLate }]
    },
    /** A frame went out; `bytes` as above. */
    sent(bytes: number, nowMs: number): void {
      begin(nowMs)
      rates.bytesOut.add(bytes, nowMs)
      rates.framesOut.add(1, nowMs)
    },
    /** A beat was answered after `ms`. */
    rtt(ms: number): void {
      if (lastRtt !== undefined) {
        jitter += (Math.abs(ms - lastRtt) - jitter) * jitterGain
        samples.jitter.add(jitter, clock())
      }
      lastRtt = ms
      samples.rtt.add(ms, clock())
    },
    /** A beat was not answered in time. */
    lost(): void {
      counts.lost++
    },
    /** The newest tick of the game that the page knows of. */
    ticked(tick: number, nowMs: number): void {
      const [first, last] = [paced[0], paced.at(-1)]
      const now = { tick, atMs: nowMs }
      lastTick = tick
      if (!first || !last || tick < last.tick) paced = [now]
      else if (nowMs - last.atMs >= 1000) {
        // A game that has stood for a second is paused: its pace begins anew after that.
        const isStanding = tick === last.tick
        paced = isStanding ? [now] : [...paced.slice(1 - rateSeconds), now]
        samples.tickRate.add(isStanding ? 0 : (1000 * (tick - first.tick)) / (nowMs - first.atMs), nowMs)
      }
    },
    /** What the page had predicted of the own ship was this many units off. */
    corrected(units: number, nowMs: number): void {
      if (units > 0) counts.corrections++
      note('correction', units, nowMs)
    },
    /** The state's hash was compared with the server's. */
    verified(isSame: boolean): void {
      counts.checked++
      if (!isSame) counts.mismatches++
      const last = patches.at(-1)
      if (last) patches = [...patches.slice(0, -1), { ...last, isSame }]
    },
    /** A full state was asked for. */
    resynced(): void {
      counts.resyncs++
    },
    /** How far the server's clock is ahead of the page's, in ms. */
    clockOffset(ms: number): void {
      samples.clockOffset.add(ms, clock())
    },
    /** How long ago that was which is drawn now, in ms. */
    drawnAge(ms: number): void {
      note('drawnAge', ms, clock())
    },
    /** All of it as it stands at `nowMs`. Rates are a second's, over the last five whole ones. */
    read(nowMs: number) {
      return {
        rtt: samples.rtt.trace(nowMs),
        jitter: samples.jitter.trace(nowMs),
        clockOffset: samples.clockOffset.trace(nowMs),
        bytesIn: rate('bytesIn', nowMs),
        framesIn: rate('framesIn', nowMs),
        bytesOut: rate('bytesOut', nowMs),
        framesOut: rate('framesOut', nowMs),
        patchRate: rate('patches', nowMs),
        tickRate: samples.tickRate.trace(nowMs),
        correction: peak('correction', nowMs),
        drawnAge: peak('drawnAge', nowMs),
        ...counts,
        tick: lastTick,
        /** Oldest first. */
        patches: patches as readonly PatchMark[],
      }
    },
  }
}
export type Meter = ReturnType<typeof createMeter>
export type Reading = ReturnType<Meter['read']>
