/** Drives: warp, jump and the combat maneuver of a crewed ship; what they cost, and when they give out. */
import { sectorHalf } from '../../schema/limits.ts'
import { emitTo, log } from '../events.ts'
import { rebuildLookup } from '../lookup.ts'
import { clamp, cos, pow, sin, tau } from '../math.ts'
import { shipClassOf } from '../ships/index.ts'
import type { Ship, World } from '../world.ts'
import { effectiveness, spendEnergy, warm } from './power.ts'

/** Units a second of one warp level at 100%. */
export const warpSpeed = 750
export const maxWarp = 4
export const jumpRange = { least: 5000, most: 50_000 } as const
/** Seconds of charging for the longest jump at 100%, and of the count that follows. */
export const jumpChargeSeconds = 90
export const jumpCountSeconds = 10
/** Energy a unit of distance, taken while charging; heat of one jump. */
export const jumpEnergy = 0.01
const jumpHeat = 0.35
/** Seconds of full use, and of charging at 100%. */
export const maneuverUseSeconds = 3
export const maneuverChargeSeconds = 20
const leastManeuver = 0.02
/** Heat a second of full warp, and of a full boost on the impulse engines or strafe on the maneuver ones (EmptyEpsilon). */
const warpHeat = 0.02
const maneuverHeat = 0.2

export const hasDrive = (ship: Ship, drive: 'warp' | 'jump'): boolean => shipClassOf(ship).drive === drive

/** Energy a second: 1.7 · level^1.3, × 1.7 with shields up   [level 0–4]   (EmptyEpsilon's curve) */
export const warpDrain = (level: number, isShielded: boolean): number =>
  level > 0 ? 1.7 * pow(level, 1.3) * (isShielded ? 1.7 : 1) : 0

export function workDrives(world: World, ship: Ship, dt: number): void {
  warpOn(world, ship, dt)
  workManeuver(ship, dt)
  if (ship.jump.stage === 'charging') chargeJump(ship, dt)
  else if (ship.jump.stage === 'counting') {
    ship.jump.remaining = Math.max(0, ship.jump.remaining - dt)
    if (ship.jump.remaining === 0) makeJump(world, ship)
  }
}

function warpOn(world: World, ship: Ship, dt: number): void {
  if (ship.warp === 0) return
  // A drive that gives nothing takes nothing.
  const cost = warpDrain(ship.warp, ship.shields.up) * Math.min(1, effectiveness(ship, 'drive')) * dt
  if (ship.helm.warp > 0 && ship.energy <= cost) {
    ship.helm.warp = 0
    log(world, ship, 'Energy is gone: the ship drops out of warp.')
  }
  spendEnergy(ship, cost)
  warm(ship.systems.drive, (warpHeat * ship.warp * dt) / maxWarp)
}

/** Use empties it in three seconds at full boost or strafe, both together in half of that; at rest it fills again. */
function workManeuver(ship: Ship, dt: number): void {
  const { maneuver } = ship
  const use = maneuver.boost + Math.abs(maneuver.strafe)
  if (use > 0) {
    maneuver.charge = Math.max(0, maneuver.charge - (use * dt) / maneuverUseSeconds)
    warm(ship.systems.impulse, maneuver.boost * maneuverHeat * dt)
    warm(ship.systems.maneuver, Math.abs(maneuver.strafe) * maneuverHeat * dt)
    if (maneuver.charge === 0) stopManeuver(ship)
  } else if (maneuver.charge < 1) {
    const gain = (effectiveness(ship, 'maneuver') * dt) / maneuverChargeSeconds
    maneuver.charge = Math.min(1, maneuver.charge + gain)
  }
}

/** Charges toward the distance ordered, as far as there is energy; then the count begins. */
function chargeJump(ship: Ship, dt: number): void {
  const { jump } = ship
  const pace = (jumpRange.most / jumpChargeSeconds) * effectiveness(ship, 'drive')
  const gain = Math.min(pace * dt, jump.distance - jump.charge, ship.energy / jumpEnergy)
  if (gain > 0) {
    spendEnergy(ship, gain * jumpEnergy)
    jump.charge += gain
  }
  if (jump.charge < jump.distance - 1e-6) return
  jump.stage = 'counting'
  jump.remaining = jumpCountSeconds
}

function makeJump(world: World, ship: Ship): void {
  const { jump, x, z } = ship
  ship.x = clamp(x + sin(jump.bearing) * jump.distance, -sectorHalf, sectorHalf)
  ship.z = clamp(z + cos(jump.bearing) * jump.distance, -sectorHalf, sectorHalf)
  jump.charge = Math.max(0, jump.charge - jump.distance)
  jump.stage = 'idle'
  jump.made += 1
  warm(ship.systems.drive, jumpHeat)
  // It stands in another cell now: whoever asks later in this step must find it there.
  rebuildLookup(world)
  emitTo(world, ship, 'jump-made', {})
  log(world, ship, `Jumped ${thousands(jump.distance)}k at ${degreesText(jump.bearing)}.`)
}

const thousands = (distance: number): string => String(Math.round(distance / 100) / 10)
const degreesText = (angle: number): string => `${String(Math.round((angle / tau) * 360) % 360).padStart(3, '0')}°`

/** Each answers undefined when it is done, or a sentence that says why it cannot be. */
type Refused = string | undefined

export function orderWarp(ship: Ship, level: number): Refused {
  if (!hasDrive(ship, 'warp')) return 'This ship has no warp drive.'
  if (level > 0 && ship.dockedTo > 0) return 'Undock first: nobody warps from a dock.'
  if (level > ship.helm.warp && ship.energy < 20) return 'Too little energy for warp: let the reactor fill up first.'
  ship.helm.warp = level
  return undefined
}

export function orderJump(world: World, ship: Ship, bearing: number, distance: number): Refused {
  if (!hasDrive(ship, 'jump')) return 'This ship has no jump drive.'
  if (ship.dockedTo > 0) return 'Undock first: nobody jumps from a dock.'
  if (ship.jump.stage !== 'idle') return 'A jump is on its way: call it off first.'
  Object.assign(ship.jump, { stage: 'charging', bearing, distance, remaining: 0 })
  log(world, ship, `Jump drive charges for ${thousands(distance)}k at ${degreesText(bearing)}.`)
  return undefined
}

/** The charge stays. */
export function abortJump(world: World, ship: Ship): Refused {
  if (ship.jump.stage === 'idle') return 'No jump is on its way.'
  ship.jump.stage = 'idle'
  ship.jump.remaining = 0
  log(world, ship, 'The jump is called off.')
  return undefined
}

export function orderManeuver(ship: Ship, boost: number, strafe: number): Refused {
  const isUse = boost > 0 || strafe !== 0
  if (isUse && ship.dockedTo > 0) return 'Undock first: nobody maneuvers in a dock.'
  if (isUse && ship.maneuver.charge < leastManeuver) return 'The combat maneuver must charge first.'
  ship.maneuver.boost = boost
  ship.maneuver.strafe = strafe
  return undefined
}

const stopManeuver = (ship: Ship): void => {
  ship.maneuver.boost = 0
  ship.maneuver.strafe = 0
}

/** In a dock, or as a wreck: all that drives is off. */
export function stopDrives(ship: Ship): void {
  stopManeuver(ship)
  ship.speed -= ship.surge
  Object.assign(ship, { warp: 0, burst: 0, drift: 0, surge: 0 })
  ship.helm.warp = 0
  ship.jump.stage = 'idle'
  ship.jump.remaining = 0
}
