/** Terrain: clouds that hide and slow, rocks, and oddities. Few and still, so that a plain search will do. */
import { cos, distance, sin, tau } from './math.ts'
import { type RandomState, randomBetween, seedRandom } from './random.ts'
import type { Anomaly, Asteroid, Nebula, World } from './world.ts'

interface Place {
  x: number
  z: number
}

export function addNebula(world: World, { x, z }: Place, radius: number): Nebula {
  const nebula: Nebula = { id: world.nextId++, x, z, radius }
  world.nebulae.push(nebula)
  return nebula
}

export function addAsteroid(world: World, { x, z }: Place, radius: number): Asteroid {
  const asteroid: Asteroid = { id: world.nextId++, x, z, radius }
  world.asteroids.push(asteroid)
  return asteroid
}

export function addAnomaly(world: World, { x, z }: Place, kind: Anomaly['kind']): Anomaly {
  const anomaly: Anomaly = { id: world.nextId++, x, z, kind, studied: false }
  world.anomalies.push(anomaly)
  return anomaly
}

export function isInNebula(world: World, place: Place): boolean {
  for (const nebula of world.nebulae) if (distance(nebula, place) <= nebula.radius) return true
  return false
}

export interface TerrainPlan {
  /** Each with its radius. */
  nebulae: readonly number[]
  /** Asteroids of each field. */
  fields: readonly number[]
  anomalies: readonly Anomaly['kind'][]
  /** All of it lies between these distances from the middle. */
  from: number
  to: number
}

/** Units from the middle of a field to its last rock. */
const fieldRadius = 1400

/** Strews terrain round the middle, each piece in a slice of the horizon of its own. It draws from a source of its own, so
 *  that a scenario's other chances stay what they were. */
export function strewTerrain(world: World, plan: TerrainPlan): void {
  const draw = seedRandom(world.random[0] ^ 0x7e44a1)
  const turn = randomBetween(draw, 0, tau)
  const count = plan.nebulae.length + plan.fields.length + plan.anomalies.length
  let slice = 0
  /** `edge` is how far the piece reaches from its middle. */
  const place = (edge: number): Place => {
    const angle = turn + ((slice + randomBetween(draw, 0.3, 0.7)) / count) * tau
    slice += 1
    return at(angle, randomBetween(draw, plan.from + edge, plan.to - edge))
  }
  // Clouds and fields take turns, so that they do not all lie on one side.
  for (let index = 0; index < Math.max(plan.nebulae.length, plan.fields.length); index++) {
    const radius = plan.nebulae[index]
    if (radius !== undefined) addNebula(world, place(radius), radius)
    const rocks = plan.fields[index]
    if (rocks !== undefined) strewRocks(world, draw, place(fieldRadius), rocks)
  }
  for (const kind of plan.anomalies) addAnomaly(world, place(0), kind)
}

const at = (angle: number, away: number): Place => ({ x: sin(angle) * away, z: cos(angle) * away })

function strewRocks(world: World, draw: RandomState, middle: Place, count: number): void {
  for (let index = 0; index < count; index++) {
    // The root spreads them evenly over the disc.
    const offset = at(randomBetween(draw, 0, tau), fieldRadius * Math.sqrt(randomBetween(draw, 0, 1)))
    addAsteroid(world, { x: middle.x + offset.x, z: middle.z + offset.z }, Math.round(randomBetween(draw, 60, 140)))
  }
}
