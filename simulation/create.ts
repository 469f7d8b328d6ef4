/** Makes a world from what a session's creator has set. */
import { seedRandom } from './random.ts'
import { scenarios } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { ScenarioId } from './scenarios/titles.ts'
import { type CrewedShip, usualShips } from './spawn.ts'
import { emptyTimeline } from './timeline.ts'
import type { World } from './world.ts'

/** Ticks a second where neither the scenario nor the caller says otherwise. */
export const defaultHz = 20

/** Enough for some torpedoes, and soon for a supply drop. */
const firstReputation = 60

export interface WorldOptions {
  scenario: ScenarioId
  /** 1–11. */
  difficulty: number
  /** Ships with a crew, 1–8: how many usual ones, or each by name and class. */
  ships: number | readonly CrewedShip[]
  /** Any 32-bit integer. */
  seed: number
  hz?: number
  /** Engineering may use presets; it may where nothing is said. */
  presets?: boolean
}

export function createWorld(options: WorldOptions): World {
  const world = emptyWorld(options)
  const scenario: Scenario = scenarios[options.scenario]
  scenario.create(world, typeof options.ships === 'number' ? usualShips(options.ships) : options.ships)
  return world
}

/** A sector with nothing in it. */
export function emptyWorld(options: WorldOptions): World {
  const scenario: Scenario = scenarios[options.scenario]
  const hz = options.hz ?? scenario.hz ?? defaultHz
  return {
    tick: 0,
    hz,
    random: seedRandom(options.seed),
    scenario: options.scenario,
    difficulty: options.difficulty,
    allowsPresets: options.presets ?? true,
    nextId: 1,
    groups: [],
    ships: [],
    stations: [],
    torpedoes: [],
    probes: [],
    nebulae: [],
    asteroids: [],
    anomalies: [],
    reputation: firstReputation,
    hacks: [],
    progress: {},
    timeline: emptyTimeline(hz),
    outcome: undefined,
    events: [],
  }
}
