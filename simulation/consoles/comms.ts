/** Comms: talks to stations and ships, and asks beaten enemies to give up. */
import { z } from 'zod'
import { emitTo } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { nearestDock, type Vessel } from '../lookup.ts'
import { distance } from '../math.ts'
import { dockingRange, sensorRange } from '../ranges.ts'
import { destroy } from '../systems/damage.ts'
import { scanLevel } from '../systems/sensors.ts'
import type { Ship, World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactShape, knownVessel, noTarget, refusedIf } from './contact.ts'

const logLength = 30
/** An enemy gives up with this share of its hull left, or less. */
const surrenderHull = 0.25

const orders = {
  hail: order({
    shape: z.strictObject({ contact: contactShape }),
    rate: 0.5,
    apply(world, ship, { contact: id }) {
      const contact = knownVessel(world, ship, id)
      if (!contact) return noTarget()
      hear(world, ship, answer(world, ship, contact))
      return undefined
    },
  }),
  surrender: order({
    shape: z.strictObject({ contact: contactShape }),
    rate: 0.5,
    apply(world, ship, { contact: id }) {
      const contact = knownVessel(world, ship, id)
      if (!contact) return noTarget()
      if (scanLevel(world, ship, contact) === 0) return refusedIf('Scan it first: nobody knows who that is.')
      if (!isHostile(ship, contact)) return refusedIf(`${contact.name} is no enemy.`)
      if (!('ai' in contact)) return refusedIf(`${contact.name} cannot give up.`)
      if (contact.hull > contact.maxHull * surrenderHull) {
        hear(world, ship, `${contact.name}: "Not while we can still shoot."`)
        return undefined
      }
      hear(world, ship, `${contact.name}: "We give up. Our boats are away; the ship is lost."`)
      destroy(world, contact, ship.id)
      return undefined
    },
  }),
}

export const comms = { id: 'comms', orders, autopilot } satisfies ConsoleDefinition

/** Writes a line into the crew's log and tells them. */
function hear(world: World, ship: Ship, text: string): void {
  if (!ship.bridge) return
  ship.bridge.comms.push(text)
  if (ship.bridge.comms.length > logLength) ship.bridge.comms.shift()
  emitTo(world, ship, 'comms', { text })
}

/** A name is told only by those who answer, or by a scan. */
function answer(world: World, ship: Ship, contact: Vessel): string {
  if (isHostile(ship, contact)) {
    return `${scanLevel(world, ship, contact) > 0 ? contact.name : 'Unknown contact'}: no answer.`
  }
  if (!('stationClass' in contact)) return `${contact.name}: "We hear you, ${ship.name}. Fair winds."`
  const dockWithin = dockingRange + contact.radius
  if (distance(ship, contact) <= dockWithin)
    return `${contact.name}: "You are near enough, ${ship.name}. Dock when ready."`
  return `${contact.name}: "Come within ${dockWithin} units and slow down, ${ship.name}, and we repair and restock you."`
}

/** Greets the nearest station once, and is quiet after that. */
function autopilot(world: World, ship: Ship): void {
  if (!ship.bridge || ship.bridge.comms.length > 0) return
  const station = nearestDock(world, ship)
  if (station && distance(ship, station) <= sensorRange) orders.hail.apply(world, ship, { contact: station.id })
}
