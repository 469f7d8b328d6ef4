/** Sensors: what a ship knows of the sector, from itself and through its probes. */
import { isFriend } from '../factions/index.ts'
import { findContact, isAlive, type Vessel } from '../lookup.ts'
import { distance } from '../math.ts'
import { closeRange, sensorRange } from '../ranges.ts'
import { isInNebula } from '../terrain.ts'
import type { Anomaly, Ship, Torpedo, World } from '../world.ts'

interface Place {
  x: number
  z: number
}

export type Sensed = Vessel | Torpedo | Anomaly

export const maxScan = 2

/** From how near a ship sees a place: the distance to it, or to a probe of its own that has the place close by; infinite
 *  where a nebula hides it. Sensors see 5,000 into one, and out of one. */
export function sensedFrom(world: World, ship: Ship, place: Place): number {
  const away = distance(ship, place)
  if (away <= closeRange) return away
  const group = ship.bridge?.group
  for (const probe of world.probes) {
    if (probe.group !== group) continue
    const near = distance(probe, place)
    if (near <= closeRange) return near
  }
  return world.nebulae.length > 0 && (isInNebula(world, place) || isInNebula(world, ship))
    ? Number.POSITIVE_INFINITY
    : away
}

/** A living ship or station, a torpedo in flight, or an anomaly. */
export const findSensed = (world: World, id: number): Sensed | undefined =>
  findContact(world, id) ?? world.anomalies.find((anomaly) => anomaly.id === id)

/** True when the ship's sensors show this contact; others' torpedoes show within 5,000 only, and stations stand on charts,
 *  so that nothing hides them. A ship does not count as its own contact, and a lost ship knows nothing. */
export function knows(world: World, ship: Ship, id: number): boolean {
  if (!isAlive(ship) || id === ship.id) return false
  const contact = findSensed(world, id)
  if (!contact) return false
  if ('stationClass' in contact && distance(ship, contact) <= sensorRange) return true
  const away = sensedFrom(world, ship, contact)
  return 'life' in contact && contact.owner !== ship.id ? away <= closeRange : away <= sensorRange
}

/** How much a ship knows of a contact, 0–2; its own side hides nothing from it. */
export function scanLevel(
  _world: World,
  ship: Ship,
  contact: { readonly id: number; readonly faction?: string },
): number {
  if (contact.id === ship.id) return maxScan
  const { id, faction } = contact
  if (faction !== undefined && isFriend(ship, { faction })) return maxScan
  return ship.bridge?.scans[id] ?? 0
}

/** True when the crew knows it by name: stations stand on charts, ships must be scanned. */
export const isNamed = (world: World, ship: Ship, contact: Vessel): boolean =>
  'stationClass' in contact || scanLevel(world, ship, contact) > 0

/** What a crew may call a contact. */
export const knownName = (world: World, ship: Ship, contact: Vessel): string =>
  isNamed(world, ship, contact) ? contact.name : `Contact ${contact.id}`

/** True when the crew can tell that this is an enemy: a scan says so, or it is close enough to see. */
export function isRecognised(world: World, ship: Ship, contact: Vessel): boolean {
  const away = sensedFrom(world, ship, contact)
  return away <= closeRange || (away <= sensorRange && scanLevel(world, ship, contact) > 0)
}
