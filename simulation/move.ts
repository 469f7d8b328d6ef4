/** Moves one ship by one step: the server's truth and the helm's prediction in the browser are this very function. */
import { sectorHalf } from '../schema/limits.ts'
import { angleDifference, approach, clamp, cos, sin, wrapAngle } from './math.ts'

/** Where a ship is and how it moves: units, units a second, radians, radians a second. */
export interface Motion {
  x: number
  z: number
  heading: number
  speed: number
  turnRate: number
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
}

/** Full reverse reaches half the speed, or backing away while shooting would beat everything slower. */
export const reverseShare = 0.5

/** Advances `motion` in place. Reads nothing else and draws no random number. */
export function moveShip(motion: Motion, input: MotionInput, dt: number): void {
  turn(motion, input, dt)
  const impulse = input.impulse < 0 ? input.impulse * reverseShare : input.impulse
  motion.speed = approach(motion.speed, impulse * input.maxSpeed, input.acceleration * dt)
  const way = motion.speed * dt
  motion.x = clamp(motion.x + sin(motion.heading) * way, -sectorHalf, sectorHalf)
  motion.z = clamp(motion.z + cos(motion.heading) * way, -sectorHalf, sectorHalf)
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
