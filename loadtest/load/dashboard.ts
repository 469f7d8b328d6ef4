/** Shows a load test on @colyseus/loadtest's terminal dashboard, until its user quits. */
import { parseArgs } from 'node:util'
import type { Room } from 'colyseus.js'
import { spread } from '../bench/report.ts'
import { LoadClient, type LoadScenario } from './client.ts'
import { Meter } from './meter.ts'
import { checkTarget } from './run-clients.ts'
import { LoadError, readLoadSettings } from './settings.ts'

const reportMs = 5000

/** Starts the dashboard with the settings that `npm run load:test` has; only the duration does not matter. */
export async function runDashboard(scenario: LoadScenario): Promise<void> {
  try {
    await start(scenario)
  } catch (error) {
    const isOurs = error instanceof LoadError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    if (!isOurs) throw error
    console.error((error as Error).message)
    process.exit(1)
  }
}

async function start(scenario: LoadScenario): Promise<void> {
  const { values } = parseArgs({ options: { output: { type: 'string' }, seed: { type: 'string', default: '1' } } })
  const settings = readLoadSettings(process.env, Number(values.seed))
  if (!process.stdout.isTTY) {
    throw new LoadError(`The dashboard needs a terminal; without one: npm run load:test -- --script ${scenario.name}`)
  }
  await checkTarget(settings.url)

  // Loaded only here: the headless runner needs no terminal library.
  const [{ cli }, { Client }] = await Promise.all([import('@colyseus/loadtest'), import('@colyseus/sdk')])
  const given = {
    endpoint: settings.url,
    room: scenario.name,
    numClients: settings.clients,
    delay: settings.spawnIntervalMs,
  }
  const output = values.output === undefined ? {} : { output: values.output }
  process.argv.splice(
    2,
    Infinity,
    ...Object.entries({ ...given, ...output }).map(([name, value]) => `--${name}=${value}`),
  )
  // The dashboard counts the rooms that its SDK's `join` returns. Ours come by a route it does not know, so each is
  // passed through a `join` that gives back what it is given.
  Client.prototype.join = ((room: Room) => Promise.resolve(room)) as never
  const show = (room: Room) => void (Client.prototype.join as unknown as (room: Room) => Promise<Room>)(room)

  const arrivals = new Map<number, PromiseWithResolvers<void>>()
  const meter = new Meter({
    connected(client, room) {
      show(room)
      arrivals.get(client)?.resolve()
    },
    failed(client, message) {
      console.error(`client ${client}: ${message}`)
      arrivals.get(client)?.reject()
    },
  })
  const course = scenario.prepare(settings)
  const never = new AbortController().signal
  cli(({ clientId }) => {
    const arrival = Promise.withResolvers<void>()
    arrivals.set(clientId, arrival)
    void new LoadClient(clientId, settings, meter, never).live(course).then(arrival.resolve)
    return arrival.promise
  })
  setInterval(() => report(meter), reportMs)
}

/** Writes the latencies since the last report into the dashboard's log. */
function report(meter: Meter): void {
  const samples = { join: meter.joinMs, update: meter.updateMs, action: meter.actionMs }
  const texts = Object.entries(samples).map(([name, sample]) => {
    const { p50, p95 } = spread(sample.splice(0))
    return `${name} ${p50} / ${p95}`
  })
  console.log(`p50 / p95 in ms: ${texts.join(', ')}`)
}
