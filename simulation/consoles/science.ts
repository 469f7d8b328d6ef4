/** Science: scans what the sensors show, and marks a contact for the crew. */
import { z } from 'zod'
import { isHostile } from '../factions/index.ts'
import { nearest } from '../lookup.ts'
import { sensorRange } from '../ranges.ts'
import { maxScan, scanDuration, scanLevel } from '../systems/sensors.ts'
import type { Ship, World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactOrNoneShape, contactShape, knownVessel, noTarget, refusedIf } from './contact.ts'

const orders = {
  scan: order({
    shape: z.strictObject({ contact: contactShape }),
    rate: 5,
    apply(world, ship, { contact: id }) {
      const contact = knownVessel(world, ship, id)
      if (!contact || !ship.bridge) return noTarget()
      const level = scanLevel(world, ship, contact)
      if (level >= maxScan) return refusedIf(`Everything is known of ${contact.name}.`)
      if (ship.bridge.scan?.target === id) return refusedIf('That scan is under way.')
      const duration = scanDuration(ship, contact, level)
      ship.bridge.scan = { target: id, remaining: duration, duration }
      return undefined
    },
  }),
  cancel: order({
    shape: z.strictObject({}),
    rate: 5,
    apply(_world, ship) {
      if (!ship.bridge?.scan) return refusedIf('No scan is under way.')
      ship.bridge.scan = undefined
      return undefined
    },
  }),
  mark: order({
    shape: z.strictObject({ contact: contactOrNoneShape }),
    rate: 5,
    apply(world, ship, { contact }) {
      if (contact !== 0 && !knownVessel(world, ship, contact)) return noTarget()
      if (ship.bridge) ship.bridge.marked = contact
      return undefined
    },
  }),
}

export const science = {
  id: 'science',
  name: 'Science',
  post: 'Science',
  does: 'Scans, marks, the long radar',
  orders,
  autopilot,
} satisfies ConsoleDefinition

/** Scans what nobody knows, nearest first, then looks closer at enemies. */
function autopilot(world: World, ship: Ship): void {
  if (!ship.bridge || ship.bridge.scan) return
  const unknown = nearest(world, ship, sensorRange, (other) => scanLevel(world, ship, other) === 0)
  const contact =
    unknown ??
    nearest(world, ship, sensorRange, (other) => isHostile(ship, other) && scanLevel(world, ship, other) < maxScan)
  if (contact) orders.scan.apply(world, ship, { contact: contact.id })
}
