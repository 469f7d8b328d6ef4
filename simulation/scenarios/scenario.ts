/** What a record of a scenario holds. */
import type { CrewedShip } from '../spawn.ts'
import type { Outcome, World } from '../world.ts'

export interface Scenario {
  readonly id: string
  readonly name: string
  /** One sentence for whoever chooses. */
  readonly summary: string
  /** Ticks a second, where the usual 20 do not fit. */
  readonly hz?: number
  readonly minutes: { readonly from: number; readonly to: number }
  /** Fills an empty world; these crews take part. */
  create(world: World, ships: readonly CrewedShip[]): void
  /** Called at the end of each tick. */
  update(world: World, dt: number): void
  /** What is to be done now, in one sentence. */
  objective(world: World): string
  outcome(world: World): Outcome | undefined
}

/** Seconds since the world began. */
export const secondsOf = (world: World): number => world.tick / world.hz
