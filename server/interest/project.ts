/** World → one ship's replica. The only filter there is: what is not written here never reaches the crew. */
import { type ContactKind, type ContactReplica, type Tier, writeHealths } from '../../schema/contact.replica.ts'
import type { ShipReplica } from '../../schema/ship.replica.ts'
import { relationBetween } from '../../simulation/factions/index.ts'
import { isAlive, shipOfGroup } from '../../simulation/lookup.ts'
import { angleDifference, distance as distanceBetween } from '../../simulation/math.ts'
import { ordnanceOf } from '../../simulation/ordnance/index.ts'
import { blipRange, closeRange } from '../../simulation/ranges.ts'
import { reckon } from '../../simulation/reckoning.ts'
import { scenarioOf } from '../../simulation/scenarios/index.ts'
import { scanLevel, sensedFrom } from '../../simulation/systems/sensors.ts'
import { type Probe, type Ship, type Station, systemNames, type Torpedo, type World } from '../../simulation/world.ts'
import { ContactSlots, type Slot } from './contact-slots.ts'
import { projectOwnShip } from './project-own-ship.ts'
import { projectClouds, sightTerrain } from './project-terrain.ts'
import { tierAt, tierRules } from './tiers.ts'

/** Even a contact on a steady course is reported this often, in seconds: its report carries only the low bits of its tick. */
const freshSeconds = 60

/** What a projection keeps from one frame to the next, by replica: the world it showed, and where. */
const shown = new WeakMap<ShipReplica, { world: World; slots: ContactSlots }>()

/** Writes what the crew of `group` may know at this tick into `replica`. */
export function project(world: World, group: number, replica: ShipReplica): void {
  const ship = shipOfGroup(world, group)
  if (ship === undefined) throw new RangeError(`no ship of group ${group}`)
  replica.objective = scenarioOf(world).objective(world)
  const slots = slotsFor(world, replica)
  replica.coach = ship.bridge?.coach ?? ''
  projectOwnShip(world, ship, replica.ship)
  projectClouds(world, replica)
  // A wreck's sensors are dead.
  if (isAlive(ship)) sightAll(world, ship, slots)
  slots.sweep(world.tick)
}

/** The replica's slots, emptied when another world begins: its ids and ticks start anew. */
function slotsFor(world: World, replica: ShipReplica): ContactSlots {
  const before = shown.get(replica)
  const slots = before?.slots ?? new ContactSlots(replica.contacts)
  if (before?.world !== world) {
    slots.sweep(Number.NaN)
    shown.set(replica, { world, slots })
  }
  return slots
}

function sightAll(world: World, ship: Ship, slots: ContactSlots): void {
  for (const other of world.ships) {
    if (other !== ship) sight(world, ship, slots, other, isAlive(other) ? 'ship' : 'wreck')
  }
  for (const station of world.stations) sight(world, ship, slots, station, 'station')
  for (const torpedo of world.torpedoes) sight(world, ship, slots, torpedo, kindOf(torpedo))
  for (const probe of world.probes) {
    if (probe.group === ship.bridge?.group) sight(world, ship, slots, probe, 'probe')
  }
  sightTerrain(world, ship, slots)
}

const kindOf = (torpedo: Torpedo): ContactKind => (ordnanceOf(torpedo).mine ? 'mine' : 'torpedo')

type Sighted = Ship | Station | Torpedo | Probe

/** Shows one body to the ship's crew, as far as sensors reach. */
function sight(world: World, ship: Ship, slots: ContactSlots, body: Sighted, kind: ContactKind): void {
  const isCharted = kind === 'station' || kind === 'probe'
  const distance = isCharted ? distanceBetween(ship, body) : sensedFrom(world, ship, body)
  const known = slots.find(body.id)
  const tier = isCharted ? 'always' : tierAt(distance, known?.tier)
  if (tier === undefined || (isTorpedoOfOthers(ship, body) && distance > closeRange)) return
  const slot = known ?? slots.take(body.id)
  const wasBlip = slot.contact.kind === 'blip'
  const level = kind === 'ship' ? scanLevel(world, ship, body as Ship) : 2
  identify(slot.contact, ship, body, kind, level, distance)
  const isBlip = slot.contact.kind === 'blip'
  const hasMoved = slot.tier !== tier || known === undefined || wasBlip !== isBlip
  slot.seen = world.tick
  slot.tier = tier
  slot.contact.tier = tier
  const leaps = leapsOf(body)
  const hasLeapt = leaps !== slot.leaps
  slot.leaps = leaps
  if (!hasMoved && !hasLeapt && world.tick < slot.nextMotion) return
  const period = Math.round(world.hz / tierRules[tier].rate)
  // Staggered by id, so that the far ones do not all travel in the same frame.
  slot.nextMotion = world.tick + period - ((world.tick + body.id) % period)
  writeHealth(slot, body, tier, level)
  if (kind === 'probe') slot.contact.until = world.tick + Math.round((body as Probe).life * world.hz)
  if (hasMoved || hasLeapt || isOffCourse(world, slot, body, isBlip)) report(world, slot, body, isBlip)
}

/** Changes when a jump is made, and when warp begins or ends: then the next report cannot wait for its turn. */
const leapsOf = (body: Sighted): number => ('jump' in body ? body.jump.made * 2 + (body.warp > 0 ? 1 : 0) : 0)

const isTorpedoOfOthers = (ship: Ship, body: Sighted) => 'owner' in body && body.owner !== ship.id

/** Who a contact is, as far as scans have revealed it. From close by anybody sees what it is and how it stands to us. */
function identify(
  contact: ContactReplica,
  ship: Ship,
  body: Sighted,
  kind: ContactKind,
  level: number,
  distance: number,
): void {
  const isKnown = level >= 1
  const isSeen = isKnown || distance <= closeRange
  contact.scan = level
  contact.kind = isSeen ? kind : distance > blipRange ? 'blip' : 'unknown'
  contact.relation = isSeen ? relationBetween(ship, body) : 'unknown'
  contact.size = isSeen ? body.radius : 0
  contact.faction = isKnown ? body.faction : ''
  contact.name = isKnown ? nameOf(body) : ''
  contact.shipClass = isKnown ? classOf(body) : ''
}

function nameOf(body: Sighted): string {
  if ('name' in body) return body.name
  return 'number' in body ? `Probe ${body.number}` : ''
}

function classOf(body: Sighted): string {
  if ('shipClass' in body) return body.shipClass
  if ('stationClass' in body) return body.stationClass
  return 'ordnance' in body ? body.ordnance : ''
}

/** True when the page, reckoning on from the last report, would show the contact elsewhere than it is. */
function isOffCourse(world: World, { contact, tier, reportedAt }: Slot, body: Sighted, isBlip: boolean): boolean {
  const age = world.tick - reportedAt
  if (age > world.hz * freshSeconds) return true
  const { tolerance, turn } = tierRules[tier]
  const expected = reckon(contact, age / world.hz)
  if (Math.abs(expected.x - body.x) > tolerance || Math.abs(expected.z - body.z) > tolerance) return true
  return !isBlip && Math.abs(angleDifference(contact.heading, body.heading)) > turn
}

function report(world: World, slot: Slot, body: Sighted, isBlip: boolean): void {
  const { contact, tier } = slot
  const { grid } = tierRules[tier]
  slot.reportedAt = world.tick
  contact.at = world.tick & 0xffff
  contact.x = Math.round(body.x / grid) * grid
  contact.z = Math.round(body.z / grid) * grid
  contact.heading = isBlip ? 0 : body.heading
  contact.speed = isBlip ? 0 : body.speed
}

/** What instruments read of a ship or station: shields and hull from scan 1, systems and frequencies from scan 2. Health
 *  changes all the time and is not read far off; frequencies seldom do, and stay known. */
function writeHealth({ contact }: Slot, body: Sighted, tier: Tier, level: number): void {
  const isKnown = level >= 1 && tier !== 'far' && 'shields' in body
  contact.hull = isKnown ? body.hull / body.maxHull : 0
  contact.shieldFront = isKnown ? share(body.shields.front, body.shields.maxFront) : 0
  contact.shieldRear = isKnown ? share(body.shields.rear, body.shields.maxRear) : 0
  const isOpen = level >= 2 && 'frequency' in body && body.hull > 0
  contact.shieldFrequency = isOpen ? body.frequency.shields : 0
  contact.beamFrequency = isOpen && 'beams' in body ? body.frequency.beams : 0
  const ship = isOpen && 'systems' in body ? body : undefined
  contact.systems = ship && tier !== 'far' ? writeHealths(systemNames.map((name) => ship.systems[name].health)) : ''
}

const share = (value: number, most: number) => (most > 0 ? value / most : 0)
