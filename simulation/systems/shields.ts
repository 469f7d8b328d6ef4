/** Shields: which of the two a hit meets, how much it takes away, and how they grow again. */
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
