/** Thrust: what the engines can do now, and the step that follows from it. */

import { distance } from '../math.ts'
import { type MotionInput, moveShip } from '../move.ts'
import { shipClassOf } from '../ships/index.ts'
import type { World } from '../world.ts'
import { effectiveness } from './power.ts'

/** The motion that a class's engines allow at this effectiveness (0–3 each) of impulse and maneuver. */
export function motionLimits(
  shipClass: string,
  impulse: number,
  maneuver: number,
): Omit<MotionInput, 'impulse' | 'heading'> {
  const { speed, acceleration, turnRate, turnAcceleration } = shipClassOf({ shipClass })
  return { maxSpeed: speed * impulse, acceleration, maxTurnRate: turnRate * maneuver, turnAcceleration }
}

/** From difficulty 6 on, the computer's ships are 5% faster a level. */
export const enemyPace = (difficulty: number): number => 1 + 0.05 * Math.max(0, difficulty - 5)

export function moveAll(world: World, dt: number): void {
  const pace = enemyPace(world.difficulty)
  for (const ship of world.ships) {
    if (ship.hull <= 0) continue
    const limits = motionLimits(ship.shipClass, effectiveness(ship, 'impulse'), effectiveness(ship, 'maneuver'))
    if (ship.ai) limits.maxSpeed *= pace
    const from = { x: ship.x, z: ship.z }
    moveShip(ship, { ...ship.helm, ...limits }, dt)
    if (ship.bridge) ship.bridge.statistics.distance += distance(from, ship)
  }
}
