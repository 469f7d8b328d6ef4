/** What the helm sees of the drives: warp, the jump, the combat maneuver. */
import type { OwnShipReplica } from '../../schema/ship.replica.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import {
  jumpChargeSeconds,
  jumpRange,
  maneuverChargeSeconds,
  maneuverUseSeconds,
} from '../../simulation/systems/drives.ts'
import { effectiveness } from '../../simulation/systems/power.ts'
import { isInNebula } from '../../simulation/terrain.ts'
import type { Ship, World } from '../../simulation/world.ts'
import { tickAfter } from './project-parts.ts'

export function projectDrives(world: World, ship: Ship, own: OwnShipReplica): void {
  const { stage, bearing, distance, charge } = ship.jump
  const { jump } = own
  const isNewCharge = jump.stage !== stage || stage === 'idle'
  jump.stage = stage
  jump.bearing = bearing
  jump.distance = Math.round(distance)
  if (isNewCharge) jump.charge = Math.round(charge)
  jump.at = keepTick(jump.at, jumpEnd(world, ship))
  own.drive = shipClassOf(ship).drive ?? ''
  own.maneuverAt = keepTick(own.maneuverAt, maneuverEnd(world, ship))
  own.inNebula = isInNebula(world, ship)
}

function jumpEnd(world: World, ship: Ship): number {
  const { stage, distance, charge, remaining } = ship.jump
  if (stage === 'counting') return tickAfter(world, remaining, 1)
  if (stage === 'idle') return 0
  const seconds = ((distance - charge) * jumpChargeSeconds) / jumpRange.most
  return tickAfter(world, seconds, ship.energy > 0 ? effectiveness(ship, 'drive') : 0)
}

function maneuverEnd(world: World, ship: Ship): number {
  const { charge, boost, strafe } = ship.maneuver
  const use = boost + Math.abs(strafe)
  if (use > 0) return tickAfter(world, charge * maneuverUseSeconds, use)
  return tickAfter(world, (1 - charge) * maneuverChargeSeconds, effectiveness(ship, 'maneuver'))
}

/** A tick reckoned anew each frame wavers by one where nothing has changed: that is no news. */
const keepTick = (before: number, now: number): number => (now > 0 && Math.abs(now - before) <= 1 ? before : now)
