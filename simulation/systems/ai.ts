/** The computer's ships: each follows its order, fights what its order lets it fight, and runs when it has nothing to fight with. */
import { isHostile } from '../factions/index.ts'
import { findVessel, nearest, nearestDock, nearestHostile, type Vessel } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import { ordnanceIds } from '../ordnance/index.ts'
import { torpedoReach } from '../ranges.ts'
import type { Ai, Ship, World } from '../world.ts'
import { aiOrders } from './ai-orders.ts'
import { dock, undock, whyNoDock } from './docking.ts'
import { repair } from './repair.ts'
import { sensedFrom } from './sensors.ts'
import { type Course, chase, flee, isNewHeading } from './steering.ts'
import { fireTube, load } from './tubes.ts'

/** Enemies nearer than this are attacked, unless the scenario says otherwise; beyond the leash they are let go. */
const noticeRange = 10_000
const leash = 15_000
/** What cannot shoot runs from enemies nearer than this. */
const fearRange = 5_000
/** Distance from the target's edge at which it fights: well within its beams' 1,200. */
const fightingDistance = 800
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
  if (!keepDock(world, ship, ai)) settle(world, ai)
  const order = aiOrders[ai.order]
  if (isUnarmed(ship)) {
    const danger = nearestHostile(world, ship, fearRange)
    steer(ship, danger ? flee(ship, danger) : order.course(world, ship, ai))
    return
  }
  const target = pickTarget(world, ship, ai)
  ship.target = target?.id ?? 0
  if (target) workTubes(world, ship, target)
  const isChase = target !== undefined && !order.isBusy
  steer(ship, isChase ? chase(ship, target, reachOf(ship) + target.radius) : order.course(world, ship, ai))
}

/** How near it fights: well inside the longest of its beams. */
const reachOf = (ship: Ship): number =>
  Math.min(fightingDistance, 0.8 * Math.max(0, ...ship.beams.map(({ range }) => range)) || fightingDistance)

/** Told to dock, it does so where it may, and leaves when it is told anything else. True while it lies in the dock. */
function keepDock(world: World, ship: Ship, ai: Ai): boolean {
  if (ship.dockedTo > 0) {
    if (ai.order === 'dock') return true
    undock(world, ship)
    return false
  }
  const harbour = ai.order === 'dock' ? nearestDock(world, ship) : undefined
  if (!harbour || whyNoDock(ship, harbour)) return false
  dock(world, ship, harbour)
  return true
}

/** An order that has lost its object: back to whom it serves, or home. */
function settle(world: World, ai: Ai): void {
  const served = findVessel(world, ai.serves)
  if (ai.order === 'attack' && ai.charge > 0 && !findVessel(world, ai.charge)) {
    ai.charge = served?.id ?? 0
    ai.order = served ? 'escort' : ai.patrol.length > 0 ? 'patrol' : 'idle'
  } else if (ai.order === 'escort' && !findVessel(world, ai.charge)) {
    Object.assign(ai, { order: 'dock', charge: 0 })
  }
}

const isUnarmed = (ship: Ship): boolean => ship.beams.length === 0 && ship.tubes.length === 0

function pickTarget(world: World, ship: Ship, ai: Ai): Vessel | undefined {
  const charge = findVessel(world, ai.charge)
  // Nebulae hide crews from it as they hide it from crews.
  const sees = (other: Vessel) => Number.isFinite(sensedFrom(world, ship, other))
  if (ai.order === 'attack' && charge && isHostile(ship, charge) && sees(charge)) return charge
  const guard = aiOrders[ai.order].guards
  const guarded = guard === undefined ? ship : (charge ?? ship)
  const current = findVessel(world, ship.target)
  const isKept = current && isHostile(ship, current) && distance(guarded, current) <= (guard ?? leash)
  if (isKept && sees(current)) return current
  return guard === undefined
    ? nearestHostile(world, ship, world.progress.noticeRange ?? noticeRange, sees)
    : nearest(world, guarded, guard, (other) => isHostile(ship, other) && sees(other))
}

function steer(ship: Ship, course: Course | undefined): void {
  ship.helm.impulse = course?.impulse ?? 0
  if (course && isNewHeading(ship, course)) ship.helm.heading = course.heading
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
