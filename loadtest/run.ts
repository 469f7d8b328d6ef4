/** `npm run load:test -- --script lobby --json --max-join-p95 2000`: a load test without a terminal; exit status 1 when a threshold is missed. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { printReport, round } from './bench/report.ts'
import type { LoadScenario } from './load/client.ts'
import { figuresOf, missedOf, type Thresholds, tableOf } from './load/figures.ts'
import { Meter } from './load/meter.ts'
import { checkTarget, runClients } from './load/run-clients.ts'
import { describeLoadSettings, LoadError, readLoadSettings } from './load/settings.ts'
import { scripts } from './scripts/index.ts'

const options = {
  script: { type: 'string', default: 'full-session' },
  json: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  'max-join-p95': { type: 'string' },
  'max-update-p95': { type: 'string' },
  'max-action-p95': { type: 'string' },
  'max-errors': { type: 'string', default: '0' },
  help: { type: 'boolean', default: false },
} as const

const helpText = `npm run load:test -- [--script ${Object.keys(scripts).join('|')}] [--json] [--seed 1]
    [--max-join-p95 MS] [--max-update-p95 MS] [--max-action-p95 MS] [--max-errors 0]

Scripts:
${Object.values(scripts)
  .map(({ name, summary }) => `  ${name.padEnd(18)}each client ${summary}`)
  .join('\n')}

Environment (default in brackets):
${describeLoadSettings()}`

try {
  process.exit(await main())
} catch (error) {
  const isOurs = error instanceof LoadError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (!isOurs) throw error
  console.error((error as Error).message)
  process.exit(1)
}

/** Resolves to the exit status. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options })
  if (values.help) {
    console.log(helpText)
    return 0
  }
  const scenario = scriptNamed(values.script)
  const thresholds: Thresholds = { errors: numberOf('max-errors', values['max-errors']) }
  for (const name of ['join', 'update', 'action'] as const) {
    const text = values[`max-${name}-p95`]
    if (text !== undefined) thresholds[`${name}Ms`] = numberOf(`max-${name}-p95`, text)
  }
  const seed = numberOf('seed', values.seed)
  const settings = readLoadSettings(process.env, seed)
  await checkTarget(settings.url)

  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  const meter = new Meter()
  const ownDelay = monitorEventLoopDelay({ resolution: 10 })
  ownDelay.enable()
  const started = performance.now()
  await runClients(scenario, settings, meter, interrupted.signal)
  const seconds = (performance.now() - started) / 1000
  // The histogram counts the ten milliseconds it sleeps.
  const ownDelayMs = round(Math.max(0, ownDelay.percentile(99) / 1e6 - 10))

  const figures = figuresOf(meter, seconds, ownDelayMs)
  const missed = missedOf(figures, thresholds)
  printReport({ script: scenario.name, ...settings, ...figures, missed }, seed, values.json, {
    table: tableOf(scenario, settings, figures),
  })
  for (const sentence of missed) console.error(sentence)
  return missed.length === 0 ? 0 : 1
}

function scriptNamed(name: string): LoadScenario {
  if (Object.hasOwn(scripts, name)) return scripts[name as keyof typeof scripts]
  throw new LoadError(`There is no load test script "${name}": --script takes ${Object.keys(scripts).join(', ')}.`)
}

function numberOf(option: string, text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number
  throw new LoadError(`--${option}=${JSON.stringify(text)} cannot be used: give a number from 0.`)
}
