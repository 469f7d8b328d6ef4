/** Shields: which of the two a hit meets, how much it takes away, and how they grow again. */
import { emitTo } from '../events.ts'
import { angleDifference, bearing, pow } from '../math.ts'
import type { Ship, Station, World } from '../world.ts'
import { effectiveness } from './power.ts'

const regeneration = 0.3
const regenerationDocked = 4 * regeneration

export type ShieldSide = 'front' | 'rear'

/** The shield that faces a place: the front one for the half of the horizon ahead. */
export function shieldFacing(vessel: Ship | Station, from: { x: number; z: number }): ShieldSide {
  const offBow = angleDifference(vessel.heading, bearing(vessel, from))
  return Math.abs(offBow) <= Math.PI / 2 ? 'front' : 'rear'
}

/** How much of a hit counts against a shield, by its effectiveness e: 1 + (1 − e^1.6) / 7 — 1.0, 0.71, 0.31 at 100,
 *  200, 300% (EmptyEpsilon's curve). */
export const shieldFactor = (effective: number): number => 1 + (1 - pow(effective, 1.6)) / 7

/** The system behind a shield; stations have none and count as 100%. */
export const shieldEffectiveness = (vessel: Ship | Station, side: ShieldSide): number =>
  'systems' in vessel ? effectiveness(vessel, side === 'front' ? 'shieldFront' : 'shieldRear') : 1

/** Seconds of a recalibration with the front shield at 100%; the shields are down meanwhile. */
export const recalibrationSeconds = 25
/** Share of the pace that even a broken front shield keeps. */
const slowestRecalibration = 0.1

export const recalibrationPace = (ship: Ship): number =>
  Math.max(slowestRecalibration, effectiveness(ship, 'shieldFront'))

/** Takes the shields down for a new frequency. Undefined when it begins, or a sentence that says why it cannot. */
export function recalibrate(ship: Ship, frequency: number): string | undefined {
  if (ship.recalibration.remaining > 0) return 'The shields are being recalibrated already.'
  if (ship.frequency.shields === frequency) return `The shields have ${frequency} THz already.`
  ship.recalibration = { to: frequency, remaining: recalibrationSeconds }
  ship.shields.up = false
  return undefined
}

/** Their new frequency comes at the end; raising them is for the crew. */
export function recalibrateShields(world: World, ship: Ship, dt: number): void {
  const { to, remaining } = ship.recalibration
  if (remaining <= 0) return
  ship.recalibration.remaining = Math.max(0, remaining - dt * recalibrationPace(ship))
  if (ship.recalibration.remaining > 0) return
  ship.frequency.shields = to
  emitTo(world, ship, 'recalibrated', { frequency: to })
}

export function regenerateShields(world: World, dt: number): void {
  for (const ship of world.ships) if (ship.hull > 0) regenerate(ship, ship.dockedTo > 0, dt)
  for (const station of world.stations) regenerate(station, false, dt)
}

function regenerate(vessel: Ship | Station, isDocked: boolean, dt: number): void {
  const { shields } = vessel
  if (shields.front >= shields.maxFront && shields.rear >= shields.maxRear) return
  const gain = (isDocked ? regenerationDocked : regeneration) * dt
  shields.front = Math.min(shields.maxFront, shields.front + gain * shieldEffectiveness(vessel, 'front'))
  shields.rear = Math.min(shields.maxRear, shields.rear + gain * shieldEffectiveness(vessel, 'rear'))
}
