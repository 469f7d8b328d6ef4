/** Runs a world on a seeded stream of orders: the same number must come out in every engine. */
import { z } from 'zod'
import { consoleNames } from './consoles/titles.ts'
import { createWorld } from './create.ts'
import { hash } from './hash.ts'
import { type OrderName, orderCatalogue } from './orders.ts'
import { nextRandom, type RandomState, randomBetween, randomIndex, seedRandom } from './random.ts'
import { step } from './step.ts'
import type { Order, World } from './world.ts'

type Draw = RandomState

const oneOf = <Value>(draw: Draw, values: readonly Value[]): Value => values[randomIndex(draw, values.length)]!

/** The part of JSON Schema that orders' shapes come to. */
interface Shape {
  title?: string
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  minimum?: number
  maximum?: number
  properties?: Record<string, Shape>
  items?: Shape
  minItems?: number
  maxItems?: number
  required?: string[]
}

const orderNames = Object.keys(orderCatalogue) as OrderName[]
const shapes = new Map<OrderName, Shape>()
function shapeOf(name: OrderName): Shape {
  const shape = shapes.get(name) ?? (z.toJSONSchema(orderCatalogue[name].shape) as Shape)
  shapes.set(name, shape)
  return shape
}

/** Any value of a shape: numbers, texts, flags, lists and objects of them; optional keys are there or not. */
export const drawValue = (draw: RandomState, shape: z.ZodType): unknown =>
  sample(draw, undefined, z.toJSONSchema(shape) as Shape)

/** Any value of a shape. Contacts are mostly ones that exist. */
function sample(draw: Draw, world: World | undefined, shape: Shape): unknown {
  if (shape.title === 'contact' && world) return anyContact(draw, world)
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return oneOf(draw, shape.enum)
  if (shape.anyOf) return sample(draw, world, oneOf(draw, shape.anyOf))
  const { minimum = 0, maximum = 0 } = shape
  switch (shape.type) {
    case 'integer':
      // Small numbers are those that mean something: tubes, queues, choices.
      return minimum + randomIndex(draw, Math.min(maximum - minimum + 1, 8))
    case 'number':
      return randomBetween(draw, minimum, maximum)
    case 'boolean':
      return nextRandom(draw) < 0.5
    case 'null':
      return null
    case 'string':
      return 'text'
    case 'array': {
      const { minItems = 0, maxItems = 4, items = {} } = shape
      const length = minItems + randomIndex(draw, Math.min(maxItems, minItems + 4) - minItems + 1)
      return Array.from({ length }, () => sample(draw, world, items))
    }
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([key]) => shape.required?.includes(key) || nextRandom(draw) < 0.5)
          .map(([key, property]) => [key, sample(draw, world, property)]),
      )
    default:
      throw new TypeError(`orders have no values of the shape ${JSON.stringify(shape)} yet`)
  }
}

function anyContact(draw: Draw, world: World): number {
  const vessels = [...world.ships, ...world.stations]
  return nextRandom(draw) < 0.9 && vessels.length > 0 ? oneOf(draw, vessels).id : 1 + randomIndex(draw, 500)
}

/** An order of the right shape, which the ship may still refuse. */
export function randomOrder(draw: RandomState, world: World, name: OrderName = oneOf(draw, orderNames)): Order {
  return { group: randomIndex(draw, world.groups.length), name, arguments: sample(draw, world, shapeOf(name)) }
}

const randomAutopilot = (draw: Draw, world: World): Order => ({
  group: randomIndex(draw, world.groups.length),
  name: 'autopilot',
  arguments: { console: oneOf(draw, consoleNames), on: nextRandom(draw) < 0.5 },
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
