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

/** Prints the figures for people, as `table` or line by line, unless `json` asks for the last line alone, and then that line. */
export function printReport(
  figures: Record<string, unknown>,
  seed: number,
  json: boolean,
  { table = linesOf(figures) }: { table?: string } = {},
): void {
  const root = new URL('../../', import.meta.url)
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
  const about = { version, commit: commitOf(root), seed, node: process.version, cpus: availableParallelism() }
  if (!json) console.log(table)
  console.log(JSON.stringify({ ...about, ...figures }))
}

const linesOf = (figures: Record<string, unknown>): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(32)}${JSON.stringify(value)}`)
    .join('\n')

/** The commit that is checked out; '' where the project is no checkout. */
function commitOf(root: URL): string {
  try {
    const described = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, stdio: 'pipe' })
    return described.toString().trim()
  } catch {
    return ''
  }
}
