/** The benchmark's scenario: crews amid a given number of ships and stations, half of them under way, that never ends. */
import { crewedShips } from '../../simulation/lookup.ts'
import { cos, pow, sin, tau } from '../../simulation/math.ts'
import { nextRandom, randomBetween, seedRandom } from '../../simulation/random.ts'
import type { Scenario } from '../../simulation/scenarios/scenario.ts'
import { spawnAiShip, spawnCrewedShip, spawnStation } from '../../simulation/spawn.ts'
import type { World } from '../../simulation/world.ts'

/** Crews start within this distance of the middle; the rest lies within `reach`, denser inside. */
const crewRing = 6000
const reach = 48_000
/** Of ten entities: two hostile ships, three neutral ones, five stations or ships at rest. */
const kinds = [
  'raider',
  'raider',
  'trader',
  'trader',
  'trader',
  'station',
  'moored',
  'moored',
  'moored',
  'moored',
] as const

function place(world: World): { x: number; z: number; heading: number } {
  const angle = nextRandom(world.random) * tau
  const away = reach * pow(nextRandom(world.random), 0.65)
  return { x: sin(angle) * away, z: cos(angle) * away, heading: nextRandom(world.random) * tau }
}

function add(world: World, index: number): void {
  const kind = kinds[index % kinds.length]!
  const at = place(world)
  if (kind === 'station') spawnStation(world, 'small', 'guild', `Buoy ${index}`, at)
  else {
    const isMoored = kind === 'moored'
    const patrol = isMoored ? [] : Array.from({ length: 4 }, () => nearby(world, at))
    spawnAiShip(world, 'npc-frigate', kind === 'raider' ? 'corsairs' : 'guild', at, patrol)
  }
}

const nearby = (world: World, { x, z }: { x: number; z: number }) => ({
  x: x + randomBetween(world.random, -4000, 4000),
  z: z + randomBetween(world.random, -4000, 4000),
})

/** The scenario with `entities` ships and stations beside the crews. */
export const provingGround = (entities: number, seed?: number) =>
  ({
    id: 'proving-ground',
    name: 'Proving ground',
    summary: 'A busy sector for measurements.',
    minutes: { from: 0, to: 0 },
    create(world, ships) {
      // The server draws a seed of its own; a measurement is repeated with the same one.
      if (seed !== undefined) world.random = seedRandom(seed)
      ships.forEach((ship, group) => {
        const angle = (group / ships.length) * tau
        spawnCrewedShip(world, { x: sin(angle) * crewRing, z: cos(angle) * crewRing, heading: angle }, ship)
      })
      for (let index = 0; index < entities; index++) add(world, index)
      world.progress = { hullFloor: 0.15, next: entities }
    },
    update(world) {
      // What falls is replaced, and crews are kept supplied: the load stays what it is.
      const missing = entities + world.groups.length - world.ships.length - world.stations.length
      for (let count = 0; count < missing; count++) add(world, world.progress.next!++)
      for (const ship of crewedShips(world)) {
        ship.energy = Math.max(ship.energy, 200)
        ship.stock.homing = 10
      }
    },
    objective: () => 'Fly.',
    outcome: () => undefined,
  }) satisfies Scenario
