/** World → what one crew's next frame must say: the same tiers, fog and accuracy that ours promises. */
import { relationBetween } from '../../../simulation/factions/index.ts'
import { isAlive } from '../../../simulation/lookup.ts'
import { ordnanceOf } from '../../../simulation/ordnance/index.ts'
import { blipRange, closeRange } from '../../../simulation/ranges.ts'
import { scanLevel, sensedFrom } from '../../../simulation/systems/sensors.ts'
import {
  type Probe,
  type Ship,
  type Station,
  systemNames,
  type Torpedo,
  type World,
} from '../../../simulation/world.ts'
import { tierOf } from '../interest.ts'
import { share } from '../truth.ts'
import {
  blip,
  classNames,
  emptyTrack,
  type Frame,
  factionNames,
  freeSlot,
  type Held,
  type Identity,
  kinds,
  relationNames,
  type Track,
} from './held.ts'
import { objectiveOf, readFigures } from './own-figures.ts'
import { keeps, periods, swing, tierNames } from './track.ts'

type Body = Ship | Station | Torpedo | Probe

interface Sight {
  body: Body
  /** Index of the tier. */
  tier: number
  level: number
  identity: Identity
}

/** How far the own ship may be drawn from its place, in units, and from its heading, in radians. */
const ownPlace = 0.3
const ownHeading = 0.004

export function planFrame(world: World, ship: Ship, held: Held): Frame {
  const isSlowTurn = held.frame % 2 === 0
  const { own } = held
  const isOff =
    Math.hypot(own.x - ship.x, own.z - ship.z) > ownPlace || Math.abs(swing(own.heading, ship.heading)) > ownHeading
  const frame: Frame = {
    ...{ left: [], entered: [], retiered: new Map(), identified: new Map(), moved: new Map(), healths: new Map() },
    ownMoved: isOff ? ship : undefined,
    figures: readFigures(world, ship, held.figures, isSlowTurn),
    objective: objectiveOf(world),
  }
  const before = new Map(held.slots.flatMap((track, slot) => (track ? [[track.id, slot] as const] : [])))
  const sights = new Map<number, Sight>()
  sightAll(world, ship, (id) => {
    const track = held.slots[before.get(id) ?? -1]
    return track ? tierNames[track.tier] : undefined
  }).forEach((sight) => {
    sights.set(sight.body.id, sight)
  })
  const slots = held.slots.slice()
  held.slots.forEach((track, slot) => {
    if (track === null || sights.has(track.id)) return
    frame.left.push(slot)
    slots[slot] = null
  })
  for (const { body, tier } of sights.values()) {
    if (before.has(body.id)) continue
    frame.entered.push({ id: body.id, tier, actual: body })
    slots[freeSlot(slots)] = emptyTrack(body.id, tier)
  }
  slots.forEach((track, slot) => {
    if (track !== null) planSlot(frame, held, slot, track, sights.get(track.id)!)
  })
  return frame
}

function planSlot(frame: Frame, held: Held, slot: number, track: Track, { body, tier, level, identity }: Sight): void {
  const isNew = held.slots[slot] !== track
  const tierName = tierNames[tier]!
  const isRetiered = track.tier !== tier
  if (isRetiered) frame.retiered.set(slot, tier)
  const { numbers, name } = track.identity
  if (name !== identity.name || numbers.some((value, index) => value !== identity.numbers[index]))
    frame.identified.set(slot, identity)
  const isBlip = identity.numbers[0] === blip
  const isRevealed = isBlip !== (numbers[0] === blip)
  const isDue = (held.frame + slot) % periods[tierName] === 0
  if (!isNew && !isRetiered && !isRevealed && !isDue) return
  const isKept = isNew ? isBlip : !isRevealed && keeps(track, body, tierName, !isBlip)
  if (!isKept) frame.moved.set(slot, body)
  if (tierName === 'far' || level < 1 || !('shields' in body)) return
  const health = healthOf(body, level)
  if (health.some((value, index) => value !== track.health[index])) frame.healths.set(slot, health)
}

/** All that the crew may know now. */
function sightAll(
  world: World,
  ship: Ship,
  tierBefore: (id: number) => (typeof tierNames)[number] | undefined,
): Sight[] {
  const sights: Sight[] = []
  const sense = (body: Ship | Torpedo, kind: string, level: number, reach: number) => {
    const away = sensedFrom(world, ship, body)
    const tier = tierOf(away, tierBefore(body.id))
    if (tier === undefined || away > reach) return
    const identity = identityOf(ship, body, kind, level, away)
    sights.push({ body, tier: tierNames.indexOf(tier), level, identity })
  }
  const chart = (body: Station | Probe, kind: string) => {
    const identity = identityOf(ship, body, kind, 2, 0)
    sights.push({ body, tier: tierNames.indexOf('always'), level: 2, identity })
  }
  if (!isAlive(ship)) return sights
  for (const other of world.ships) {
    if (other === ship) continue
    sense(other, isAlive(other) ? 'ship' : 'wreck', scanLevel(world, ship, other), Number.POSITIVE_INFINITY)
  }
  for (const station of world.stations) chart(station, 'station')
  for (const torpedo of world.torpedoes) {
    const reach = torpedo.owner === ship.id ? Number.POSITIVE_INFINITY : closeRange
    sense(torpedo, ordnanceOf(torpedo).mine ? 'mine' : 'torpedo', 2, reach)
  }
  for (const probe of world.probes) if (probe.group === ship.bridge?.group) chart(probe, 'probe')
  return sights
}

function identityOf(ship: Ship, body: Body, kind: string, level: number, away: number): Identity {
  const isKnown = level >= 1
  const isSeen = isKnown || away <= closeRange
  const isOpen = level >= 2 && 'frequency' in body
  const className = 'shipClass' in body ? body.shipClass : 'stationClass' in body ? body.stationClass : ''
  const numbers = [
    kinds.indexOf(isSeen ? kind : away > blipRange ? 'blip' : 'unknown'),
    relationNames.indexOf(isSeen ? relationBetween(ship, body) : 'unknown'),
    level,
    isSeen ? body.radius : 0,
    isKnown ? factionNames.indexOf(body.faction) : 0,
    isKnown ? classNames.indexOf('ordnance' in body ? body.ordnance : className) : 0,
    isOpen ? body.frequency.shields : 0,
    isOpen && 'beams' in body ? body.frequency.beams : 0,
  ]
  return { numbers, name: isKnown && 'name' in body ? body.name : '' }
}

function healthOf(body: Ship | Station, level: number): number[] {
  const { front, rear, maxFront, maxRear } = body.shields
  const shares = [body.hull / body.maxHull, share(front, maxFront), share(rear, maxRear)]
  const ship = level >= 2 && 'systems' in body ? body : undefined
  const systems = systemNames.map((name) => (ship ? Math.round(ship.systems[name].health * 94) : 0))
  return [...shares.map((value) => Math.round(value * 255)), ...systems]
}
