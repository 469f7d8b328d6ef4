/** Where things are by what their crew was told: the one place where bots and benchmarks reckon motion on. */
import type { ContactReplica } from '../../schema/contact.replica.ts'
import type { OwnShipReplica, SystemReplica } from '../../schema/ship.replica.ts'
import { type Motion, moveShip, noEngines } from '../../simulation/move.ts'
import { motionAfter, ownMotion, readOwnEngines, ticksSince } from '../../simulation/reckoning.ts'
import { courseStep, foresee, type SystemCourse } from '../../simulation/systems/power.ts'

/** The contact's motion at `tick` of a session of `hz` ticks a second, before any blending. */
export const motionAt = (contact: ContactReplica, tick: number, hz: number): Motion =>
  motionAfter(contact, ticksSince(contact.at, tick), 1 / hz)

/** The same of the own ship. */
export function ownMotionAt(ship: OwnShipReplica, tick: number, hz: number): Motion {
  const motion = ownMotion(ship)
  const engines = readOwnEngines(ship, noEngines())
  for (let left = ticksSince(ship.at, tick); left > 0; left--) moveShip(motion, engines, 1 / hz)
  return motion
}

/** The same of a system's power, coolant and heat. */
export function systemAt(system: SystemReplica, tick: number, hz: number): SystemCourse {
  const { power, powerOrdered, coolant, coolantOrdered, heat } = system
  const course = { power, powerOrdered, coolant, coolantOrdered, heat }
  for (let left = Math.floor(ticksSince(system.at, tick) / (courseStep * hz)); left > 0; left--) foresee(course)
  return course
}
