/** First flight: one raider, one harbour, and a coach that says what to do next. */
import { crewedShips } from '../lookup.ts'
import { cos, sin, tau } from '../math.ts'
import { nextRandom, randomBetween } from '../random.ts'
import { crewedFaction, spawnAiShip, spawnCrewedShip, spawnStation } from '../spawn.ts'
import { strewTerrain } from '../terrain.ts'
import type { Outcome, Ship, World } from '../world.ts'
import { coachText } from './coach.ts'
import { type Scenario, secondsOf } from './scenario.ts'
import { scenarioTitles } from './titles.ts'

/** The crews' hulls do not fall below this share: a first flight is never lost. */
const hullFloor = 0.15
/** Seconds for which the raider minds its own business unless somebody comes this near. */
const calmSeconds = 60
const calmRange = 3500
const wakeRange = 10_000

export const firstFlight = {
  ...scenarioTitles['first-flight'],

  create(world, ships) {
    ships.forEach((ship, group) => {
      spawnCrewedShip(world, { x: (group - (ships.length - 1) / 2) * 400, z: 0 }, ship)
    })
    spawnStation(world, 'small', crewedFaction, 'Saltmarsh', { x: 0, z: -1800 })
    const angle = nextRandom(world.random) * tau
    const away = randomBetween(world.random, 5200, 5800)
    const place = { x: sin(angle) * away, z: cos(angle) * away }
    // A square beside its place, so that it moves without coming nearer or leaving.
    const patrol = [0, 1, 2, 3].map((corner) => {
      const turn = angle + ((corner + 0.5) / 4) * tau
      return { x: place.x + sin(turn) * 600, z: place.z + cos(turn) * 600 }
    })
    spawnAiShip(world, 'npc-frigate', 'corsairs', { ...place, heading: angle + tau / 4 }, patrol)
    strewTerrain(world, { nebulae: [1800], fields: [6], anomalies: [], from: 10_000, to: 15_000 })
    world.progress = { hullFloor, noticeRange: calmRange }
  },

  update(world) {
    if (secondsOf(world) >= calmSeconds) world.progress.noticeRange = wakeRange
    const enemy = raider(world)
    for (const ship of crewedShips(world)) if (ship.bridge) ship.bridge.coach = coachText(world, ship, enemy)
  },

  objective: (world) => {
    const enemy = raider(world)
    return enemy ? 'Find the raider near the harbour and put an end to it.' : 'The raider is gone.'
  },

  outcome(world): Outcome | undefined {
    if (raider(world)) return undefined
    return { victory: true, reason: 'The raider is gone, and the harbour is safe.', tick: world.tick }
  },
} as const satisfies Scenario

const raider = (world: World): Ship | undefined => world.ships.find((ship) => ship.ai && ship.faction !== crewedFaction)
