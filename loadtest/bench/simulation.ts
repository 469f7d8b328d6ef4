/** `npm run bench:simulation -- --json`: how long one step takes by number of ships and stations. */
import { parseArgs } from 'node:util'
import { createWorld } from '../../simulation/create.ts'
import { scenarios } from '../../simulation/scenarios/index.ts'
import type { ScenarioId } from '../../simulation/scenarios/titles.ts'
import { step } from '../../simulation/step.ts'
import { provingGround } from './proving-ground.ts'
import { printReport, spread } from './report.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
})
const seed = Number(values.seed)
const counts = [50, 200, 1000, 5000]
const crews = 8
const warmUpTicks = 200
const measuredTicks = 1000

const sizes = counts.map((entities) => {
  Object.assign(scenarios, { 'proving-ground': provingGround(entities - crews) })
  const world = createWorld({ scenario: 'proving-ground' as ScenarioId, difficulty: 5, ships: crews, seed })
  for (let tick = 0; tick < warmUpTicks; tick++) step(world, [], 1 / world.hz)
  const sample = Array.from({ length: measuredTicks }, () => {
    const started = performance.now()
    step(world, [], 1 / world.hz)
    return performance.now() - started
  })
  const { p50, p99 } = spread(sample)
  return { entities: world.ships.length + world.stations.length, stepMs: { p50, p99 } }
})
const timeOf = (count: number) => sizes.find(({ entities }) => entities === count)?.stepMs.p50 ?? Number.NaN
const growth = Math.round((timeOf(5000) / timeOf(200)) * 10) / 10
printReport({ sizes, growthFrom200To5000: growth }, seed, values.json)
