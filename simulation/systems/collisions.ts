/** Collisions: asteroids hurt whoever runs into them, and break. Ships pass one another. */
import { emitAt, log, whole } from '../events.ts'
import { isAlive } from '../lookup.ts'
import type { Asteroid, Ship, World } from '../world.ts'
import { damage, nobody } from './damage.ts'

const rockDamage = 35

interface Place {
  x: number
  z: number
}

/** After the move: `from` is where the ship stood before; at warp one step is longer than a rock is wide. */
export function meetAsteroids(world: World, ship: Ship, from: Place): void {
  if (ship.dockedTo > 0) return
  const reach = ship.radius + Math.abs(ship.x - from.x) + Math.abs(ship.z - from.z)
  for (const rock of world.asteroids) {
    const far = reach + rock.radius
    if (Math.abs(rock.x - ship.x) > far || Math.abs(rock.z - ship.z) > far) continue
    if (nearestOnWay(from, ship, rock) <= rock.radius + ship.radius) strike(world, ship, rock)
    if (!isAlive(ship)) return
  }
}

function strike(world: World, ship: Ship, rock: Asteroid): void {
  world.asteroids = world.asteroids.filter((other) => other !== rock)
  const { x, z, radius } = rock
  emitAt(world, 'explosion', { x, z }, { radius: whole(radius) })
  log(world, ship, 'Ran into an asteroid.')
  damage(world, ship, { amount: rockDamage, x, z, by: 0, faction: nobody, isBeam: false })
}

/** Least distance between a place and the way from one place to another. */
function nearestOnWay(from: Place, to: Place, place: Place): number {
  const [dx, dz] = [to.x - from.x, to.z - from.z]
  const length = dx * dx + dz * dz
  const along = (place.x - from.x) * dx + (place.z - from.z) * dz
  const t = length > 0 ? Math.min(1, Math.max(0, along / length)) : 1
  const [x, z] = [from.x + dx * t - place.x, from.z + dz * t - place.z]
  return Math.sqrt(x * x + z * z)
}
