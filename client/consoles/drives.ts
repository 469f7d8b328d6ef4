/** Drives as the instruments show them: charges that run between end ticks, and the course that follows from the orders. */
import { moveShip, noEngines } from '../../simulation/move.ts'
import { ownMotion, readOwnEngines } from '../../simulation/reckoning.ts'
import {
  jumpChargeSeconds,
  jumpRange,
  maneuverChargeSeconds,
  maneuverUseSeconds,
} from '../../simulation/systems/drives.ts'
import { type SystemName, systemNames } from '../../simulation/world.ts'
import type { ShipView } from '../network/snapshot.ts'

/** What a system achieves of its rated output, 0–3. */
export const effectOf = (ship: ShipView, name: SystemName): number =>
  ship.systems[systemNames.indexOf(name)]?.effectiveness ?? 1

/** Charge of the combat maneuver, 0–1, at a tick with a fraction. */
export function maneuverCharge(ship: ShipView, tick: number, hz: number): number {
  const left = Math.max(0, ship.maneuverAt - tick) / hz
  const use = ship.boostOrdered + Math.abs(ship.strafeOrdered)
  if (use > 0) return Math.min(1, (left * use) / maneuverUseSeconds)
  return Math.max(0, 1 - (left * effectOf(ship, 'maneuver')) / maneuverChargeSeconds)
}

/** Charge of the jump drive in units of distance. */
export function jumpCharge(ship: ShipView, tick: number, hz: number): number {
  if (ship.jump.stage !== 'charging') return ship.jump.stage === 'counting' ? ship.jump.distance : ship.jump.charge
  const pace = (jumpRange.most / jumpChargeSeconds) * effectOf(ship, 'drive')
  const left = (Math.max(0, ship.jump.at - tick) / hz) * pace
  return Math.max(ship.jump.charge, ship.jump.distance - left)
}

const pathSeconds = 40
const pathStep = 0.5

/** The way ahead as ordered, by the simulation's own motion: x and z in turn. Empty when the ship stands still. */
export function pathOf(ship: ShipView, headingOrdered: number, impulse: number): number[] {
  if (!ship.shipClass || (Math.abs(ship.speed) < 1 && impulse === 0)) return []
  const input = readOwnEngines(ship, noEngines())
  Object.assign(input, { impulse, heading: headingOrdered, boost: 0, strafe: 0 })
  const motion = ownMotion(ship)
  const points = [motion.x, motion.z]
  for (let seconds = 0; seconds < pathSeconds; seconds += pathStep) {
    moveShip(motion, input, pathStep)
    points.push(motion.x, motion.z)
  }
  return points
}

/** Where the ship really goes: ahead and aside together, in units a second. */
export function velocityOf({ heading, speed, drift }: ShipView): { x: number; z: number } {
  const [east, north] = [Math.sin(heading), Math.cos(heading)]
  return { x: east * speed + north * drift, z: north * speed - east * drift }
}
