/** Server process of one peer: steps the world as our server does, and answers the same questions. `node server.ts '{…}'`. */
import { setFlagsFromString } from 'node:v8'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { scenarios } from '../../simulation/scenarios/index.ts'
import { step } from '../../simulation/step.ts'
import type { Order } from '../../simulation/world.ts'
import { provingGround } from '../bench/proving-ground.ts'
import { peers } from './catalogue.ts'
import { newWorld } from './orders.ts'
import type { Peer } from './peer.ts'
import { TruthRecorder } from './truth.ts'

export interface PeerServerOptions {
  /** Absent: the simulation alone. */
  peer?: keyof typeof peers
  port: number
  ships: number
  entities: number
  seed: number
}

// As our own server runs.
setFlagsFromString('--no-parallel-scavenge')
const { peer, port, ships, entities, seed } = JSON.parse(process.argv[2]!) as PeerServerOptions
Object.assign(scenarios, { 'proving-ground': provingGround(entities, seed) })
const world = newWorld(ships, seed)
const truths = new TruthRecorder()
/** All consoles are manned: nothing is done for the crews. */
let queue: Order[] = world.groups.flatMap((_, group) =>
  consoleNames.map((console) => ({ group, name: 'autopilot', arguments: { console, on: false } })),
)

const obey = (group: number, name: string, args: unknown) => void queue.push({ group, name, arguments: args })
const served = peer === undefined ? undefined : await (peers[peer] as Peer).serve?.(world, port, obey)

function turn(): void {
  const orders = queue
  queue = []
  step(world, orders, 1 / world.hz)
  truths.record(world)
  served?.stepped()
}

let due = performance.now()
function wait(): void {
  due += 1000 / world.hz
  setTimeout(
    () => {
      turn()
      wait()
    },
    Math.max(0, due - performance.now()),
  )
}

let startedAt = 0
let startedWith = process.cpuUsage()
const answers: Record<string, () => unknown> = {
  begin() {
    due = performance.now()
    wait()
    return {}
  },
  start() {
    startedAt = performance.now()
    startedWith = process.cpuUsage()
    return {}
  },
  read() {
    const { user, system } = process.cpuUsage(startedWith)
    return { cpuMsPerSecond: (user + system) / (performance.now() - startedAt) }
  },
  watch: () => truths.begin(),
  truths: () => truths.read(),
}

process.on('message', (request: string) => process.send?.({ probe: answers[request]?.() }))
process.on('disconnect', () => process.exit(0))
process.send?.({ probe: 'ready' })
