/** `npm run bench:peers -- --json`: the same world shared in several ways, each in turn; what it costs and how fast orders are seen. */
import { parseArgs } from 'node:util'
import { type PeerName, peers } from '../peers/catalogue.ts'
import type { ClientFigures } from '../peers/clients.ts'
import type { Verdict } from '../peers/compare.ts'
import { startPeerClients, startPeerServer } from '../peers/processes.ts'
import type { Truth } from '../peers/truth.ts'
import { mean, printReport, round, spread } from './report.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    entities: { type: 'string', default: '150' },
    ships: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '2' },
    /** Seconds of play before anything is measured. */
    settle: { type: 'string', default: '15' },
    /** Moments at which what the clients hold is compared with the world. */
    checks: { type: 'string', default: '3' },
    /** Names with commas between; all of them, and the simulation alone, unless it is given. */
    peers: { type: 'string' },
  },
})
const world = { entities: Number(values.entities), ships: Number(values.ships), seed: Number(values.seed) }
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
const [settle, checks] = [Number(values.settle), Number(values.checks)]
const crew = 6
/** A client may hold a figure of the slowest tier that is so old, in seconds. */
const oldest = 1.5
const pause = (s: number) => new Promise((resolve) => setTimeout(resolve, s * 1000))
const names = (values.peers?.split(',') ?? Object.keys(peers)) as PeerName[]
for (const name of names) {
  if (name in peers) continue
  console.error(`There is no peer "${name}": choose of ${Object.keys(peers).join(', ')}, with commas between.`)
  process.exit(1)
}

interface Measured {
  bytesPerPlayerPerSecond: number
  framesPerPlayerPerSecond: number
  serverCpuMsPerSecond: number
  actionToCrewMs: { p50: number; p95: number }
  /** Orders whose effect was waited for and seen. */
  actions: number
  /** Of all that was checked, what was not as in the world, and what that was. */
  checked: number
  mismatches: number
  reasons: Record<string, number>
}

/** CPU milliseconds a second of the world alone, which is in everybody's. */
async function measureSimulation(): Promise<number> {
  const server = await startPeerServer(undefined, world)
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
  const server = await startPeerServer(peer, world)
  let clients: Awaited<ReturnType<typeof startPeerClients>> | undefined
  try {
    clients = await startPeerClients({ ...world, peer, url: server.url, crew })
    // Ours began when its session did.
    if (peer !== 'flotilla') await server.ask('begin')
    await clients.ask('play')
    await pause(settle)
    await Promise.all([server.ask('start'), clients.ask('start')])
    await pause(seconds)
    const [{ cpuMsPerSecond }, figures] = await Promise.all([
      server.ask<{ cpuMsPerSecond: number }>('read'),
      clients.ask<ClientFigures>('read'),
    ])
    const verdicts: Verdict[] = []
    for (let count = 0; count < checks; count++) {
      await server.ask('watch')
      await pause(oldest)
      await clients.ask('freeze')
      verdicts.push(await clients.ask<Verdict>('check', await server.ask<Truth[]>('truths')))
    }
    const { p50, p95 } = spread(figures.actionMs)
    return {
      bytesPerPlayerPerSecond: round(figures.bytesPerSecond),
      framesPerPlayerPerSecond: round(figures.framesPerSecond),
      serverCpuMsPerSecond: round(cpuMsPerSecond),
      actionToCrewMs: { p50, p95 },
      actions: figures.actionMs.length,
      ...sumOf(verdicts),
    }
  } finally {
    await clients?.stop()
    await server.stop()
  }
}

function sumOf(verdicts: Verdict[]): Verdict {
  const all: Verdict = { checked: 0, mismatches: 0, reasons: {} }
  for (const { checked, mismatches, reasons } of verdicts) {
    all.checked += checked
    all.mismatches += mismatches
    for (const [reason, count] of Object.entries(reasons)) all.reasons[reason] = (all.reasons[reason] ?? 0) + count
  }
  return all
}

function median(sample: number[]): number {
  const sorted = [...sample].sort((one, other) => one - other)
  return mean([sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!])
}

/** Medians of the rounds; of what was counted, all. */
function middle(runs: Measured[]): Measured {
  const of = (pick: (run: Measured) => number) => median(runs.map(pick))
  return {
    bytesPerPlayerPerSecond: of((run) => run.bytesPerPlayerPerSecond),
    framesPerPlayerPerSecond: of((run) => run.framesPerPlayerPerSecond),
    serverCpuMsPerSecond: of((run) => run.serverCpuMsPerSecond),
    actionToCrewMs: { p50: of((run) => run.actionToCrewMs.p50), p95: of((run) => run.actionToCrewMs.p95) },
    actions: runs.reduce((sum, { actions }) => sum + actions, 0),
    ...sumOf(runs),
  }
}

const runs = new Map<PeerName, Measured[]>(names.map((name) => [name, []]))
const simulation: number[] = []
for (let count = 0; count < rounds; count++) {
  if (values.peers === undefined) simulation.push(await measureSimulation())
  for (const name of names) runs.get(name)!.push(await measure(name))
}
const results = Object.fromEntries([...runs].map(([name, measured]) => [name, middle(measured)]))
const ratio = (to: PeerName, pick: (run: Measured) => number) => {
  const [ours, theirs] = [results['flotilla'], results[to]]
  return ours && theirs ? round(pick(ours) / pick(theirs)) : undefined
}
const alone = simulation.length > 0 ? { simulation: { serverCpuMsPerSecond: median(simulation) } } : {}
const rows = Object.entries({ ...results, ...alone })
printReport(
  {
    players: world.ships * crew,
    entities: world.entities,
    peers: results,
    ...alone,
    ratios: {
      bytesToHandPacked: ratio('hand-packed', (run) => run.bytesPerPlayerPerSecond),
      bytesToJsonDeltas: ratio('socketio-json-deltas', (run) => run.bytesPerPlayerPerSecond),
      cpuToHandPacked: ratio('hand-packed', (run) => run.serverCpuMsPerSecond),
      bytesToHandPackedTracks: ratio('hand-packed-tracks', (run) => run.bytesPerPlayerPerSecond),
      actionToHandPacked: ratio('hand-packed', (run) => run.actionToCrewMs.p50),
    },
  },
  world.seed,
  values.json,
  { table: rows.map(([name, row]) => `${name.padEnd(24)}${JSON.stringify(row)}`).join('\n') },
)
process.exit(0)
