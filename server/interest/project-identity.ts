/** What a crew is told of a contact: who it is, and what shape it is in. */
import { type ContactKind, type Tier, writeHealths } from '../../schema/contact.replica.ts'
import { relationBetween } from '../../simulation/factions/index.ts'
import { blipRange, closeRange } from '../../simulation/ranges.ts'
import { type Ship, systemNames } from '../../simulation/world.ts'
import type { Slot } from './contact-slots.ts'
import type { Tracked } from './project-tracks.ts'

/** Who a contact is, as far as scans have revealed it. From close by anybody sees what it is and how it stands to us. */
export function tellIdentity(
  slot: Slot,
  ship: Ship,
  body: Tracked,
  kind: ContactKind,
  level: number,
  distance: number,
): void {
  const { contact } = slot
  const isKnown = level >= 1
  const isSeen = isKnown || distance <= closeRange
  // Most looks have nothing new to tell.
  const told = level * 8 + (isSeen ? 4 : 0) + (distance > blipRange ? 2 : 0) + (kind === 'wreck' ? 1 : 0)
  if (told === slot.told) return
  slot.told = told
  contact.scan = level
  contact.kind = isSeen ? kind : distance > blipRange ? 'blip' : 'unknown'
  contact.relation = isSeen ? relationBetween(ship, body) : 'unknown'
  contact.size = isSeen ? body.radius : 0
  // Whose a torpedo is shows by its relation.
  contact.faction = isKnown && !('owner' in body) ? body.faction : ''
  contact.name = isKnown ? nameOf(body) : ''
  contact.shipClass = isKnown ? classOf(body) : ''
}

function nameOf(body: Tracked): string {
  if ('name' in body) return body.name
  return 'number' in body ? `Probe ${body.number}` : ''
}

function classOf(body: Tracked): string {
  if ('shipClass' in body) return body.shipClass
  if ('stationClass' in body) return body.stationClass
  return 'ordnance' in body ? body.ordnance : ''
}

/** What instruments read of a ship or station: shields and hull from scan 1, systems and frequencies from scan 2. Health
 *  changes all the time and is not read far off; frequencies seldom do, and stay known. */
export function tellHealth(slot: Slot, body: Tracked, tier: Tier, level: number): void {
  const { contact } = slot
  // Most are not scanned: of them there is nothing to tell, and nothing to take back.
  const isBare = level < 1 || !('shields' in body)
  if (isBare && slot.isBare) return
  slot.isBare = isBare
  const isOpen = level >= 2 && 'frequency' in body && body.hull > 0
  tellFrequencies(slot, isOpen ? body.frequency : {})
  const isKnown = level >= 1 && tier !== 'far' && 'shields' in body
  const { hull, shieldFront, shieldRear } = contact
  const hullNow = isKnown ? gauge(hull, body.hull, body.maxHull) : 0
  const frontNow = isKnown ? gauge(shieldFront, body.shields.front, body.shields.maxFront) : 0
  const rearNow = isKnown ? gauge(shieldRear, body.shields.rear, body.shields.maxRear) : 0
  // Asked first: writing what stands there already would cost the rounding.
  if (hullNow !== hull) contact.hull = hullNow
  if (frontNow !== shieldFront) contact.shieldFront = frontNow
  if (rearNow !== shieldRear) contact.shieldRear = rearNow
  const ship = isOpen && tier !== 'far' && 'systems' in body ? body : undefined
  const health = ship ? healthSum(ship) : 0
  // Texts are made only when something has changed.
  if (health === slot.systems) return
  slot.systems = health
  contact.systems = ship ? writeHealths(systemNames.map((name) => ship.systems[name].health)) : ''
}

/** Stations have shields alone. */
function tellFrequencies(slot: Slot, { shields = 0, beams = 0 }: { shields?: number; beams?: number }): void {
  const frequencies = shields * 1000 + beams
  if (frequencies === slot.frequencies) return
  slot.frequencies = frequencies
  slot.contact.shieldFrequency = shields
  slot.contact.beamFrequency = beams
}

/** Another number when any system's health is another one. */
function healthSum({ systems }: Ship): number {
  let sum = 1
  for (const name of systemNames) sum = sum * 1.37 + systems[name].health
  return sum
}

/** Shares of 1 finer than this are not worth a report; empty and full are always told. */
const coarse = 0.02

/** What a gauge shows next: the share as it is, or what it shows already where that is near enough. */
function gauge(shown: number, value: number, most: number): number {
  const share = most > 0 ? value / most : 0
  return share > 0 && share < 1 && Math.abs(share - shown) < coarse ? shown : share
}
