/** Science: scans what the sensors show, sends probes, and marks contacts and places for the crew. */
import { z } from 'zod'
import { isHostile } from '../factions/index.ts'
import { nearest } from '../lookup.ts'
import { distance } from '../math.ts'
import { blipRange, closeRange, sensorRange } from '../ranges.ts'
import { launchProbe } from '../systems/probes.ts'
import { cancelScan, findScannable, isStalled, orderScan } from '../systems/scans.ts'
import { knows, maxScan, scanLevel } from '../systems/sensors.ts'
import type { OrderRefusal, Ship, World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactOrNoneShape, contactShape, noTarget, refusedIf } from './contact.ts'
import { placeShape, waypointOrders } from './place.ts'
import { consoleTitles } from './titles.ts'

const notQueued: OrderRefusal = { code: 'no-target', detail: 'No scan of that contact is under way or queued.' }

const orders = {
  scan: order({
    shape: z.strictObject({ contact: contactShape }),
    rate: 5,
    apply(world, ship, { contact: id }) {
      const contact = findScannable(world, ship, id)
      return contact && ship.bridge ? refusedIf(orderScan(world, ship, ship.bridge, contact)) : noTarget()
    },
  }),
  cancel: order({
    shape: z.strictObject({ contact: contactShape }),
    rate: 5,
    apply: (_world, ship, { contact }) => (ship.bridge && cancelScan(ship.bridge, contact) ? undefined : notQueued),
  }),
  mark: order({
    shape: z.strictObject({ contact: contactOrNoneShape }),
    rate: 5,
    apply(world, ship, { contact }) {
      if (contact !== 0 && !findScannable(world, ship, contact)) return noTarget()
      if (ship.bridge) ship.bridge.marked = contact
      return undefined
    },
  }),
  probe: order({
    shape: placeShape,
    rate: 2,
    apply: (world, ship, place) => refusedIf(launchProbe(world, ship, place)),
  }),
  ...waypointOrders,
}

export const science = {
  id: 'science',
  ...consoleTitles.science,
  orders,
  autopilot,
} satisfies ConsoleDefinition

/** Probes that the autopilot leaves aboard for people. */
const probesKept = 4

/** Scans what nobody knows, nearest first, then looks closer at enemies and at what is odd; keeps one scan waiting, so that
 *  none is lost between two thoughts. Far strangers get a probe. */
function autopilot(world: World, ship: Ship): void {
  const { bridge } = ship
  if (!bridge) return
  if (bridge.scan && isStalled(world, ship)) orders.cancel.apply(world, ship, { contact: bridge.scan.target })
  if (!bridge.scan || bridge.scanQueue.length === 0) {
    const contact = nextToScan(world, ship)
    if (contact) orders.scan.apply(world, ship, { contact })
  }
  if (bridge.probes > probesKept && ship.dockedTo === 0) {
    const place = placeForProbe(world, ship)
    if (place) orders.probe.apply(world, ship, place)
  }
}

function nextToScan(world: World, ship: Ship): number | undefined {
  const isFree = (id: number) => ship.bridge?.scan?.target !== id && knows(world, ship, id)
  const unknown = nearest(world, ship, sensorRange, (other) => scanLevel(world, ship, other) === 0 && isFree(other.id))
  if (unknown) return unknown.id
  const enemy = nearest(
    world,
    ship,
    sensorRange,
    (other) => isHostile(ship, other) && scanLevel(world, ship, other) < maxScan && isFree(other.id),
  )
  return (enemy ?? world.anomalies.find((odd) => scanLevel(world, ship, odd) < maxScan && isFree(odd.id)))?.id
}

/** The nearest blip that no probe of the crew is near, or on its way to. */
function placeForProbe(world: World, ship: Ship): { x: number; z: number } | undefined {
  const own = world.probes.filter((probe) => probe.group === ship.bridge?.group)
  const blip = nearest(world, ship, sensorRange, (other) => {
    if (distance(ship, other) <= blipRange || scanLevel(world, ship, other) > 0 || !knows(world, ship, other.id))
      return false
    return own.every((probe) => distance(other, { x: probe.toX, z: probe.toZ }) > closeRange)
  })
  return blip && { x: blip.x, z: blip.z }
}
