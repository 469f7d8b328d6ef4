/** What is good on a line, and what is not. The words on it stand in `text/network.ts`. */
import type { Reading, Trace } from '../network/meter.ts'

export type Level = 'good' | 'fair' | 'poor'
export type FigureName = 'rtt' | 'jitter' | 'bytesIn' | 'bytesOut' | 'tickRate' | 'correction' | 'drawnAge'

/** The highest value that is good, and the highest that will do. The game's pace is judged by `paceLevel`. */
export const bounds: Record<Exclude<FigureName, 'tickRate'>, { good: number; fair: number }> = {
  rtt: { good: 100, fair: 250 },
  jitter: { good: 20, fair: 60 },
  bytesIn: { good: 4000, fair: 16_000 },
  bytesOut: { good: 1000, fair: 4000 },
  correction: { good: 5, fair: 50 },
  drawnAge: { good: 150, fair: 400 },
}
const slowest = { good: 0.9, fair: 0.7 }
const worst = (levels: readonly (Level | undefined)[]): Level | undefined =>
  (['poor', 'fair', 'good'] as const).find((level) => levels.includes(level))

/** The pace of a game that runs at `hz`; one that stands is paused, not slow. */
function paceLevel(rate: number, hz: number): Level {
  if (rate === 0 || rate >= hz * slowest.good) return 'good'
  return rate >= hz * slowest.fair ? 'fair' : 'poor'
}

/** Undefined while nothing was measured. */
export function levelOf(name: FigureName, { value }: Pick<Trace, 'value'>, hz: number): Level | undefined {
  if (value === undefined) return undefined
  if (name === 'tickRate') return paceLevel(value, hz)
  return value <= bounds[name].good ? 'good' : value <= bounds[name].fair ? 'fair' : 'poor'
}

/** The line as a whole: as bad as the worst of what a player feels. */
export function healthOf(reading: Reading, hz: number): Level | undefined {
  const names = ['rtt', 'jitter', 'tickRate', 'correction', 'drawnAge'] as const
  const felt = names.map((name) => levelOf(name, reading[name], hz))
  return worst([...felt, reading.mismatches > 0 ? 'fair' : undefined])
}

/** Bytes a second in figures that fit: 640 B/s, 1.6 kB/s. */
export function rateOf(bytes: number): { figure: string; unit: string } {
  if (bytes < 1000) return { figure: String(Math.round(bytes)), unit: 'B/s' }
  const kilo = bytes / 1000
  return { figure: kilo < 10 ? kilo.toFixed(1) : String(Math.round(kilo)), unit: 'kB/s' }
}
