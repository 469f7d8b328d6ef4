/** What a record of a scenario holds. */
import type { CrewedShip } from '../spawn.ts'
import type { Outcome, World } from '../world.ts'
import type { ScenarioTitle } from './titles.ts'

export interface Scenario extends ScenarioTitle {
  /** Ticks a second, where the usual 20 do not fit. */
  readonly hz?: number
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
