/** Contacts as consoles speak of them: what they are called, how they stand, how far and where. */

import type { ContactKind } from '../../schema/contact.replica.ts'
import { dockingRange, dockingSpeed } from '../../simulation/ranges.ts'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { bearingOf } from '../radar/geometry.ts'
import type { MarkShape, RadarMark, Standing } from '../radar/marks.ts'
import { className, factionName, kinds, relations } from '../text/terms.ts'

export const standingOf = (contact: ContactView): Standing => contact.relation

/** A name, else a class, else a number to talk about. Only ships and stations have proper names. */
export function labelOf(contact: ContactView): { text: string; isName: boolean } {
  if (contact.name) return { text: contact.name, isName: contact.kind !== 'probe' && contact.kind !== 'anomaly' }
  if (contact.kind === 'anomaly') return { text: kinds.anomaly ?? '', isName: false }
  return { text: contact.shipClass ? className(contact.shipClass) : `Contact ${contact.id}`, isName: false }
}

/** Whose it is and of which class, as far as it is known: 'Harbour Union · Small station'. */
export const natureOf = ({ faction, shipClass }: ContactView): string =>
  [factionName(faction), shipClass && className(shipClass)].filter(Boolean).join(' · ')

export const isBlip = (contact: ContactView): boolean => contact.kind === 'blip'

function shapeOf(contact: ContactView): MarkShape {
  return contact.kind === 'unknown' ? 'ship' : contact.kind
}

/** Radius in units from which a ship is a capital ship. */
const largeSize = 100

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
    what: `${text}, ${relations[contact.relation]?.toLowerCase()}${contact.kind === 'unknown' ? '' : ` ${kinds[contact.kind]?.toLowerCase()}`}`,
    isLarge: contact.kind === 'ship' && contact.shipClass !== '' && contact.size >= largeSize,
    scan: contact.scan,
    ordnance: contact.kind === 'torpedo' ? contact.shipClass : '',
  }
}

export const distanceTo = (ship: ShipView, contact: ContactView): number =>
  Math.hypot(contact.x - ship.x, contact.z - ship.z)
export const bearingTo = (ship: ShipView, contact: ContactView): number =>
  bearingOf(contact.x - ship.x, contact.z - ship.z)

/** Units a second by which the range shrinks; negative when it grows. */
export function closingSpeed(ship: ShipView, contact: ContactView): number {
  const towards = bearingTo(ship, contact)
  const along = (mover: { heading: number; speed: number }) => Math.cos(mover.heading - towards) * mover.speed
  return Math.round(along(ship) - along(contact))
}

const threat: Record<Standing, number> = { hostile: 0, unknown: 1, neutral: 2, friend: 3 }

const vessels: ReadonlySet<string> = new Set(['ship', 'station', 'unknown', 'blip'] satisfies ContactKind[])

/** Ships, stations and what may be one, threats first, the nearer before the farther. */
export const byThreat = (ship: ShipView, contacts: ContactView[]): ContactView[] =>
  sorted(
    ship,
    contacts.filter((contact) => vessels.has(contact.kind)),
  )

/** Whom Comms may call: friends first, the nearer before the farther. */
export const byFriendship = (ship: ShipView, contacts: ContactView[]): ContactView[] =>
  byThreat(ship, contacts).sort((a, b) => threat[standingOf(b)] - threat[standingOf(a)])

/** What Science works with: anomalies too. */
export const scannable = (ship: ShipView, contacts: ContactView[]): ContactView[] =>
  sorted(
    ship,
    contacts.filter((contact) => vessels.has(contact.kind) || contact.kind === 'anomaly'),
  )

const sorted = (ship: ShipView, contacts: ContactView[]): ContactView[] =>
  contacts.sort((a, b) => threat[standingOf(a)] - threat[standingOf(b)] || distanceTo(ship, a) - distanceTo(ship, b))

/** The one after `id`, round and round; with a step of −1 the one before it. */
export function nextAfter(list: ContactView[], id: number, step: 1 | -1 = 1): ContactView | undefined {
  const at = list.findIndex((contact) => contact.id === id)
  if (at < 0) return list.at(step > 0 ? 0 : -1)
  return list[(at + step + list.length) % list.length]
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
