/** How a bot plays each console: from what its crew sees, the one order it gives next. */

import type { ContactReplica } from '../../schema/contact.replica.ts'
import type { ShipReplica } from '../../schema/ship.replica.ts'
import type { ConsoleName } from '../../simulation/consoles/titles.ts'
import { angleDifference, bearing, distance } from '../../simulation/math.ts'
import { nextRandom, type RandomState, randomIndex } from '../../simulation/random.ts'
import { systemNames } from '../../simulation/world.ts'
import { motionAt } from './track.ts'

/** A contact as a page shows it: where it is by now. */
type Contact = ReturnType<ContactReplica['toJSON']>

export interface Sight {
  game: ShipReplica
  /** Contacts, nearest first. */
  contacts: Contact[]
  hostiles: Contact[]
  draw: RandomState
}

export type Order = [name: string, args: object]
type Mind = (sight: Sight) => Order

/** What a bot sees of its replica now. */
export function look(game: ShipReplica, tick: number, hz: number, draw: RandomState): Sight {
  const { ship } = game
  const contacts = [...game.contacts]
    .filter((contact) => contact.id !== 0 && contact.kind !== 'asteroid' && contact.kind !== 'probe')
    .map((contact) => {
      const { x, z } = motionAt(contact, tick, hz)
      return { ...contact.toJSON(), x, z }
    })
    .sort((one, other) => distance(ship, one) - distance(ship, other))
  return { game, contacts, hostiles: contacts.filter((contact) => contact.relation === 'hostile'), draw }
}

const oneOf = <Value>(draw: RandomState, values: readonly Value[]): Value => values[randomIndex(draw, values.length)]!
const isShip = (contact: Contact) => contact.kind === 'ship' || contact.kind === 'unknown' || contact.kind === 'blip'

/** Beams reach 1,200; closer than this a ship would ram. */
const fightingDistance = 900
const torpedoReach = 4000
const dangerRange = 6000

/** Consoles that are not named here are left to what they do by themselves. */
export const minds: Partial<Record<ConsoleName, Mind>> = {
  helm({ game: { ship }, contacts, hostiles, draw }) {
    if (ship.dockedTo !== 0) return ['helm.undock', {}]
    const goal = hostiles[0] ?? contacts.find(isShip)
    if (goal === undefined) return ['helm.heading', { heading: nextRandom(draw) * Math.PI * 2 }]
    const away = distance(ship, goal)
    const wanted = away > fightingDistance ? 1 : 0.2
    if (Math.abs(ship.impulseOrdered - wanted) > 0.05) return ['helm.impulse', { value: wanted }]
    // Circles what it has reached, so that it goes on flying.
    const heading = bearing(ship, goal) + (away > fightingDistance ? 0 : Math.PI / 3)
    return ['helm.heading', { heading: (heading + Math.PI * 2) % (Math.PI * 2) }]
  },

  weapons({ game: { ship }, contacts, hostiles }) {
    const enemy = hostiles.find(isShip) ?? contacts.find((contact) => contact.kind === 'unknown')
    if (enemy === undefined) return ['weapons.shields', { up: false }]
    if (ship.target !== enemy.id) return ['weapons.target', { contact: enemy.id }]
    const isNear = distance(ship, enemy) < dangerRange
    if (isNear !== ship.shieldsUp) return ['weapons.shields', { up: isNear }]
    if (ship.beamsMode !== 'auto') return ['weapons.beams', { mode: 'auto' }]
    const tubes = [...ship.tubes]
    const loaded = tubes.findIndex((tube) => tube.state === 'loaded')
    const isAhead = Math.abs(angleDifference(ship.heading, bearing(ship, enemy))) < Math.PI / 3
    if (loaded >= 0 && isAhead && distance(ship, enemy) < torpedoReach) return ['weapons.fire', { tube: loaded }]
    const empty = tubes.findIndex((tube) => tube.state === 'empty')
    if (empty >= 0 && (ship.stock.get('homing') ?? 0) > 0) return ['weapons.load', { tube: empty, ordnance: 'homing' }]
    return ['weapons.target', { contact: enemy.id }]
  },

  engineering({ game: { ship }, hostiles, draw }) {
    const systems = [...ship.systems]
    const hot = systems.findIndex((system) => system.heat > 0.7 && system.powerOrdered > 1)
    if (hot >= 0) return ['engineering.power', { system: systemNames[hot], power: 0.8 }]
    const broken = systems.findIndex((system) => system.health < 0.7)
    if (broken >= 0 && ship.repairOrdered[0] !== broken)
      return ['engineering.repair', { crew: 0, system: systemNames[broken] }]
    const isFight = hostiles[0] !== undefined && distance(ship, hostiles[0]) < dangerRange
    const boosted = isFight ? ['beams', 'shieldFront', 'impulse'] : ['reactor', 'impulse']
    const power = 0.8 + Math.round(nextRandom(draw) * 6) / 10
    if (nextRandom(draw) < 0.7) return ['engineering.power', { system: oneOf(draw, boosted), power }]
    return ['engineering.coolant', { system: oneOf(draw, systemNames), coolant: 1 }]
  },

  science({ game: { ship }, contacts, draw }) {
    const unknown = contacts.find((contact) => contact.scan < 1 && isShip(contact))
    if (ship.scanTarget === 0 && unknown !== undefined) return ['science.scan', { contact: unknown.id }]
    const marked = contacts[0] === undefined ? 0 : oneOf(draw, contacts.slice(0, 4)).id
    return ['science.mark', { contact: marked }]
  },

  comms({ game: { ship }, contacts, draw }) {
    const heard = contacts.filter((contact) => contact.kind === 'station' || contact.kind === 'ship')
    if (heard.length === 0) return ['comms.hail', { contact: contacts[0]?.id ?? 1 }]
    const choices = ship.radio.choices.toArray().filter(({ id, why }) => id !== '' && why === '')
    if (choices.length > 0) return ['comms.answer', { choice: oneOf(draw, choices).id }]
    return ['comms.hail', { contact: oneOf(draw, heard).id }]
  },

  captain({ game: { ship }, hostiles, draw }) {
    const nearest = hostiles[0]
    const level = nearest === undefined ? 'green' : distance(ship, nearest) < dangerRange ? 'red' : 'yellow'
    if (ship.alert !== level) return ['captain.alert', { level }]
    return ['captain.view', { view: oneOf(draw, ['fore', 'aft', 'left', 'right', 'tactical', 'long']) }]
  },
}
