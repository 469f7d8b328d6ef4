/** Sensors: what a ship knows of the sector, and what a scan reveals. */
import { emitTo, log } from '../events.ts'
import { relationBetween } from '../factions/index.ts'
import { findContact, findVessel, isAlive, type Vessel } from '../lookup.ts'
import { distance } from '../math.ts'
import { closeRange, sensorRange } from '../ranges.ts'
import type { Ship, World } from '../world.ts'

export const maxScan = 2
/** Seconds of a scan to each level, at no distance and at the limit of the sensors. */
const scanSeconds = [
  { near: 15, far: 30 },
  { near: 30, far: 60 },
] as const

/** True when the ship's sensors show this contact: anything living within 50,000, others' torpedoes within 5,000.
 *  A ship does not count as its own contact, and a lost ship knows nothing. */
export function knows(world: World, ship: Ship, id: number): boolean {
  if (!isAlive(ship) || id === ship.id) return false
  const contact = findContact(world, id)
  if (!contact) return false
  const away = distance(ship, contact)
  if ('life' in contact && contact.owner !== ship.id) return away <= closeRange
  return away <= sensorRange
}

/** How much a ship knows of a contact, 0–2; its own side hides nothing from it. */
export function scanLevel(
  _world: World,
  ship: Ship,
  contact: { readonly id: number; readonly faction: string },
): number {
  if (contact.id === ship.id || relationBetween(ship, contact) === 'friend') return maxScan
  return ship.bridge?.scans[contact.id] ?? 0
}

/** True when the crew can tell that this is an enemy: a scan says so, or it is close enough to see. */
export const isRecognised = (world: World, ship: Ship, contact: Vessel): boolean =>
  scanLevel(world, ship, contact) > 0 || distance(ship, contact) <= closeRange

export function scanDuration(ship: Ship, contact: Vessel, level: number): number {
  const { near, far } = scanSeconds[level === 0 ? 0 : 1]
  return near + (far - near) * Math.min(1, distance(ship, contact) / sensorRange)
}

/** Advances the crews' scans, and drops what they aim at, mark or scan once it is off their sensors. */
export function sense(world: World, ship: Ship, dt: number): void {
  const { bridge } = ship
  if (!bridge) return
  if (ship.target !== 0 && !knows(world, ship, ship.target)) ship.target = 0
  if (bridge.marked !== 0 && !knows(world, ship, bridge.marked)) bridge.marked = 0
  if (!bridge.scan) return
  const contact = findVessel(world, bridge.scan.target)
  if (!contact || !knows(world, ship, contact.id)) {
    bridge.scan = undefined
    return
  }
  bridge.scan.remaining = Math.max(0, bridge.scan.remaining - dt)
  if (bridge.scan.remaining > 0) return
  const level = scanLevel(world, ship, contact) + 1
  bridge.scans[contact.id] = level
  bridge.scan = undefined
  bridge.statistics.scans += 1
  emitTo(world, ship, 'scanned', { contact: contact.id, level, x: contact.x, z: contact.z })
  log(world, ship, `Scan ${level} of ${contact.name} is done.`)
}
