/** Scans: one at a time and a queue behind it; each raises by one what the crew knows of a contact. */

import type { Bridge } from '../bridge.ts'
import { emitTo, log } from '../events.ts'
import { sensorRange } from '../ranges.ts'
import type { Anomaly, Ship, World } from '../world.ts'
import { findSensed, knows, maxScan, type Sensed, scanLevel, sensedFrom } from './sensors.ts'

/** Contacts that may wait behind the one that is scanned. */
export const maxQueue = 8
/** Seconds of a scan to each level, at no distance and at the limit of the sensors. */
const scanSeconds = [
  { near: 15, far: 30 },
  { near: 30, far: 60 },
] as const
/** For the first full scan of an anomaly by anybody. */
const reputationGain = 10

export const anomalyNames = { derelict: 'Derelict hull', crystals: 'Drifting crystals', echo: 'Old signal' } as const

/** What a scan can be aimed at: whatever the sensors show but torpedoes. */
export function findScannable(world: World, ship: Ship, id: number): Exclude<Sensed, { owner: number }> | undefined {
  const found = knows(world, ship, id) ? findSensed(world, id) : undefined
  return found && !('owner' in found) ? found : undefined
}

/** Closer is faster, by the ship or by a probe of its own. */
export function scanDuration(away: number, level: number): number {
  const { near, far } = scanSeconds[level === 0 ? 0 : 1]
  return near + (far - near) * Math.min(1, away / sensorRange)
}

export const nameOf = (contact: Sensed): string =>
  'name' in contact ? contact.name : 'kind' in contact ? anomalyNames[contact.kind] : 'it'

/** Begins a scan, or queues it behind the present one; answers why not. */
export function orderScan(world: World, ship: Ship, bridge: Bridge, contact: Sensed): string | undefined {
  const { id } = contact
  const level = scanLevel(world, ship, contact)
  if (level >= maxScan) return `Everything is known of ${nameOf(contact)}.`
  if (bridge.scan?.target === id) return 'That scan is under way.'
  if (bridge.scanQueue.includes(id)) return 'It is in the scan queue already.'
  if (!bridge.scan) {
    begin(world, ship, bridge, contact)
    return undefined
  }
  if (bridge.scanQueue.length >= maxQueue) return `The scan queue is full with ${maxQueue}: cancel one first.`
  bridge.scanQueue.push(id)
  return undefined
}

function begin(world: World, ship: Ship, bridge: Bridge, contact: Sensed): void {
  const duration = scanDuration(sensedFrom(world, ship, contact), scanLevel(world, ship, contact))
  bridge.scan = { target: contact.id, remaining: duration, duration }
}

/** Takes a contact out of the queue, or ends its scan; false when it is in neither. */
export function cancelScan(bridge: Bridge, id: number): boolean {
  const at = bridge.scanQueue.indexOf(id)
  if (at >= 0) bridge.scanQueue.splice(at, 1)
  else if (bridge.scan?.target === id) bridge.scan = undefined
  else return false
  return true
}

/** True while the scan waits for its contact to come back onto the sensors. */
export const isStalled = (world: World, ship: Ship): boolean =>
  ship.bridge?.scan !== undefined && !knows(world, ship, ship.bridge.scan.target)

/** Advances the crew's scan and its queue, and drops the aim and the mark that are off the sensors. */
export function sense(world: World, ship: Ship, dt: number): void {
  const { bridge } = ship
  if (!bridge) return
  if (ship.target !== 0 && !knows(world, ship, ship.target)) ship.target = 0
  if (bridge.marked !== 0 && !knows(world, ship, bridge.marked)) bridge.marked = 0
  if (bridge.scan && !findSensed(world, bridge.scan.target)) bridge.scan = undefined
  if (bridge.scan && knows(world, ship, bridge.scan.target)) {
    bridge.scan.remaining = Math.max(0, bridge.scan.remaining - dt)
    if (bridge.scan.remaining <= 0) finish(world, ship, bridge)
  }
  if (!bridge.scan && bridge.scanQueue.length > 0) beginNext(world, ship, bridge)
}

/** The next in the queue that is on the sensors; what is gone or known by now leaves the queue. */
function beginNext(world: World, ship: Ship, bridge: Bridge): void {
  bridge.scanQueue = bridge.scanQueue.filter((id) => {
    const contact = findSensed(world, id)
    return contact !== undefined && scanLevel(world, ship, contact) < maxScan
  })
  const at = bridge.scanQueue.findIndex((id) => knows(world, ship, id))
  const contact = findSensed(world, bridge.scanQueue[at] ?? 0)
  if (!contact) return
  bridge.scanQueue.splice(at, 1)
  begin(world, ship, bridge, contact)
}

function finish(world: World, ship: Ship, bridge: Bridge): void {
  const contact = findSensed(world, bridge.scan?.target ?? 0)
  bridge.scan = undefined
  if (!contact) return
  const level = scanLevel(world, ship, contact) + 1
  bridge.scans[contact.id] = level
  bridge.statistics.scans += 1
  emitTo(world, ship, 'scanned', { contact: contact.id, level })
  log(world, ship, `Scan ${level} of ${nameOf(contact)} is done.`)
  if ('studied' in contact && level >= maxScan) study(world, ship, contact)
}

function study(world: World, ship: Ship, anomaly: Anomaly): void {
  const isFirst = !anomaly.studied
  anomaly.studied = true
  if (isFirst) world.reputation += reputationGain
  log(world, ship, `${nameOf(anomaly)} surveyed${isFirst ? `: ${reputationGain} reputation` : ''}.`)
}
