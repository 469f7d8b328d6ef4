/** Helm: where the ship goes, how fast, and where it docks. */
import { z } from 'zod'
import { isFriend, isHostile } from '../factions/index.ts'
import { findVessel, nearest, nearestDock, nearestHostile, type Vessel } from '../lookup.ts'
import { bearing, distance, tau, wrapAngle } from '../math.ts'
import { closeRange, dockingRange, sensorRange } from '../ranges.ts'
import { shipClassOf } from '../ships/index.ts'
import { dock, undock, whyNoDock } from '../systems/docking.ts'
import { abortJump, jumpRange, maxWarp, orderJump, orderManeuver, orderWarp } from '../systems/drives.ts'
import { isRecognised } from '../systems/sensors.ts'
import { type Course, chase, goTo, isNewHeading } from '../systems/steering.ts'
import { flee, travel } from '../systems/travel.ts'
import { isOutOfTorpedoes } from '../systems/tubes.ts'
import type { OrderRefusal, Ship, Station, World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactShape, knownVessel, noTarget, refusedIf } from './contact.ts'
import { consoleTitles } from './titles.ts'

const whileDocked = (ship: Ship): OrderRefusal | undefined => refusedIf(ship.dockedTo > 0 ? 'Undock first.' : undefined)

const orders = {
  impulse: order({
    shape: z.strictObject({ value: z.number().min(-1).max(1) }),
    rate: 20,
    apply(_world, ship, { value }) {
      const refusal = whileDocked(ship)
      if (!refusal) ship.helm.impulse = value
      return refusal
    },
  }),
  heading: order({
    shape: z.strictObject({ heading: z.number().min(0).max(tau) }),
    rate: 20,
    apply(_world, ship, { heading }) {
      const refusal = whileDocked(ship)
      if (!refusal) ship.helm.heading = wrapAngle(heading)
      return refusal
    },
  }),
  dock: order({
    shape: z.strictObject({ station: contactShape }),
    rate: 2,
    apply(world, ship, { station: id }) {
      const station = knownVessel(world, ship, id)
      if (!station) return noTarget()
      if (!('stationClass' in station)) return refusedIf('That is no station.')
      const why = whyNoDock(ship, station)
      if (!why) dock(world, ship, station)
      return refusedIf(why)
    },
  }),
  warp: order({
    shape: z.strictObject({ level: z.int().min(0).max(maxWarp) }),
    rate: 10,
    apply: (_world, ship, { level }) => refusedIf(orderWarp(ship, level)),
  }),
  jump: order({
    shape: z.strictObject({
      bearing: z.number().min(0).max(tau),
      distance: z.number().min(jumpRange.least).max(jumpRange.most),
    }),
    rate: 2,
    apply: (world, ship, { bearing, distance }) => refusedIf(orderJump(world, ship, wrapAngle(bearing), distance)),
  }),
  abort: order({
    shape: z.strictObject({}),
    rate: 5,
    apply: (world, ship) => refusedIf(abortJump(world, ship)),
  }),
  maneuver: order({
    shape: z.strictObject({ boost: z.number().min(0).max(1), strafe: z.number().min(-1).max(1) }),
    rate: 20,
    apply: (_world, ship, { boost, strafe }) => refusedIf(orderManeuver(ship, boost, strafe)),
  }),
  undock: order({
    shape: z.strictObject({}),
    rate: 2,
    apply(world, ship) {
      if (ship.dockedTo === 0) return refusedIf('The ship is not docked.')
      undock(world, ship)
      return undefined
    },
  }),
}

export const helm = {
  id: 'helm',
  ...consoleTitles.helm,
  orders,
  autopilot,
} satisfies ConsoleDefinition

/** Distance from the target's edge at which an attacker stays: inside the beams' reach, outside a crash. */
const keepDistance = 840
/** An enemy nearer than this keeps the autopilot from docking, or calls it back from the dock. */
const dangerRange = 4000
/** Defenders fight what comes this near to their station. */
const guardRange = 8000
const evadeRange = 12_000

function autopilot(world: World, ship: Ship): void {
  if (!ship.bridge) return
  const isInDanger = nearestHostile(world, ship, dangerRange) !== undefined
  if (ship.dockedTo > 0) {
    if (isRestored(world, ship) || (isInDanger && ship.hull > ship.maxHull / 2)) orders.undock.apply(world, ship, {})
    return
  }
  const { doctrine } = ship.bridge
  const station = nearestDock(world, ship)
  if (station && !isInDanger && doctrine !== 'hold' && needsDock(ship)) {
    orders.dock.apply(world, ship, { station: station.id })
    const place = { x: station.x, z: station.z, near: station.radius + dockingRange * 0.6 }
    if (ship.dockedTo === 0) steer(world, ship, { ...goTo(ship, place, place.near), goal: place })
    return
  }
  steer(world, ship, courses[doctrine](world, ship, station))
  flee(world, ship, doctrine === 'evade')
}

const courses = {
  hold: (world: World, ship: Ship): Course => {
    const enemy = pickEnemy(world, ship, closeRange)
    return { heading: enemy ? bearing(ship, enemy) : ship.helm.heading, impulse: 0 }
  },
  attack: (world: World, ship: Ship, station: Station | undefined): Course => {
    const enemy = pickEnemy(world, ship, sensorRange)
    return enemy ? hunt(ship, enemy) : waitAt(ship, station)
  },
  defend: (world: World, ship: Ship, station: Station | undefined): Course => {
    const guarded = station ?? ship
    const enemy = nearest(world, guarded, guardRange, (other) => isHostile(ship, other))
    return enemy ? hunt(ship, enemy) : waitAt(ship, station)
  },
  evade: (world: World, ship: Ship): Course => {
    const enemy = nearestHostile(world, ship, evadeRange)
    if (!enemy) return { heading: ship.helm.heading, impulse: 0 }
    // Away from the enemy, and drawn toward the middle, so that the sector's edge is no trap.
    const away = {
      x: ship.x + (ship.x - enemy.x) * 2 - ship.x * 0.1,
      z: ship.z + (ship.z - enemy.z) * 2 - ship.z * 0.1,
    }
    return { heading: bearing(ship, away), impulse: 1 }
  },
}

/** The drive brings it only as near as the enemy leaves it be; from there it closes in. */
const hunt = (ship: Ship, enemy: Vessel): Course => ({
  ...chase(ship, enemy, keepDistance + enemy.radius),
  goal: { x: enemy.x, z: enemy.z, near: 9000 },
})

function waitAt(ship: Ship, station: Station | undefined): Course {
  if (!station) return { heading: ship.helm.heading, impulse: 0 }
  const near = station.radius + 1500
  return { ...goTo(ship, station, near), goal: { x: station.x, z: station.z, near } }
}

/** What weapons aim at, or else the nearest that is known for an enemy. */
function pickEnemy(world: World, ship: Ship, range: number): Vessel | undefined {
  const target = findVessel(world, ship.target)
  if (target && isHostile(ship, target) && distance(ship, target) <= range) return target
  return nearest(world, ship, range, (other) => isHostile(ship, other) && isRecognised(world, ship, other))
}

const needsDock = (ship: Ship): boolean =>
  ship.hull < ship.maxHull * 0.4 || ship.energy < 150 || (isOutOfTorpedoes(ship) && shipClassOf(ship).tubes > 0)

function isRestored(world: World, ship: Ship): boolean {
  const dock = findVessel(world, ship.dockedTo)
  // Strangers fill no magazine.
  const stock = dock && isFriend(ship, dock) ? shipClassOf(ship).stock : {}
  // What is in the tubes never comes back to the stock by itself.
  const isStocked = Object.entries(stock).every(([id, full]) => (ship.stock[id] ?? 0) >= full - ship.tubes.length)
  return ship.hull >= ship.maxHull * 0.95 && ship.energy >= 900 && isStocked
}

function steer(world: World, ship: Ship, ordered: Course): void {
  const course = travel(world, ship, ordered)
  if (isNewHeading(ship, course)) orders.heading.apply(world, ship, { heading: course.heading })
  if (course.impulse !== ship.helm.impulse) orders.impulse.apply(world, ship, { value: course.impulse })
}
