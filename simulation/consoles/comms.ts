/** Comms: calls stations, ships and other crews, says what there is to say, and breaks into enemies' systems. */
import { z } from 'zod'
import { isBeaten } from '../dialogue/enemy-ship.ts'
import { choiceIds, offeredChoices, whyNotChoose } from '../dialogue/index.ts'
import { isHostile } from '../factions/index.ts'
import { findVessel, nearest, nearestDock } from '../lookup.ts'
import { distance } from '../math.ts'
import { sensorRange } from '../ranges.ts'
import { call, hangUp, say, talkOf } from '../systems/channels.ts'
import { startHack, whyNoHack } from '../systems/hacking.ts'
import { knows, scanLevel } from '../systems/sensors.ts'
import { type Ship, systemNames, type World } from '../world.ts'
import { type ConsoleDefinition, order } from './console.ts'
import { contactShape, knownVessel, noTarget, refusedIf } from './contact.ts'
import { waypointOrders } from './place.ts'
import { consoleTitles } from './titles.ts'

const orders = {
  /** Opens a channel, or takes a call. */
  hail: order({
    shape: z.strictObject({ contact: contactShape }),
    rate: 1,
    apply(world, ship, { contact: id }) {
      const contact = knownVessel(world, ship, id)
      return contact ? refusedIf(call(world, ship, contact)) : noTarget()
    },
  }),
  answer: order({
    shape: z.strictObject({ choice: z.enum(choiceIds) }),
    rate: 2,
    apply: (world, ship, { choice }) => refusedIf(say(world, ship, choice)),
  }),
  /** Closes the channel, or does not take the call. */
  end: order({
    shape: z.strictObject({}),
    rate: 2,
    apply(world, ship) {
      if (!ship.bridge?.channel) return refusedIf('No channel is open.')
      hangUp(world, ship)
      return undefined
    },
  }),
  hack: order({
    shape: z.strictObject({ contact: contactShape, system: z.enum(systemNames) }),
    rate: 2,
    apply(world, ship, { contact: id, system }) {
      const contact = knownVessel(world, ship, id)
      if (!contact) return noTarget()
      const why = whyNoHack(world, ship, id)
      if (why || !('systems' in contact)) return refusedIf(why)
      if (ship.bridge?.hacking) return refusedIf('One break at a time: stop the other first.')
      startHack(ship, contact, system)
      return undefined
    },
  }),
  abort: order({
    shape: z.strictObject({}),
    rate: 2,
    apply(_world, ship) {
      if (!ship.bridge?.hacking) return refusedIf('Nothing is being hacked.')
      ship.bridge.hacking = undefined
      return undefined
    },
  }),
  ...waypointOrders,
}

export const comms = {
  id: 'comms',
  ...consoleTitles.comms,
  orders,
  autopilot,
} satisfies ConsoleDefinition

/** Greets the nearest station once, takes calls, asks beaten enemies to give up, and breaks into what weapons aim at. */
function autopilot(world: World, ship: Ship): void {
  const { bridge } = ship
  if (!bridge) return
  if (bridge.channel?.stage === 'called') orders.hail.apply(world, ship, { contact: bridge.channel.with })
  demandSurrender(world, ship)
  const target = findVessel(world, ship.target)
  // Refused without effect where it cannot be.
  if (target && !bridge.hacking) orders.hack.apply(world, ship, { contact: target.id, system: 'impulse' })
  if (bridge.comms.length > 0) return
  const station = nearestDock(world, ship)
  if (station && distance(ship, station) <= sensorRange) orders.hail.apply(world, ship, { contact: station.id })
}

function demandSurrender(world: World, ship: Ship): void {
  const talk = talkOf(world, ship)
  const choice = talk && offeredChoices(talk).find(({ id }) => id === 'surrender')
  if (talk && choice && !whyNotChoose(talk, choice)) {
    orders.answer.apply(world, ship, { choice: 'surrender' })
    return
  }
  if (ship.bridge?.channel) return
  const beaten = nearest(world, ship, sensorRange, (other) => {
    return (
      'ai' in other &&
      other.ai !== undefined &&
      isBeaten(other) &&
      isHostile(ship, other) &&
      scanLevel(world, ship, other) > 0 &&
      knows(world, ship, other.id)
    )
  })
  if (beaten) orders.hail.apply(world, ship, { contact: beaten.id })
}
