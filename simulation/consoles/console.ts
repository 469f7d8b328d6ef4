/** The shape of a console: its orders, and what its autopilot does. */
import type { z } from 'zod'
import type { OrderRefusal, Ship, World } from '../world.ts'
import type { ConsoleTitle } from './titles.ts'

/** One order of a console. `apply` changes the ship and returns nothing, or changes nothing and returns why not. */
export interface OrderDefinition<Shape extends z.ZodType = z.ZodType> {
  shape: Shape
  /** Orders a second that one player may give on average; twice as many at once. */
  rate: number
  /** One of the captain's powers: given by whoever has that role, from any seat; from the seat only while nobody has it. */
  isCaptains?: boolean
  /** `apply` is told who gives it. */
  isPersonal?: boolean
  apply(world: World, ship: Ship, order: z.output<Shape>, by?: string): OrderRefusal | undefined
}

export interface ConsoleDefinition extends ConsoleTitle {
  id: string
  orders: Record<string, OrderDefinition>
  /** Works the console for one tick, with the means its crew would have. */
  autopilot(world: World, ship: Ship, dt: number): void
}

/** Gives `apply` the type of its shape's output. */
export const order = <Shape extends z.ZodType>(definition: OrderDefinition<Shape>): OrderDefinition =>
  definition as unknown as OrderDefinition
