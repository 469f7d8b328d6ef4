/** The catalogue of scenarios. */
import type { World } from '../world.ts'
import { firstFlight } from './first-flight.ts'
import type { Scenario } from './scenario.ts'
import { siege } from './siege.ts'
import type { ScenarioId } from './titles.ts'

export const scenarios = {
  'first-flight': firstFlight,
  siege,
} satisfies Record<ScenarioId, Scenario>

export const scenarioOf = (world: World): Scenario => scenarios[world.scenario as ScenarioId]
