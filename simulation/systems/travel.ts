/** Far journeys of the helm's autopilot: when it takes the drive, and when it bursts away from an enemy. */
import { nearestHostile } from '../lookup.ts'
import { angleDifference, bearing, clamp, distance } from '../math.ts'
import type { Ship, World } from '../world.ts'
import {
  abortJump,
  hasDrive,
  jumpEnergy,
  jumpRange,
  orderJump,
  orderManeuver,
  orderWarp,
  warpDrain,
  warpSpeed,
} from './drives.ts'
import { effectiveness } from './power.ts'
import type { Course } from './steering.ts'

/** Nearer goals are flown to by impulse; nobody takes a drive with an enemy within the second range. */
const farGoal = 15_000
const enemyRange = 8000
/** Energy that stays aboard whatever the journey costs. */
const reserve = 300
/** A fleeing ship bursts away from an enemy this near, with most of its charge. */
const fleeRange = 4000
const fleeCharge = 0.9

/** Below this a drive is dead: it takes energy, or time, and goes nowhere. */
const leastDrive = 0.1

/** The course by drive where it is worth it: warp levels and jumps are ordered here, the rest goes back to the helm. */
export function travel(world: World, ship: Ship, course: Course): Course {
  const gap = course.goal ? distance(ship, course.goal) - course.goal.near : 0
  const isUnderWay = ship.helm.warp > 0 || ship.jump.stage !== 'idle'
  if (gap < farGoal && !isUnderWay) return course
  if (effectiveness(ship, 'drive') < leastDrive) {
    if (ship.helm.warp > 0) orderWarp(ship, 0)
    if (ship.jump.stage === 'charging') abortJump(world, ship)
    if (ship.jump.stage === 'idle') return course
  }
  const isClear = nearestHostile(world, ship, enemyRange) === undefined
  if (hasDrive(ship, 'warp')) return warpTo(ship, course, isClear ? gap : 0)
  return hasDrive(ship, 'jump') ? jumpTo(world, ship, course, isClear, gap) : course
}

/** As fast as the way left allows, since warp falls by two levels a second, and as the energy lasts. */
function warpTo(ship: Ship, course: Course, gap: number): Course {
  const offBow = Math.abs(angleDifference(ship.heading, course.heading))
  let level = offBow > 0.1 || (ship.helm.warp === 0 && gap < farGoal) ? 0 : clamp(Math.floor(gap / 4000), 0, 3)
  while (level > 0 && ship.energy - cost(level, gap, ship.shields.up) < reserve) level -= 1
  if (level !== ship.helm.warp) orderWarp(ship, level)
  return course
}

const cost = (level: number, gap: number, isShielded: boolean): number =>
  (warpDrain(level, isShielded) * gap) / (level * warpSpeed)

/** Waits for the jump where it is: bearing and distance are as they were when it was ordered. An enemy that comes near ends
 *  the waiting, and the jump as well when the autopilot has something to do here. */
function jumpTo(world: World, ship: Ship, course: Course, isClear: boolean, gap: number): Course {
  const { jump } = ship
  const waiting = { heading: ship.helm.heading, impulse: 0 }
  if (jump.stage !== 'idle') {
    if (!isClear && course.goal) abortJump(world, ship)
    return isClear ? waiting : course
  }
  if (!isClear || !course.goal || gap < farGoal) return course
  const reach = clamp(Math.floor(gap / 1000) * 1000, jumpRange.least, jumpRange.most)
  if (!hasEnergy(ship, reach)) return course
  if (Math.abs(ship.speed) <= 5) orderJump(world, ship, bearing(ship, course.goal), reach)
  return waiting
}

const hasEnergy = (ship: Ship, gap: number): boolean =>
  ship.energy - Math.min(gap, jumpRange.most) * jumpEnergy >= reserve

/** Bursts away when an enemy is at its heels; the burst ends by itself. */
export function flee(world: World, ship: Ship, isFleeing: boolean): void {
  const { maneuver } = ship
  const threat = isFleeing ? nearestHostile(world, ship, fleeRange) : undefined
  const isAway = threat !== undefined && Math.abs(angleDifference(ship.heading, bearing(threat, ship))) < 0.8
  if (isAway && maneuver.boost === 0 && maneuver.charge >= fleeCharge) orderManeuver(ship, 1, 0)
  else if (!isAway && maneuver.boost > 0) orderManeuver(ship, 0, 0)
}
