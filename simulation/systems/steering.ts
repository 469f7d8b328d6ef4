/** Steering: the heading and impulse that bring a ship somewhere; autopilots and the computer's ships share it. */
import { angleDifference, bearing, clamp, distance } from '../math.ts'
import { shipClassOf } from '../ships/index.ts'
import type { Ship } from '../world.ts'

export interface Course {
  heading: number
  /** −1 to 1, in steps of 0.05, so that a course that hardly changes stays the same order. */
  impulse: number
  /** Where it leads, as far as that is a place; within `near` units it is reached. */
  goal?: { x: number; z: number; near: number }
}

interface Place {
  x: number
  z: number
}

/** Heads for a place and stops within `near` units of it. */
export function goTo(ship: Ship, place: Place, near: number): Course {
  const gap = distance(ship, place) - near
  return { heading: bearing(ship, place), impulse: step(ahead(ship, place) * speedShare(ship, gap)) }
}

/** Keeps the bow on a target and closes to `keep` units of it; backs off when it comes closer than half of that. */
export function chase(ship: Ship, target: Place, keep: number): Course {
  const gap = distance(ship, target) - keep
  const impulse = gap > 0 ? ahead(ship, target) * speedShare(ship, gap) : gap < -keep / 2 ? -1 : 0
  return { heading: bearing(ship, target), impulse: step(impulse) }
}

/** Away from a place, and drawn toward the middle, so that the sector's edge is no trap. */
export const flee = (ship: Ship, from: Place): Course => ({
  heading: bearing(ship, {
    x: ship.x + (ship.x - from.x) * 2 - ship.x * 0.1,
    z: ship.z + (ship.z - from.z) * 2 - ship.z * 0.1,
  }),
  impulse: 1,
})

/** Share of full speed from which the ship can still stop within `gap` units, with a fifth in hand. */
function speedShare(ship: Ship, gap: number): number {
  const { speed, acceleration } = shipClassOf(ship)
  return clamp(Math.sqrt(1.6 * acceleration * Math.max(0, gap)) / speed, 0, 1)
}

/** Slows while the bow points elsewhere, so that the turn stays tight. */
function ahead(ship: Ship, place: Place): number {
  const off = Math.abs(angleDifference(ship.heading, bearing(ship, place)))
  return off < Math.PI / 4 ? 1 : off < Math.PI / 2 ? 0.6 : 0.3
}

const step = (impulse: number): number => Math.round(impulse * 20) / 20

/** True when a course differs enough from what is ordered to be worth an order: 2° or a step of impulse. */
export const isNewHeading = (ship: Ship, course: Course): boolean =>
  Math.abs(angleDifference(ship.helm.heading, course.heading)) > 0.035
