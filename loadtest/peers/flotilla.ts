/** Ours: the real server, and players with the stock SDK. */
import type { ContactReplica } from '../../schema/contact.replica.ts'
import type { Bot } from '../bot/crew.ts'
import { musterCrews } from '../bot/crew.ts'
import { tapSocket } from '../bot/socket-tap.ts'
import { motionAt, ownMotionAt, systemAt } from '../bot/track.ts'
import { scenarioName } from './orders.ts'
import type { BodyView, OwnView, Peer, PeerClient } from './peer.ts'

export const flotilla: Peer = {
  tells: 'tiers',
  async connect(url, ships, crew) {
    const session = { scenario: scenarioName, difficulty: 5, name: 'Compared' }
    const { bots } = await musterCrews({ url, ships, crew, ...session, seed: 1, thinkMs: 1000 })
    return Promise.all(bots.map(clientOf))
  },
}

async function clientOf({ person }: Bot): Promise<PeerClient> {
  const { room } = person
  const ship = () => person.state.game.ship
  const client: PeerClient = {
    received: { bytes: 0, frames: 0 },
    listeners: new Set(),
    order: (name, args) => void person.send(name, args),
    tick: () => person.state.tick,
    powerOrdered: (system) => ship().systems[system]?.powerOrdered ?? Number.NaN,
    view() {
      const { tick, game } = person.state
      const contacts = game.contacts.toArray().filter(({ id, kind }) => id !== 0 && kind !== 'asteroid')
      return {
        tick,
        own: ownOf(game.ship, tick, person.tickHz),
        bodies: contacts.map((contact) => bodyOf(contact, tick, person.tickHz)),
      }
    },
    close: () => void person.leave(),
  }
  tapSocket(room.connection, {
    received(_, bytes) {
      client.received.bytes += bytes
      client.received.frames++
    },
    sent: () => {},
  })
  room.onStateChange(() => {
    for (const hear of client.listeners) hear()
  })
  return client
}

function bodyOf(contact: ContactReplica, tick: number, hz: number): BodyView {
  const { id, tier, hull, shieldFront, shieldRear } = contact
  const { x, z, heading } = motionAt(contact, tick, hz)
  return { id, tier, heading, hull, shieldFront, shieldRear, x, z }
}

function ownOf(ship: Bot['person']['state']['game']['ship'], tick: number, hz: number): OwnView {
  const { x, z, heading } = ownMotionAt(ship, tick, hz)
  const { id, hull, shieldFront, shieldRear, energy, target, marked, alert } = ship
  return {
    ...{ id, x, z, heading, hull, shieldFront, shieldRear, energy, target, marked, alert },
    systems: ship.systems.toArray().map((system) => ({ ...system.toJSON(), ...systemAt(system, tick, hz) })),
    tubes: ship.tubes.toArray().map((tube) => tube.toJSON()),
  }
}
