/** What came out of a load test: its figures, the thresholds that are missed, and the table that people read. */
import { round, spread } from '../bench/report.ts'
import type { LoadScenario } from './client.ts'
import type { Meter } from './meter.ts'
import type { LoadSettings } from './settings.ts'

/** The most that each p95 may be, in ms, and the most errors. */
export type Thresholds = Partial<Record<'joinMs' | 'updateMs' | 'actionMs', number>> & { errors: number }
export type Figures = ReturnType<typeof figuresOf>

export function figuresOf(meter: Meter, seconds: number, ownDelayMs: number) {
  const latency = (sample: number[]) => ({
    count: sample.length,
    ...spread(sample),
    max: round(sample.reduce((most, value) => Math.max(most, value), 0)),
  })
  return {
    seconds: round(seconds),
    joinMs: latency(meter.joinMs),
    updateMs: latency(meter.updateMs),
    actionMs: latency(meter.actionMs),
    connects: meter.connects,
    disconnects: meter.disconnects,
    bytesIn: meter.bytesIn,
    bytesOut: meter.bytesOut,
    refusals: meter.refusals,
    errors: meter.errors,
    firstErrors: meter.firstErrors,
    /** How late this process itself was (p99): all clients share it, and its delays are in every latency above. */
    ownDelayMs,
  }
}

/** One sentence for each threshold that is missed. A latency of which nothing was measured is missed too. */
export function missedOf(figures: Figures, { errors, ...latencies }: Thresholds): string[] {
  const missed: string[] = []
  for (const [name, most] of Object.entries(latencies)) {
    const { count, p95 } = figures[name as 'joinMs' | 'updateMs' | 'actionMs']
    if (count === 0) missed.push(`Missed: no ${name} was measured, and its p95 should be at most ${most}.`)
    else if (p95 > most) missed.push(`Missed: the p95 of ${name} is ${p95}, and should be at most ${most}.`)
  }
  if (figures.errors > errors) missed.push(`Missed: ${figures.errors} errors, and there should be at most ${errors}.`)
  if (figures.joinMs.count === 0) missed.push('Missed: nobody could join.')
  return missed
}

export function tableOf(scenario: LoadScenario, settings: LoadSettings, figures: Figures): string {
  const columns = ['count', 'p50', 'p95', 'p99', 'max'] as const
  const row = (name: string, cells: (string | number)[]) =>
    name.padEnd(12) + cells.map((cell) => String(cell).padStart(12)).join('')
  const { join, update, action } = scenario.counts
  const rate = (bytes: number) => `${Math.round(bytes / figures.seconds / settings.clients)} a second and client`
  return [
    `${scenario.name} on ${settings.url}: ${settings.clients} clients for ${figures.seconds} s; each ${scenario.summary}`,
    '',
    row('', [...columns]),
    ...(['joinMs', 'updateMs', 'actionMs'] as const).map((name) =>
      row(
        name,
        columns.map((column) => figures[name][column]),
      ),
    ),
    '',
    `joinMs      ${join}`,
    `updateMs    ${update}`,
    `actionMs    ${action}`,
    '',
    `connects    ${figures.connects}, disconnects ${figures.disconnects}`,
    `bytes in    ${figures.bytesIn}, ${rate(figures.bytesIn)}`,
    `bytes out   ${figures.bytesOut}, ${rate(figures.bytesOut)}`,
    `refusals    ${JSON.stringify(figures.refusals)}`,
    `own delay   ${figures.ownDelayMs} ms (p99): what this process adds by itself`,
    `errors      ${figures.errors}`,
    ...figures.firstErrors.map(({ atMs, client, message }) => `  at ${atMs} ms, client ${client}: ${message}`),
    '',
  ].join('\n')
}
