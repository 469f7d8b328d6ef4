/** Moves one ship by one step: the server's truth and the helm's prediction in the browser are this very function. */
import { sectorHalf } from '../schema/limits.ts'
import { angleDifference, approach, clamp, cos, sin, wrapAngle } from './math.ts'

/** Where a ship is and how it moves: units, units a second, radians, radians a second. */
export interface Motion {
  x: number
  z: number
  heading: number
  /** Along the heading, in all. */
  speed: number
  turnRate: number
  /** Warp level as it is, 0–4. */
  warp: number
  /** What the combat maneuver gives now, in units a second: ahead, and to starboard. */
  burst: number
  drift: number
  /** Part of `speed` that warp and burst make up; the rest is the impulse engines'. */
  surge: number
}

/** What the helm ordered, and what the engines can do about it now. */
export interface MotionInput {
  /** −1 to 1 of `maxSpeed`; astern only `reverseShare` of it. */
  impulse: number
  heading: number
  maxSpeed: number
  /** Units a second². */
  acceleration: number
  maxTurnRate: number
  /** Radians a second². */
  turnAcceleration: number
  /** Level ordered, 0–4, and the units a second that one level gives; 0 without such a drive. */
  warp: number
  warpSpeed: number
  /** 0–1 and −1–1 of the combat maneuver; 0 when it has no charge. */
  boost: number
  strafe: number
}

/** Full reverse reaches half the speed, or backing away while shooting would beat everything slower. */
export const reverseShare = 0.5
/** Levels a second: warp builds up slower than it falls. */
export const warpSlew = { up: 1, down: 2 } as const
/** Units a second that warp adds at most, however much power the drive has: what the wire and the sector can take. */
export const warpLimit = 3500
/** Units a second that the combat maneuver adds at most, reached within a second (EmptyEpsilon's numbers). */
export const boostSpeed = 250
export const strafeSpeed = 150

/** Engines that do nothing, to be filled in. */
export const noEngines = (): MotionInput => ({
  impulse: 0,
  heading: 0,
  maxSpeed: 0,
  acceleration: 0,
  maxTurnRate: 0,
  turnAcceleration: 0,
  warp: 0,
  warpSpeed: 0,
  boost: 0,
  strafe: 0,
})

/** Advances `motion` in place. Reads nothing else and draws no random number. */
export function moveShip(motion: Motion, input: MotionInput, dt: number): void {
  turn(motion, input, dt)
  const impulse = input.impulse < 0 ? input.impulse * reverseShare : input.impulse
  const cruise = approach(motion.speed - motion.surge, impulse * input.maxSpeed, input.acceleration * dt)
  hurry(motion, input, dt)
  motion.speed = cruise + motion.surge
  coast(motion, dt)
}

/** Goes on as it moves, for `dt` seconds. */
export function coast(motion: Pick<Motion, 'x' | 'z' | 'heading' | 'speed' | 'drift'>, dt: number): void {
  const way = motion.speed * dt
  const aside = motion.drift * dt
  const east = sin(motion.heading)
  const north = cos(motion.heading)
  motion.x = clamp(motion.x + east * way + north * aside, -sectorHalf, sectorHalf)
  motion.z = clamp(motion.z + north * way - east * aside, -sectorHalf, sectorHalf)
}

/** What goes beyond the impulse engines: warp and the combat maneuver. */
function hurry(motion: Motion, input: MotionInput, dt: number): void {
  const { warp, warpSpeed, boost, strafe } = input
  motion.warp = approach(motion.warp, warp, (warp > motion.warp ? warpSlew.up : warpSlew.down) * dt)
  motion.burst = approach(motion.burst, boost * boostSpeed, boostSpeed * dt)
  motion.drift = approach(motion.drift, strafe * strafeSpeed, strafeSpeed * dt)
  motion.surge = Math.min(motion.warp * warpSpeed, warpLimit) + motion.burst
}

/** Turns as fast as the ship can and still stops on the ordered heading. */
function turn(motion: Motion, input: MotionInput, dt: number): void {
  const slew = input.turnAcceleration * dt
  const difference = angleDifference(motion.heading, input.heading)
  const left = Math.abs(difference)
  if (left < 1e-9 && Math.abs(motion.turnRate) <= slew) {
    motion.heading = wrapAngle(input.heading)
    motion.turnRate = 0
    return
  }
  const rate = Math.min(stoppingRate(left, slew, dt), input.maxTurnRate)
  motion.turnRate = approach(motion.turnRate, difference < 0 ? -rate : rate, slew)
  motion.heading = wrapAngle(motion.heading + motion.turnRate * dt)
}

/** The fastest turn rate from which the ship, slowing by `slew` a step, stops when exactly `left` radians are turned.
 *  n steps at w, w − slew, … cover n·dt·(w − (n−1)·slew/2); n is the least for which the last one is slew or less. */
function stoppingRate(left: number, slew: number, dt: number): number {
  if (slew <= 0) return 0
  const steps = Math.max(1, Math.ceil(Math.sqrt(0.25 + (2 * left) / (slew * dt)) - 0.5))
  return left / (steps * dt) + ((steps - 1) * slew) / 2
}
