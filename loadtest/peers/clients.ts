/** Client process of one peer: everybody's connections, their orders, and what they hold in the end. `node clients.ts '{…}'`. */
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { randomBetween, seedRandom } from '../../simulation/random.ts'
import { scenarios } from '../../simulation/scenarios/index.ts'
import { systemNames } from '../../simulation/world.ts'
import { provingGround } from '../bench/proving-ground.ts'
import { peers } from './catalogue.ts'
import { compare, type Verdict } from './compare.ts'
import { playConsoles, probedSystem } from './orders.ts'
import type { Peer, PeerClient, View } from './peer.ts'
import type { Truth } from './truth.ts'

export interface PeerClientOptions {
  peer: keyof typeof peers
  url: string
  ships: number
  crew: number
  entities: number
  seed: number
}

export interface ClientFigures {
  bytesPerSecond: number
  framesPerSecond: number
  actionMs: number[]
}

const options = JSON.parse(process.argv[2]!) as PeerClientOptions
const { peer: name, url, ships, crew, entities, seed } = options
Object.assign(scenarios, { 'proving-ground': provingGround(entities, seed) })
const peer: Peer = peers[name]
const clients = await peer.connect(url, ships, crew)

/** Longer than this an order's effect is not waited for. */
const patienceMs = 2000
let actionMs: number[] = []

/** One console a ship orders; the mate beside it waits until the effect shows. */
function probe(ship: number): void {
  const draw = seedRandom(seed * 31 + ship)
  const engineer = clients[ship * crew + consoleNames.indexOf('engineering')]!
  const mate = clients[ship * crew + consoleNames.indexOf('engineering') + 1]!
  let level = 0
  const act = () => {
    // Far enough from the level before to be told from it.
    level = (level + 7) % 30
    const power = level / 10
    const sent = performance.now()
    const again = () => {
      mate.listeners.delete(look)
      clearTimeout(hopeless)
      setTimeout(act, randomBetween(draw, 150, 250))
    }
    const look = () => {
      if (Math.abs(mate.powerOrdered(probedSystem) - power) > 0.02) return
      actionMs.push(performance.now() - sent)
      again()
    }
    const hopeless = setTimeout(again, patienceMs)
    mate.listeners.add(look)
    engineer.order('engineering.power', { system: systemNames[probedSystem], power })
  }
  setTimeout(act, randomBetween(draw, 100, 300))
}

let startedAt = 0
const totals = () =>
  clients.reduce((sum, { received }) => ({ bytes: sum.bytes + received.bytes, frames: sum.frames + received.frames }), {
    bytes: 0,
    frames: 0,
  })
let before = totals()
let views: View[] = []

const answers: Record<string, (truths: Truth[]) => unknown> = {
  play() {
    playConsoles({ ships, crew, seed }, (player, order, args) => clients[player]!.order(order, args))
    for (let ship = 0; ship < ships; ship++) probe(ship)
    return {}
  },
  start() {
    startedAt = performance.now()
    before = totals()
    actionMs = []
    return {}
  },
  read(): ClientFigures {
    const seconds = (performance.now() - startedAt) / 1000
    const { bytes, frames } = totals()
    const each = seconds * clients.length
    const [bytesPerSecond, framesPerSecond] = [(bytes - before.bytes) / each, (frames - before.frames) / each]
    return { bytesPerSecond, framesPerSecond, actionMs: [...actionMs] }
  },
  async freeze() {
    views = await Promise.all(clients.map(viewAfterFrame))
    return {}
  },
  check: (truths) => verdictOf(truths),
}

/** A view is taken right after a frame: between two a client may know less than it will have been told. */
function viewAfterFrame(client: PeerClient): Promise<View> {
  return new Promise((resolve) => {
    const take = () => {
      client.listeners.delete(take)
      resolve(client.view())
    }
    client.listeners.add(take)
  })
}

function verdictOf(truths: Truth[]): Verdict {
  const byTick = new Map(truths.map((truth) => [truth.tick, truth]))
  const all: Verdict = { checked: 0, mismatches: 0, reasons: {} }
  views.forEach((view, player) => {
    const verdict = compare(view, byTick, Math.floor(player / crew), peer.tells)
    all.checked += verdict.checked
    all.mismatches += verdict.mismatches
    for (const [reason, count] of Object.entries(verdict.reasons))
      all.reasons[reason] = (all.reasons[reason] ?? 0) + count
  })
  return all
}

process.on('message', async ({ request, truths }: { request: string; truths?: Truth[] }) => {
  process.send?.({ probe: await answers[request]?.(truths ?? []) })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ probe: 'ready' })
