/** `npm run bench:peers -- --json`: the same world shared in several ways, each in turn; what it costs and how fast orders are seen. */
import { type ChildProcess, fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { type PeerName, peers } from '../peers/catalogue.ts'
import type { ClientFigures, PeerClientOptions } from '../peers/clients.ts'
import type { Verdict } from '../peers/compare.ts'
import type { PeerServerOptions } from '../peers/server.ts'
import type { Truth } from '../peers/truth.ts'
import { asker } from './asker.ts'
import { mean, printReport, round, spread } from './report.ts'
import { startServerProcess } from './server-process.ts'
import { freePort } from './waiting.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    entities: { type: 'string', default: '150' },
    ships: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '2' },
    /** Seconds of play before anything is measured. */
    settle: { type: 'string', default: '5' },
    /** Names with commas between; all of them unless it is given. */
    peers: { type: 'string' },
  },
})
const [seed, entities, ships] = [Number(values.seed), Number(values.entities), Number(values.ships)]
const [seconds, rounds, settle] = [Number(values.seconds), Number(values.rounds), Number(values.settle)]
const crew = 6
const hz = 20
const pause = (s: number) => new Promise((resolve) => setTimeout(resolve, s * 1000))
const names = (values.peers?.split(',') ?? Object.keys(peers)) as PeerName[]
for (const name of names)
  if (!(name in peers)) throw new Error(`There is no peer "${name}". Choose of ${Object.keys(peers).join(', ')}.`)

interface Measured {
  bytesPerPlayerPerSecond: number
  framesPerPlayerPerSecond: number
  serverCpuMsPerSecond: number
  actionToCrewMs: { p50: number; p95: number }
  actions: number
  mismatches: number
  checked: number
  reasons: Record<string, number>
}

interface Server {
  url: string
  ask<Answer>(request: string): Promise<Answer>
  stop(): Promise<void>
}

async function startChild(
  file: string,
  options: object,
): Promise<{ child: ChildProcess; ask: ReturnType<typeof asker> }> {
  const child = fork(new URL(file, import.meta.url), [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready`)))
    child.on('message', (message) => (message as { probe?: unknown }).probe === 'ready' && resolve())
  })
  return { child, ask: asker(child) }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  return ended
}

async function startServer(peer?: PeerName): Promise<Server> {
  if (peer === 'flotilla') return startServerProcess({ entities, hz, seed })
  const port = await freePort()
  const options: PeerServerOptions = { ...(peer && { peer }), port, ships, entities, seed }
  const { child, ask } = await startChild('../peers/server.ts', options)
  return { url: `http://127.0.0.1:${port}`, ask, stop: () => end(child) }
}

async function cpuOfSimulation(): Promise<number> {
  const server = await startServer()
  try {
    await server.ask('begin')
    await pause(settle)
    await server.ask('start')
    await pause(seconds)
    return (await server.ask<{ cpuMsPerSecond: number }>('read')).cpuMsPerSecond
  } finally {
    await server.stop()
  }
}

async function measure(peer: PeerName): Promise<Measured> {
  const server = await startServer(peer)
  let clients: ChildProcess | undefined
  try {
    const options: PeerClientOptions = { peer, url: server.url, ships, crew, entities, seed }
    const { child, ask } = await startChild('../peers/clients.ts', options)
    clients = child
    // Ours began when its session did.
    if (peer !== 'flotilla') await server.ask('begin')
    await ask({ request: 'play' })
    await pause(settle)
    await Promise.all([server.ask('start'), ask({ request: 'start' })])
    await pause(seconds)
    const [{ cpuMsPerSecond }, figures] = await Promise.all([
      server.ask<{ cpuMsPerSecond: number }>('read'),
      ask<ClientFigures>({ request: 'read' }),
    ])
    await server.ask('watch')
    // As long as the oldest figure a client may hold.
    await pause(1.5)
    await ask({ request: 'freeze' })
    const truths = await server.ask<Truth[]>('truths')
    const { mismatches, checked, reasons } = await ask<Verdict>({ request: 'check', truths })
    const { p50, p95 } = spread(figures.actionMs)
    return {
      bytesPerPlayerPerSecond: round(figures.bytesPerSecond),
      framesPerPlayerPerSecond: round(figures.framesPerSecond),
      serverCpuMsPerSecond: round(cpuMsPerSecond),
      actionToCrewMs: { p50, p95 },
      actions: figures.actionMs.length,
      ...{ mismatches, checked, reasons },
    }
  } finally {
    if (clients) await end(clients)
    await server.stop()
  }
}

const median = (sample: number[]): number => {
  const sorted = [...sample].sort((one, other) => one - other)
  return mean([sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!])
}

/** Medians of the rounds; of mismatches, all. */
function middle(runs: Measured[]): Measured {
  const of = (pick: (run: Measured) => number) => median(runs.map(pick))
  const sum = (pick: (run: Measured) => number) => runs.reduce((total, run) => total + pick(run), 0)
  return {
    bytesPerPlayerPerSecond: of((run) => run.bytesPerPlayerPerSecond),
    framesPerPlayerPerSecond: of((run) => run.framesPerPlayerPerSecond),
    serverCpuMsPerSecond: of((run) => run.serverCpuMsPerSecond),
    actionToCrewMs: { p50: of((run) => run.actionToCrewMs.p50), p95: of((run) => run.actionToCrewMs.p95) },
    actions: sum((run) => run.actions),
    mismatches: sum((run) => run.mismatches),
    checked: sum((run) => run.checked),
    reasons: Object.assign({}, ...runs.map(({ reasons }) => reasons)),
  }
}

const runs = new Map<PeerName, Measured[]>()
const simulation: number[] = []
for (let count = 0; count < rounds; count++) {
  simulation.push(await cpuOfSimulation())
  for (const name of names) {
    const run = await measure(name)
    runs.set(name, [...(runs.get(name) ?? []), run])
    if (!values.json) console.error(name.padEnd(24), JSON.stringify(run))
  }
}
const results = Object.fromEntries([...runs].map(([name, measured]) => [name, middle(measured)]))
const ratio = (to: PeerName, pick: (run: Measured) => number) => {
  const [ours, theirs] = [results['flotilla'], results[to]]
  return ours && theirs ? round(pick(ours) / pick(theirs)) : undefined
}
printReport(
  {
    players: ships * crew,
    entities,
    peers: results,
    simulation: { serverCpuMsPerSecond: median(simulation) },
    ratios: {
      bytesToHandPacked: ratio('hand-packed', (run) => run.bytesPerPlayerPerSecond),
      bytesToJsonDeltas: ratio('socketio-json-deltas', (run) => run.bytesPerPlayerPerSecond),
      cpuToHandPacked: ratio('hand-packed', (run) => run.serverCpuMsPerSecond),
      actionToHandPacked: ratio('hand-packed', (run) => run.actionToCrewMs.p50),
    },
  },
  seed,
  values.json,
)
process.exit(0)
