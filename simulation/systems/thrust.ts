/** Thrust: what the engines can do now, and the step that follows from it. */

import { isHostile } from '../factions/index.ts'
import { distance } from '../math.ts'
import { type MotionInput, moveShip, noEngines } from '../move.ts'
import { shipClassOf } from '../ships/index.ts'
import { crewedFaction } from '../spawn.ts'
import { isInNebula } from '../terrain.ts'
import type { Ship, World } from '../world.ts'
import { meetAsteroids } from './collisions.ts'
import { warpSpeed } from './drives.ts'
import { effectiveness } from './power.ts'

/** One input for all ships in turn: thousands of them must not make as many objects a tick. */
const input = noEngines()

/** What nebulae leave of impulse and warp. */
export const nebulaPace = 0.5

const crews = { faction: crewedFaction }

/** From difficulty 6 on, the crews' enemies are 5% faster a level. */
export const enemyPace = (difficulty: number): number => 1 + 0.05 * Math.max(0, difficulty - 5)

/** What the ship's engines can do now and what they are told, written into `input`. */
export function readEngines(world: World, ship: Ship, input: MotionInput): MotionInput {
  const { speed, acceleration, turnRate, turnAcceleration, drive } = shipClassOf(ship)
  const clear = isInNebula(world, ship) ? nebulaPace : 1
  // Asked in this order: most worlds need not know whose ship it is.
  const hurry = enemyPace(world.difficulty)
  const pace = hurry > 1 && ship.ai && isHostile(ship, crews) ? hurry : 1
  input.impulse = ship.helm.impulse
  input.heading = ship.helm.heading
  input.maxSpeed = speed * effectiveness(ship, 'impulse') * pace * clear
  input.acceleration = acceleration
  input.maxTurnRate = turnRate * effectiveness(ship, 'maneuver')
  input.turnAcceleration = turnAcceleration
  input.warp = drive === 'warp' ? ship.helm.warp : 0
  input.warpSpeed = drive === 'warp' ? warpSpeed * effectiveness(ship, 'drive') * clear : 0
  input.boost = ship.maneuver.boost
  input.strafe = ship.maneuver.strafe
  return input
}

/** True for a ship that lies still and is told to: moving it would change nothing, and half of a sector lies still. */
const rests = ({ speed, turnRate, heading, warp, burst, drift, surge, helm, maneuver }: Ship): boolean =>
  helm.impulse === 0 &&
  speed === 0 &&
  turnRate === 0 &&
  heading === helm.heading &&
  warp === 0 &&
  helm.warp === 0 &&
  surge === 0 &&
  burst === 0 &&
  drift === 0 &&
  maneuver.boost === 0 &&
  maneuver.strafe === 0

export function moveAll(world: World, dt: number): void {
  for (const ship of world.ships) {
    if (ship.hull <= 0) continue
    const { x, z } = ship
    if (!rests(ship)) moveShip(ship, readEngines(world, ship, input), dt)
    if (ship.bridge) ship.bridge.statistics.distance += distance({ x, z }, ship)
    if (world.asteroids.length > 0) meetAsteroids(world, ship, { x, z })
  }
}
