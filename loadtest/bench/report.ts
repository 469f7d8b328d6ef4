/** What every benchmark prints: figures as one JSON object on the last line, with what is needed to repeat them. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

export interface Spread {
  p50: number
  p95: number
  p99: number
}

/** Percentiles of a sample, by nearest rank; zeros for an empty one. */
export function spread(sample: number[]): Spread {
  const sorted = [...sample].sort((one, other) => one - other)
  const at = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export const mean = (sample: number[]): number =>
  sample.length === 0 ? 0 : round(sample.reduce((sum, value) => sum + value, 0) / sample.length)

export const round = (value: number): number => Math.round(value * 1000) / 1000

/** Prints the figures for people, unless `json` asks for the last line alone, and then that line. */
export function printReport(figures: Record<string, unknown>, seed: number, json: boolean): void {
  const root = new URL('../../', import.meta.url)
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const about = { version, commit, seed, node: process.version, cpus: availableParallelism() }
  if (!json) {
    for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(32)}${JSON.stringify(value)}`)
  }
  console.log(JSON.stringify({ ...about, ...figures }))
}
