/** Thrust: what the engines can do now, and the step that follows from it. */

import { isHostile } from '../factions/index.ts'
import { distance } from '../math.ts'
import { type MotionInput, moveShip } from '../move.ts'
import { shipClassOf } from '../ships/index.ts'
import { crewedFaction } from '../spawn.ts'
import { isInNebula } from '../terrain.ts'
import type { World } from '../world.ts'
import { meetAsteroids } from './collisions.ts'
import { warpSpeed } from './drives.ts'
import { effectiveness } from './power.ts'

/** One input for all ships in turn: thousands of them must not make as many objects a tick. */
const input: MotionInput = {
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
}

/** What nebulae leave of impulse and warp. */
export const nebulaPace = 0.5

const crews = { faction: crewedFaction }

/** From difficulty 6 on, the crews' enemies are 5% faster a level. */
export const enemyPace = (difficulty: number): number => 1 + 0.05 * Math.max(0, difficulty - 5)

export function moveAll(world: World, dt: number): void {
  const pace = enemyPace(world.difficulty)
  for (const ship of world.ships) {
    if (ship.hull <= 0) continue
    const { speed, acceleration, turnRate, turnAcceleration, drive } = shipClassOf(ship)
    const clear = isInNebula(world, ship) ? nebulaPace : 1
    input.impulse = ship.helm.impulse
    input.heading = ship.helm.heading
    input.maxSpeed = speed * effectiveness(ship, 'impulse') * (ship.ai && isHostile(ship, crews) ? pace : 1) * clear
    input.acceleration = acceleration
    input.maxTurnRate = turnRate * effectiveness(ship, 'maneuver')
    input.turnAcceleration = turnAcceleration
    input.warp = drive === 'warp' ? ship.helm.warp : 0
    input.warpSpeed = drive === 'warp' ? warpSpeed * effectiveness(ship, 'drive') * clear : 0
    input.boost = ship.maneuver.boost
    input.strafe = ship.maneuver.strafe
    const { x, z } = ship
    moveShip(ship, input, dt)
    if (ship.bridge) ship.bridge.statistics.distance += distance({ x, z }, ship)
    if (world.asteroids.length > 0) meetAsteroids(world, ship, { x, z })
  }
}
