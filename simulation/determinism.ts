/** Runs a world on a seeded stream of orders: the same number must come out in every engine. */
import { createWorld } from './create.ts'
import { hash } from './hash.ts'
import { tau } from './math.ts'
import type { OrderName } from './orders.ts'
import { ordnanceIds } from './ordnance/index.ts'
import { nextRandom, type RandomState, randomBetween, randomIndex, seedRandom } from './random.ts'
import { step } from './step.ts'
import { consoleNames, type Order, systemNames, type World } from './world.ts'

type Draw = RandomState

const oneOf = <Value>(draw: Draw, values: readonly Value[]): Value => values[randomIndex(draw, values.length)]!
/** Mostly a ship or station that exists; sometimes one that never did. */
const anyContact = (draw: Draw, world: World): number => {
  const vessels = [...world.ships, ...world.stations]
  return nextRandom(draw) < 0.9 && vessels.length > 0 ? oneOf(draw, vessels).id : 1 + randomIndex(draw, 500)
}
const anyTube = (draw: Draw): number => randomIndex(draw, 4)
const anyFlag = (draw: Draw): boolean => nextRandom(draw) < 0.5

/** Well-formed arguments for every order. */
const makeArguments = {
  'helm.impulse': (draw) => ({ value: randomBetween(draw, -1, 1) }),
  'helm.heading': (draw) => ({ heading: randomBetween(draw, 0, tau) }),
  'helm.dock': (draw, world) => ({ station: anyContact(draw, world) }),
  'helm.undock': () => ({}),
  'weapons.target': (draw, world) => ({ contact: anyFlag(draw) ? anyContact(draw, world) : 0 }),
  'weapons.beams': (draw) => ({ mode: oneOf(draw, ['auto', 'hold']) }),
  'weapons.shields': (draw) => ({ up: anyFlag(draw) }),
  'weapons.load': (draw) => ({ tube: anyTube(draw), ordnance: oneOf(draw, ordnanceIds) }),
  'weapons.unload': (draw) => ({ tube: anyTube(draw) }),
  'weapons.fire': (draw) => ({ tube: anyTube(draw) }),
  'engineering.power': (draw) => ({ system: oneOf(draw, systemNames), power: randomBetween(draw, 0, 3) }),
  'engineering.coolant': (draw) => ({ system: oneOf(draw, systemNames), coolant: randomBetween(draw, 0, 10) }),
  'engineering.repair': (draw) => ({ system: anyFlag(draw) ? oneOf(draw, systemNames) : null }),
  'science.scan': (draw, world) => ({ contact: anyContact(draw, world) }),
  'science.cancel': () => ({}),
  'science.mark': (draw, world) => ({ contact: anyFlag(draw) ? anyContact(draw, world) : 0 }),
  'comms.hail': (draw, world) => ({ contact: anyContact(draw, world) }),
  'comms.surrender': (draw, world) => ({ contact: anyContact(draw, world) }),
  'captain.alert': (draw) => ({ level: oneOf(draw, ['green', 'yellow', 'red']) }),
  'captain.doctrine': (draw) => ({ doctrine: oneOf(draw, ['hold', 'defend', 'evade', 'attack']) }),
  'captain.view': (draw) => ({ view: oneOf(draw, ['fore', 'aft', 'left', 'right', 'tactical', 'long']) }),
} satisfies Record<OrderName, (draw: Draw, world: World) => unknown>

const orderNames = Object.keys(makeArguments) as OrderName[]

/** An order of the right shape, which the ship may still refuse. */
export function randomOrder(draw: RandomState, world: World, name: OrderName = oneOf(draw, orderNames)): Order {
  return { group: randomIndex(draw, world.groups.length), name, arguments: makeArguments[name](draw, world) }
}

const randomAutopilot = (draw: Draw, world: World): Order => ({
  group: randomIndex(draw, world.groups.length),
  name: 'autopilot',
  arguments: { console: oneOf(draw, consoleNames), on: anyFlag(draw) },
})

/** The orders of one tick: mostly none, now and then several, and sometimes a seat changes hands. */
export function randomOrders(draw: RandomState, world: World): Order[] {
  const orders: Order[] = []
  while (nextRandom(draw) < 0.15) orders.push(randomOrder(draw, world))
  if (nextRandom(draw) < 0.005) orders.push(randomAutopilot(draw, world))
  return orders
}

/** The hash of a siege with two ships after so many ticks; `seed` is any 32-bit integer. */
export function runDeterminism(ticks: number, seed: number): number {
  const world = createWorld({ scenario: 'siege', difficulty: 5, ships: 2, seed })
  const draw = seedRandom(seed ^ 0x5bd1e995)
  for (let i = 0; i < ticks; i++) step(world, randomOrders(draw, world), 1 / world.hz)
  return hash(world)
}
