/** The computer's ships: they patrol, and attack whoever comes near or shoots at them. */
import { isHostile } from '../factions/index.ts'
import { findVessel, nearestHostile, type Vessel } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import { ordnanceIds } from '../ordnance/index.ts'
import { torpedoReach } from '../ranges.ts'
import type { Ai, Ship, World } from '../world.ts'
import { repair } from './repair.ts'
import { sensedFrom } from './sensors.ts'
import { type Course, chase, isNewHeading } from './steering.ts'
import { fireTube, load } from './tubes.ts'

/** Enemies nearer than this are attacked, unless the scenario says otherwise; beyond the leash they are let go. */
const noticeRange = 10_000
const leash = 15_000
/** Distance from the target's edge at which it fights: well within its beams' 1,200. */
const fightingDistance = 800
const waypointRadius = 400
const firingAngle = Math.PI / 4

/** Ticks between two thoughts of one mind, half a second: autopilots and the computer's ships think in turns. */
export const thoughtTicks = (world: World): number => Math.max(1, Math.round(world.hz / 2))
export const thinksNow = (world: World, ship: Ship): boolean => (world.tick + ship.id) % thoughtTicks(world) === 0

export function flyByComputer(world: World, dt: number): void {
  for (const ship of world.ships) {
    if (!ship.ai || ship.hull <= 0 || !thinksNow(world, ship)) continue
    think(world, ship, ship.ai)
    repair(ship, dt * thoughtTicks(world))
  }
}

function think(world: World, ship: Ship, ai: Ai): void {
  const target = pickTarget(world, ship)
  ship.target = target?.id ?? 0
  if (target) {
    ai.order = 'attack'
    steer(ship, chase(ship, target, fightingDistance + target.radius))
    workTubes(world, ship, target)
    return
  }
  const waypoint = ai.patrol[ai.next]
  ai.order = waypoint ? 'patrol' : 'idle'
  if (!waypoint) {
    ship.helm.impulse = 0
    return
  }
  if (distance(ship, waypoint) < waypointRadius) ai.next = (ai.next + 1) % ai.patrol.length
  steer(ship, { heading: bearing(ship, waypoint), impulse: 1 })
}

function pickTarget(world: World, ship: Ship): Vessel | undefined {
  // Nebulae hide crews from it as they hide it from crews.
  const sees = (other: Vessel) => Number.isFinite(sensedFrom(world, ship, other))
  const current = findVessel(world, ship.target)
  if (current && isHostile(ship, current) && distance(ship, current) <= leash && sees(current)) return current
  const enemy = nearestHostile(world, ship, world.progress.noticeRange ?? noticeRange)
  return enemy && sees(enemy) ? enemy : undefined
}

function steer(ship: Ship, course: Course): void {
  if (isNewHeading(ship, course)) ship.helm.heading = course.heading
  ship.helm.impulse = course.impulse
}

function workTubes(world: World, ship: Ship, target: Vessel): void {
  const offBow = Math.abs(angleDifference(ship.heading, bearing(ship, target)))
  const isShot = distance(ship, target) < torpedoReach && offBow < firingAngle
  ship.tubes.forEach((tube, index) => {
    if (tube.state === 'loaded' && isShot) fireTube(world, ship, index)
  })
  // One tube at a time: few hands are aboard.
  const piece = ordnanceIds.find((id) => (ship.stock[id] ?? 0) > 0)
  const empty = ship.tubes.findIndex((tube) => tube.state === 'empty')
  const isLoading = ship.tubes.some((tube) => tube.state === 'loading')
  if (piece && empty >= 0 && !isLoading) load(ship, empty, piece)
}
