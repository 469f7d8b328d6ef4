/** All orders of the game by name, and the one way in which an order changes the world. */
import { z } from 'zod'
import type { ConsoleDefinition, OrderDefinition } from './consoles/console.ts'
import { refusedIf } from './consoles/contact.ts'
import { consoles } from './consoles/index.ts'
import { type ConsoleName, consoleNames } from './consoles/titles.ts'
import { log } from './events.ts'
import { isAlive, shipOfGroup } from './lookup.ts'
import type { Order, OrderRefusal, World } from './world.ts'

type Consoles = typeof consoles
/** `console.order`, such as `weapons.fire`. */
export type OrderName = {
  [Name in ConsoleName]: `${Name}.${keyof Consoles[Name]['orders'] & string}`
}[ConsoleName]

/** The consoles' orders, each with the console that gives it. */
export const orderCatalogue = Object.fromEntries(
  consoleNames.flatMap((id) => {
    const console: ConsoleDefinition = consoles[id]
    return Object.entries(console.orders).map(([name, order]) => [`${id}.${name}`, { ...order, console: id }])
  }),
) as Record<OrderName, OrderDefinition & { console: ConsoleName }>

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The platform's word on who works a console. */
export const autopilotShape = z.strictObject({ console: z.enum(consoleNames), on: z.boolean() })

/** Obeys one order, or changes nothing and returns why not. Safe with any name and arguments. */
export function applyOrder(world: World, order: Order): OrderRefusal | undefined {
  const ship = shipOfGroup(world, order.group)
  if (!ship?.bridge) return refusedIf('There is no such ship.')
  if (!isAlive(ship)) return { code: 'ship-lost', detail: `${ship.name} is lost.` }
  if (order.name === 'autopilot') {
    const parsed = autopilotShape.safeParse(order.arguments)
    if (!parsed.success) return refusedIf('No such console.')
    const { console: seat, on } = parsed.data
    if (ship.bridge.autopilot[seat] !== on)
      log(world, ship, `${capital(seat)} ${on ? 'goes to the autopilot' : 'is manned'}.`)
    ship.bridge.autopilot[seat] = on
    return undefined
  }
  if (!Object.hasOwn(orderCatalogue, order.name)) return refusedIf(`There is no order named ${order.name}.`)
  const definition = orderCatalogue[order.name as OrderName]
  if (order.isChecked) return definition.apply(world, ship, order.arguments as never, order.by)
  const parsed = definition.shape.safeParse(order.arguments)
  if (!parsed.success) return refusedIf('The order was not understood.')
  return definition.apply(world, ship, parsed.data, order.by)
}
