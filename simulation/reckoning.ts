/** Dead reckoning: where a thing is some time after a report of its motion. Server and page reckon alike, by the rules of motion
 *  themselves: what one leaves unsaid the other knows. */
import {
  coast,
  type Motion,
  type MotionInput,
  moveShip,
  noEngines,
  reverseShare,
  strafeSpeed,
  warpLimit,
} from './move.ts'
import { shipClassOf } from './ships/index.ts'

/** How a thing moved, and where that leads if nobody touches the helm: it turns toward `course` and slews its speed to `pace`,
 *  as fast as the limits let it. With limits of 0 it keeps its turn rate and its speed: an arc. */
export interface MotionReport {
  x: number
  z: number
  /** Radians, and units a second along it, signed. */
  heading: number
  speed: number
  /** Radians a second, clockwise positive. */
  turnRate: number
  /** Units a second to starboard. */
  drift: number
  course: number
  pace: number
  /** Units a second². */
  acceleration: number
  /** Radians a second, and a second². */
  turnLimit: number
  turnAcceleration: number
}

/** The report alone, of something that holds more. */
export const reportOf = ({
  x,
  z,
  heading,
  speed,
  turnRate,
  drift,
  course,
  pace,
  acceleration,
  turnLimit,
  turnAcceleration,
}: MotionReport): MotionReport => ({
  ...{ x, z, heading, speed, turnRate, drift },
  ...{ course, pace, acceleration, turnLimit, turnAcceleration },
})

/** Writes a report into something that holds more. Field by field: into a schema, whose fields are accessors, `Object.assign`
 *  takes four times as long. */
export function writeReport(from: MotionReport, into: MotionReport): void {
  into.x = from.x
  into.z = from.z
  into.heading = from.heading
  into.speed = from.speed
  into.turnRate = from.turnRate
  into.drift = from.drift
  into.course = from.course
  into.pace = from.pace
  into.acceleration = from.acceleration
  into.turnLimit = from.turnLimit
  into.turnAcceleration = from.turnAcceleration
}

/** True when nothing would go on otherwise: a scan adds the orders to a report whose place and way stay as they are. */
export const isSameReport = (one: MotionReport, other: MotionReport): boolean =>
  one.x === other.x &&
  one.z === other.z &&
  one.heading === other.heading &&
  one.speed === other.speed &&
  one.turnRate === other.turnRate &&
  one.drift === other.drift &&
  one.course === other.course &&
  one.pace === other.pace &&
  one.acceleration === other.acceleration &&
  one.turnLimit === other.turnLimit &&
  one.turnAcceleration === other.turnAcceleration

/** The motion at the moment of the report. */
export const motionOf = ({ x, z, heading, speed, turnRate, drift }: MotionReport): Motion => ({
  x,
  z,
  heading,
  speed,
  turnRate,
  drift,
  warp: 0,
  burst: 0,
  surge: 0,
})

/** True for what will stay where and as it is. */
export const isAtRest = (motion: Motion, report: MotionReport): boolean =>
  motion.speed === 0 &&
  motion.turnRate === 0 &&
  motion.drift === 0 &&
  (report.pace === 0 || report.acceleration === 0) &&
  (report.turnAcceleration === 0 || report.turnLimit === 0 || report.course === motion.heading)

/** One for all: reckoning must not make objects by the thousand. */
const engines = noEngines()

/** True for what goes straight on at the speed it has. */
export const isSteady = (motion: Motion, report: MotionReport): boolean =>
  motion.turnRate === 0 &&
  (motion.speed === report.pace || report.acceleration === 0) &&
  (motion.heading === report.course || report.turnLimit === 0 || report.turnAcceleration === 0)

/** Brings a reported motion on by `steps` steps of `dt` seconds, in place. */
export function reckon(motion: Motion, report: MotionReport, steps: number, dt: number): void {
  if (isAtRest(motion, report)) return
  const { pace, drift } = report
  engines.heading = report.course
  engines.impulse = pace < 0 ? -1 : 1
  engines.maxSpeed = pace < 0 ? -pace / reverseShare : pace
  engines.acceleration = report.acceleration
  engines.maxTurnRate = report.turnLimit
  engines.turnAcceleration = report.turnAcceleration
  engines.strafe = drift / strafeSpeed
  for (let left = steps; left > 0; left--) {
    if (isSteady(motion, report)) {
      coast(motion, left * dt)
      return
    }
    moveShip(motion, engines, dt)
  }
}

/** The motion `steps` steps after the report. */
export function motionAfter(report: MotionReport, steps: number, dt: number): Motion {
  const motion = motionOf(report)
  reckon(motion, report, steps, dt)
  return motion
}

/** Ticks since a report that carries only the low 16 bits of its tick. */
export const ticksSince = (at: number, tick: number): number => (tick - at) & 0xffff

/** What a crew knows of its own ship's motion: all of it. */
export interface HelmReport {
  shipClass: string
  alive: boolean
  x: number
  z: number
  heading: number
  speed: number
  turnRate: number
  warp: number
  burst: number
  drift: number
  impulseOrdered: number
  headingOrdered: number
  warpOrdered: number
  boostOrdered: number
  strafeOrdered: number
  engines: EngineReport
}

/** What the engines reach as the systems are now. */
export interface EngineReport {
  /** Units a second at full impulse, and that one level of warp gives. */
  fullSpeed: number
  levelSpeed: number
  /** Radians a second. */
  turnLimit: number
}

export function ownMotion({ x, z, heading, speed, turnRate, warp, burst, drift, engines }: HelmReport): Motion {
  const surge = Math.min(warp * engines.levelSpeed, warpLimit) + burst
  return { x, z, heading, speed, turnRate, warp, burst, drift, surge }
}

/** Writes the own engines into `input`: a wreck's do nothing. */
export function readOwnEngines(report: HelmReport, input: MotionInput): MotionInput {
  const { alive, shipClass } = report
  const { acceleration, turnAcceleration } = alive
    ? shipClassOf({ shipClass })
    : { acceleration: 0, turnAcceleration: 0 }
  input.impulse = report.impulseOrdered
  input.heading = report.headingOrdered
  input.maxSpeed = report.engines.fullSpeed
  input.acceleration = acceleration
  input.maxTurnRate = report.engines.turnLimit
  input.turnAcceleration = turnAcceleration
  input.warp = report.warpOrdered
  input.warpSpeed = report.engines.levelSpeed
  input.boost = report.boostOrdered
  input.strafe = report.strafeOrdered
  return input
}
