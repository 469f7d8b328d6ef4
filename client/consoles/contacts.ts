/** Contacts as consoles speak of them: what they are called, how they stand, how far and where. */

import { dockingRange, dockingSpeed } from '../../simulation/ranges.ts'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { bearingOf } from '../radar/geometry.ts'
import type { MarkShape, RadarMark, Standing } from '../radar/marks.ts'
import { className } from '../text/terms.ts'

export const standingOf = (contact: ContactView): Standing => contact.relation

/** A name, else a class, else a number to talk about. */
export function labelOf(contact: ContactView): { text: string; isName: boolean } {
  if (contact.name) return { text: contact.name, isName: true }
  return { text: contact.shipClass ? className(contact.shipClass) : `Contact ${contact.id}`, isName: false }
}

export const isBlip = (contact: ContactView): boolean => contact.kind === 'unknown' && contact.tier === 'far'

function shapeOf(contact: ContactView): MarkShape {
  if (contact.kind === 'unknown') return isBlip(contact) ? 'blip' : 'ship'
  return contact.kind
}

export function markOf(contact: ContactView): RadarMark {
  const { id, x, z, heading, speed } = contact
  const { text, isName } = labelOf(contact)
  const isQuiet =
    contact.kind === 'torpedo' ||
    contact.kind === 'mine' ||
    contact.kind === 'wreck' ||
    contact.kind === 'asteroid' ||
    isBlip(contact)
  return {
    id,
    x,
    z,
    heading,
    speed,
    turnRate: 0,
    standing: standingOf(contact),
    shape: shapeOf(contact),
    label: isQuiet ? '' : text,
    isName,
    ordnance: contact.kind === 'torpedo' ? contact.shipClass : '',
  }
}

export const distanceTo = (ship: ShipView, contact: ContactView): number =>
  Math.hypot(contact.x - ship.x, contact.z - ship.z)
export const bearingTo = (ship: ShipView, contact: ContactView): number =>
  bearingOf(contact.x - ship.x, contact.z - ship.z)

const threat: Record<Standing, number> = { hostile: 0, unknown: 1, neutral: 2, friend: 3 }

/** Ships and stations, threats first, the nearer before the farther. */
export const byThreat = (ship: ShipView, contacts: ContactView[]): ContactView[] =>
  contacts
    .filter((contact) => contact.kind === 'ship' || contact.kind === 'station' || contact.kind === 'unknown')
    .sort((a, b) => threat[standingOf(a)] - threat[standingOf(b)] || distanceTo(ship, a) - distanceTo(ship, b))

/** The one after `id`, round and round. */
export function nextAfter(list: ContactView[], id: number): ContactView | undefined {
  const at = list.findIndex((contact) => contact.id === id)
  return list[(at + 1) % list.length]
}

export interface Dock {
  station: ContactView
  /** Distance between the centres at which docking begins. */
  within: number
  away: number
  isNear: boolean
  isSlow: boolean
}

/** The nearest station that is not hostile, and what is missing to dock there. */
export function dockOf(ship: ShipView, contacts: ContactView[]): Dock | undefined {
  const station = contacts
    .filter((contact) => contact.kind === 'station' && contact.relation !== 'hostile')
    .sort((a, b) => distanceTo(ship, a) - distanceTo(ship, b))[0]
  if (!station) return undefined
  const within = dockingRange + station.size
  const away = distanceTo(ship, station)
  return { station, within, away, isNear: away <= within, isSlow: Math.abs(ship.speed) <= dockingSpeed }
}
