/** All that the platform asks of a game. Groups hold seats: in Flotilla a group is a ship, a seat is a console. */
import type { Schema } from '@colyseus/schema'
import type { z } from 'zod'
import type { Refusal } from '../../schema/errors.ts'
import type { EventCatalogue } from '../../schema/events/event.ts'

export interface SeatPlan {
  groups: { name: string; kind: string }[]
  /** The seats of every group, in order, and again by how much the game misses somebody there. */
  seats: string[]
  seatsByNeed: string[]
  /** Kinds of group that a captain may choose. */
  kinds: string[]
}

/** What the platform must know of an order before it queues it. */
export interface GameOrder {
  shape: z.ZodType
  /** The seat that gives it. */
  seat: string
  /** Given by the captain of the group from any seat; from its own seat only while no captain is aboard. */
  isCaptains?: boolean
  /** The game is told who gives it. */
  isPersonal?: boolean
  /** Orders a second that one player may give on average; twice as many at once. */
  rate: number
}

/** An order on its way into `step`: its shape and seat were checked. */
export interface QueuedOrder {
  group: number
  name: string
  arguments: unknown
  /** The desk has taken the arguments through the order's shape. */
  isChecked?: boolean
  /** Id of the player who gives it, for personal ones. */
  by?: string
}

export interface GameEvent {
  type: string
  /** Groups concerned; all when absent. */
  groups?: number[]
  /** Of the shape of its definition. */
  data: object
}

export interface StepOutcome {
  events: GameEvent[]
  /** One entry per order handed in, in order. */
  results: (Refusal | undefined)[]
}

/** The course of a game in seconds since its start. */
export interface GameCourse {
  /** Length of a stretch; the last may be shorter, for it ends with the game. */
  every: number
  parts: { at: number; name: string }[]
  /** By group: percent of its strength at the end of each stretch, what it dealt in each, and what turned its fate. */
  groups: { strength: number[]; dealt: number[]; marks: { at: number; kind: string; what: string; count: number }[] }[]
}

/** How a game ended: figures by group, ready for the results page. */
export interface GameOutcome {
  victory: boolean
  reason: string
  seconds: number
  groups: { figures: Record<string, number> }[]
  /** Where the game keeps one. */
  course?: GameCourse
}

export interface GameDefinition<World = unknown, Settings = unknown, Replica extends Schema = Schema> {
  id: string
  version: number
  /** What a creator may set. */
  settings: z.ZodType<Settings>
  tickHz(settings: Settings): number
  /** The busiest session there is: a server plays some of it before anybody plays. */
  rehearsal?: Settings
  /** What statistics keep apart: the scenario, the map. */
  variant(settings: Settings): string
  seats(settings: Settings): SeatPlan
  orders: Record<string, GameOrder>
  /** `groups` are named and chosen by their captains. */
  create(settings: Settings, seed: number, groups: { name: string; kind: string }[]): World
  /** Tells the game who works a seat from the next step on. Part of the order log: recorded like an order. */
  autopilotOrder(group: number, seat: string, on: boolean): QueuedOrder
  step(world: World, orders: QueuedOrder[], dt: number): StepOutcome
  /** What one group's clients receive. */
  Replica: new () => Replica
  /** Writes into `replica` what `group` may know of the world, and nothing else. The only filter there is. */
  project(world: World, group: number, replica: Replica): void
  /** Groups for whom something happened in this tick that cannot wait for the next frame; asked once a tick. */
  urgent?(world: World): Iterable<number>
  /** All that `step` may tell of. */
  events: EventCatalogue
  outcome(world: World): GameOutcome | undefined
  hash(world: World): number
  save(world: World): Uint8Array
  restore(bytes: Uint8Array): World
}
