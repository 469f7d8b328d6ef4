/** Beams: fire by themselves at the target once it is in range and arc, unless they are told to hold. */
import { emitAt, whole } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { findVessel, type Vessel } from '../lookup.ts'
import { angleDifference, bearing, distance } from '../math.ts'
import type { Beam, Ship, World } from '../world.ts'
import { damage } from './damage.ts'
import { effectiveness, spendEnergy, warm } from './power.ts'

const energyPerShot = 3
const heatPerShot = 0.02

/** Range counts to the target's edge. */
export function isInArc(ship: Ship, beam: Beam, target: Vessel): boolean {
  if (distance(ship, target) - target.radius > beam.range) return false
  const offMiddle = angleDifference(ship.heading + beam.direction, bearing(ship, target))
  return Math.abs(offMiddle) <= beam.arc / 2
}

const isReady = ({ cooldown }: Beam): boolean => cooldown === 0

export function fireBeams(world: World, dt: number): void {
  for (const ship of world.ships) {
    if (ship.hull <= 0) continue
    // Most ships have nobody to shoot at, and beams that are ready: what those achieve is not even looked up.
    if (ship.target === 0 && ship.beams.every(isReady)) continue
    const effective = effectiveness(ship, 'beams')
    for (const beam of ship.beams) beam.cooldown = Math.max(0, beam.cooldown - dt * effective)
    if (ship.beamsMode !== 'auto' || ship.target === 0 || ship.dockedTo > 0 || effective <= 0) continue
    const target = findVessel(world, ship.target)
    if (!target || !isHostile(ship, target)) continue
    for (const beam of ship.beams) {
      if (beam.cooldown <= 0 && isInArc(ship, beam, target)) fire(world, ship, beam, target)
    }
  }
}

function fire(world: World, ship: Ship, beam: Beam, target: Vessel): void {
  if (ship.bridge) {
    if (ship.energy < energyPerShot) return
    spendEnergy(ship, energyPerShot)
    warm(ship.systems.beams, heatPerShot)
    ship.bridge.statistics.beamsFired += 1
  }
  beam.cooldown = beam.cycle
  const { id: shooter, x, z } = ship
  const [toX, toZ] = [whole(target.x - x), whole(target.z - z)]
  const toldTo = emitAt(world, 'beam', ship, { shooter, target: target.id, toX, toZ })
  damage(world, target, {
    amount: beam.damage,
    x,
    z,
    by: shooter,
    faction: ship.faction,
    isBeam: true,
    frequency: ship.frequency.beams,
    aimed: ship.aimed,
    toldTo,
  })
}
