/** Where things are by what their crew was told: the one place where bots and benchmarks reckon motion on. */
import type { ContactReplica } from '../../schema/contact.replica.ts'
import type { OwnShipReplica, SystemReplica } from '../../schema/ship.replica.ts'
import { type Motion, moveShip, noEngines } from '../../simulation/move.ts'
import {
  isSameReport,
  type MotionReport,
  motionOf,
  ownMotion,
  readOwnEngines,
  reckon,
  reportOf,
  ticksSince,
} from '../../simulation/reckoning.ts'
import { courseStep, foresee, type SystemCourse } from '../../simulation/systems/power.ts'

/** How far each contact's last report has been brought on: a bot looks at all of them again and again. */
const reckoned = new WeakMap<ContactReplica, { report: MotionReport; at: number; motion: Motion; ticks: number }>()

/** The contact's motion at `tick` of a session of `hz` ticks a second, before any blending. */
export function motionAt(contact: ContactReplica, tick: number, hz: number): Motion {
  const ticks = ticksSince(contact.at, tick)
  let known = reckoned.get(contact)
  if (known === undefined || ticks < known.ticks || known.at !== contact.at || !isSameReport(known.report, contact)) {
    const report = reportOf(contact)
    known = { report, at: contact.at, motion: motionOf(report), ticks: 0 }
    reckoned.set(contact, known)
  }
  reckon(known.motion, known.report, ticks - known.ticks, 1 / hz)
  known.ticks = ticks
  return known.motion
}

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
