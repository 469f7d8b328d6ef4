/** Docking: who may dock where, and what a dock gives. */
import { emitTo, log } from '../events.ts'
import { isFriend, isHostile } from '../factions/index.ts'
import { findVessel, hasLeave } from '../lookup.ts'
import { distance } from '../math.ts'
import { dockingRange, dockingSpeed } from '../ranges.ts'
import { shipClassOf } from '../ships/index.ts'
import { probesAboard } from '../spawn.ts'
import type { Ship, Station, World } from '../world.ts'
import { stopDrives } from './drives.ts'
import { maxEnergy } from './power.ts'

/** A second each. */
const hullGain = 1
export const energyGain = 10
/** Seconds between two pieces of each kind of ordnance. */
const restockSeconds = 5
/** Seconds between two probes. */
const probeSeconds = 10

/** Why the ship cannot dock here now, or undefined when it can. */
export function whyNoDock(ship: Ship, station: Station): string | undefined {
  if (ship.dockedTo > 0) return 'The ship is docked already.'
  if (isHostile(ship, station)) return 'That station is hostile.'
  if (!hasLeave(ship, station)) return `Comms must ask ${station.name} for leave to dock first.`
  if (distance(ship, station) > dockingRange + station.radius) {
    return `Come within ${dockingRange + station.radius} units of ${station.name} first.`
  }
  if (ship.jump.stage !== 'idle') return 'Call off the jump first: nobody docks with a charging drive.'
  if (Math.abs(ship.speed) > dockingSpeed) return `Slow down to ${dockingSpeed} units a second first.`
  return undefined
}

export function dock(world: World, ship: Ship, station: Station): void {
  ship.dockedTo = station.id
  stopDrives(ship)
  ship.helm.impulse = 0
  ship.helm.heading = ship.heading
  ship.shields.up = false
  emitTo(world, ship, 'docked', { name: station.name })
  log(world, ship, `Docked at ${station.name}.`)
}

export function undock(world: World, ship: Ship): void {
  ship.dockedTo = 0
  emitTo(world, ship, 'undocked', {})
  log(world, ship, 'Undocked.')
}

export function serveDocked(world: World, dt: number): void {
  const isRestockTick = world.tick % Math.round(restockSeconds * world.hz) === 0
  const isProbeTick = world.tick % Math.round(probeSeconds * world.hz) === 0
  for (const ship of world.ships) {
    if (ship.hull <= 0 || ship.dockedTo === 0) continue
    const station = findVessel(world, ship.dockedTo)
    if (!station) {
      undock(world, ship)
      continue
    }
    ship.hull = Math.min(ship.maxHull, ship.hull + hullGain * dt)
    ship.energy = Math.min(maxEnergy, ship.energy + energyGain * dt)
    if (isRestockTick && isFriend(ship, station)) restock(ship)
    if (isProbeTick && ship.bridge) ship.bridge.probes = Math.min(probesAboard, ship.bridge.probes + 1)
  }
}

function restock(ship: Ship): void {
  for (const [ordnance, full] of Object.entries(shipClassOf(ship).stock)) {
    if (missing(ship, ordnance, full) > 0) ship.stock[ordnance] = (ship.stock[ordnance] ?? 0) + 1
  }
}

/** What is in the tubes counts as aboard. */
export const missing = (ship: Ship, ordnance: string, full: number): number =>
  full - (ship.stock[ordnance] ?? 0) - ship.tubes.filter((tube) => tube.ordnance === ordnance).length
