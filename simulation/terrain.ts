/** Terrain: clouds that hide and slow, and rocks. Few and still, so that a plain search will do. */
import { distance } from './math.ts'
import type { Asteroid, Nebula, World } from './world.ts'

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

export const isInNebula = (world: World, place: Place): boolean =>
  world.nebulae.some((nebula) => distance(nebula, place) <= nebula.radius)
