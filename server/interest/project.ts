/** World → one ship's replica. The only filter there is: what is not written here never reaches the crew. */
import type { ContactKind, ContactReplica, ShipReplica, Tier } from '../../schema/ship.replica.ts'
import { relationBetween } from '../../simulation/factions/index.ts'
import { objectiveOf } from '../../simulation/scenarios/index.ts'
import { scanLevel } from '../../simulation/systems/sensors.ts'
import type { Ship, Station, Torpedo, World } from '../../simulation/world.ts'
import { ContactSlots, type Slot } from './contact-slots.ts'
import { projectOwnShip } from './project-own-ship.ts'
import { tierAt, tierRules } from './tiers.ts'

/** Within this distance sensors tell a contact's size, and torpedoes show at all. */
const closeRange = 5000
/** Beyond this an unscanned contact is a blip: a place without heading or speed. */
const blipRange = 30_000

/** What a projection keeps from one frame to the next, by replica. */
const slotsOf = new WeakMap<ShipReplica, ContactSlots>()

/** Writes what the crew of `group` may know at this tick into `replica`. */
export function project(world: World, group: number, replica: ShipReplica): void {
  const ship = world.ships.find((candidate) => candidate.bridge?.group === group)
  replica.objective = objectiveOf(world)
  const slots = slotsOf.get(replica) ?? new ContactSlots(replica.contacts)
  slotsOf.set(replica, slots)
  if (ship === undefined) {
    // A lost ship's sensors are dead, but the crew still reads its own instruments.
    replica.ship.alive = false
    replica.ship.hull = 0
    replica.coach = ''
    slots.sweep(world.tick)
    return
  }
  replica.coach = ship.bridge?.coach ?? ''
  projectOwnShip(world, ship, replica.ship)
  for (const other of world.ships) if (other !== ship) sight(world, ship, slots, other, 'ship')
  for (const station of world.stations) sight(world, ship, slots, station, 'station')
  for (const torpedo of world.torpedoes) sight(world, ship, slots, torpedo, 'torpedo')
  slots.sweep(world.tick)
}

type Sighted = Ship | Station | Torpedo

/** Shows one body to the ship's crew, as far as sensors reach. */
function sight(world: World, ship: Ship, slots: ContactSlots, body: Sighted, kind: ContactKind): void {
  const distance = Math.sqrt((body.x - ship.x) ** 2 + (body.z - ship.z) ** 2)
  const known = slots.find(body.id)
  const tier = kind === 'station' ? 'always' : tierAt(distance, known?.tier)
  if (tier === undefined || (kind === 'torpedo' && distance > closeRange)) return
  const slot = known ?? slots.take(body.id)
  const hasMoved = slot.tier !== tier || known === undefined
  slot.seen = world.tick
  slot.tier = tier
  const level = kind === 'ship' ? scanLevel(world, ship, body as Ship) : 2
  identify(slot.contact, ship, body, kind, level, distance)
  slot.contact.tier = tier
  if (!hasMoved && world.tick < slot.nextMotion) return
  const period = Math.round(world.hz / tierRules[tier].rate)
  // Staggered by id, so that the far ones do not all travel in the same frame.
  slot.nextMotion = world.tick + period - ((world.tick + body.id) % period)
  writeMotion(slot, body, tier, distance, level)
}

/** Who a contact is, as far as scans have revealed it. */
function identify(
  contact: ContactReplica,
  ship: Ship,
  body: Sighted,
  kind: ContactKind,
  level: number,
  distance: number,
): void {
  const isKnown = level >= 1
  contact.scan = level
  contact.kind = isKnown ? kind : 'unknown'
  contact.faction = isKnown ? body.faction : ''
  contact.relation = isKnown ? relationBetween(ship, body) : 'unknown'
  contact.name = isKnown && 'name' in body ? body.name : ''
  contact.shipClass = isKnown ? classOf(body) : ''
  contact.size = isKnown || distance < closeRange ? body.radius : 0
}

function classOf(body: Sighted): string {
  if ('shipClass' in body) return body.shipClass
  return 'stationClass' in body ? body.stationClass : body.ordnance
}

function writeMotion(slot: Slot, body: Sighted, tier: Tier, distance: number, level: number): void {
  const { contact } = slot
  const { grid } = tierRules[tier]
  const isBlip = level < 1 && distance > blipRange
  contact.x = Math.round(body.x / grid) * grid
  contact.z = Math.round(body.z / grid) * grid
  contact.heading = tier === 'far' || isBlip ? 0 : body.heading
  contact.speed = tier === 'far' || isBlip ? 0 : body.speed
  const isHealthKnown = level >= 1 && tier !== 'far' && 'shields' in body
  contact.hull = isHealthKnown ? body.hull / body.maxHull : 0
  contact.shieldFront = isHealthKnown ? share(body.shields.front, body.shields.maxFront) : 0
  contact.shieldRear = isHealthKnown ? share(body.shields.rear, body.shields.maxRear) : 0
}

const share = (value: number, most: number) => (most > 0 ? value / most : 0)
