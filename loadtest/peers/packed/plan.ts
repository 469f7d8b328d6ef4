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
import { keeps, periods, rests, swing, tierNames } from './track.ts'

type Body = Ship | Station | Torpedo | Probe

/** How far the own ship may be drawn from its place, in units, and from its heading, in radians. */
const ownPlace = 0.3
const ownHeading = 0.004
const anyDistance = Number.POSITIVE_INFINITY
const always = tierNames.indexOf('always')

/** The ships' places side by side, read once a frame for all crews. */
export interface Places {
  count: number
  id: Int32Array
  x: Float64Array
  z: Float64Array
}

export function readPlaces({ ships }: World, places?: Places): Places {
  const room = ships.length * 2
  const isWide = places !== undefined && places.id.length >= ships.length
  const into = isWide
    ? places
    : { count: 0, id: new Int32Array(room), x: new Float64Array(room), z: new Float64Array(room) }
  into.count = ships.length
  ships.forEach(({ id, x, z }, index) => {
    into.id[index] = id
    into.x[index] = x
    into.z[index] = z
  })
  return into
}

/** Says what one crew's frames hold; keeps what it needs to find each body's slot again. */
export class Planner {
  private readonly world: World
  private readonly ship: Ship
  private readonly held: Held
  private readonly slotById = new Map<number, number>()
  /** By slot: the frame that last saw the body, and what decided who it is. */
  private readonly seenAt: number[] = []
  private readonly keys: number[] = []
  private scanned = 0
  private newcomers: { body: Body; tier: number; kind: string; level: number; away: number }[] = []
  private frame!: Frame

  constructor(world: World, ship: Ship, held: Held) {
    this.world = world
    this.ship = ship
    this.held = held
  }

  /** Plans the frame that `held` has been advanced to. */
  plan(places: Places): Frame {
    const { world, ship, held } = this
    const { own } = held
    const isOff =
      Math.hypot(own.x - ship.x, own.z - ship.z) > ownPlace || Math.abs(swing(own.heading, ship.heading)) > ownHeading
    this.frame = {
      ...{ left: [], entered: [], retiered: new Map(), identified: new Map(), moved: new Map(), healths: new Map() },
      ownMoved: isOff ? ship : undefined,
      figures: readFigures(world, ship, held.figures, held.frame % 2 === 0),
      objective: objectiveOf(world),
    }
    this.newcomers = []
    if (isAlive(ship)) this.lookAround(places)
    this.changeSlots()
    return sorted(this.frame)
  }

  private lookAround(places: Places): void {
    const { world, ship } = this
    this.lookAtShips(places)
    for (const station of world.stations) this.see(station, always, 'station', 2, 0)
    for (const torpedo of world.torpedoes) {
      const reach = torpedo.owner === ship.id ? anyDistance : closeRange
      this.sense(torpedo, ordnanceOf(torpedo).mine ? 'mine' : 'torpedo', 2, reach)
    }
    for (const probe of world.probes) if (probe.group === ship.bridge?.group) this.see(probe, always, 'probe', 2, 0)
  }

  /** Most ships need nothing in this frame: that is seen from their distance alone. */
  private lookAtShips({ count, id, x, z }: Places): void {
    const { world, ship, held } = this
    const target = ship.bridge?.scan?.target ?? 0
    const hasProbes = world.probes.some(({ group }) => group === ship.bridge?.group)
    // A scan that ends reveals somebody at once; probes and clouds make more of it than distance.
    const isPlain = target === this.scanned && !hasProbes && world.nebulae.length === 0
    this.scanned = target
    for (let index = 0; index < count; index++) {
      const slot = this.slotById.get(id[index]!) ?? -1
      const track = held.slots[slot]
      if (isPlain) {
        const away = Math.sqrt((x[index]! - ship.x) ** 2 + (z[index]! - ship.z) ** 2)
        const before = track ? tierNames[track.tier] : undefined
        const tier = tierOf(away, before)
        const isIdle = tier === before && (tier === undefined || (held.frame + slot) % periods[tier] !== 0)
        if (isIdle) {
          if (track) this.seenAt[slot] = held.frame
          continue
        }
      }
      const other = world.ships[index]!
      if (other === ship) continue
      this.sense(other, isAlive(other) ? 'ship' : 'wreck', scanLevel(world, ship, other), anyDistance)
    }
  }

  private sense(body: Ship | Torpedo, kind: string, level: number, reach: number): void {
    const away = sensedFrom(this.world, this.ship, body)
    if (away > reach) return
    const before = this.held.slots[this.slotById.get(body.id) ?? -1]
    const tier = tierOf(away, before ? tierNames[before.tier] : undefined)
    if (tier !== undefined) this.see(body, tierNames.indexOf(tier), kind, level, away)
  }

  private see(body: Body, tier: number, kind: string, level: number, away: number): void {
    const slot = this.slotById.get(body.id)
    if (slot === undefined) {
      this.newcomers.push({ body, tier, kind, level, away })
      return
    }
    const { frame, held } = this
    const track = held.slots[slot]!
    this.seenAt[slot] = held.frame
    const isRetiered = track.tier !== tier
    if (isRetiered) frame.retiered.set(slot, tier)
    const wasBlip = track.identity.numbers[0] === blip
    const isRevealed = this.identify(slot, body, kind, level, away) !== wasBlip
    const isBlip = wasBlip !== isRevealed
    const name = tierNames[tier]!
    if (!isRetiered && !isRevealed && (held.frame + slot) % periods[name] !== 0) return
    const isKept = held.isThrifty ? keeps(track, body, name, !isBlip) : rests(track, body)
    if (isRevealed || !isKept) frame.moved.set(slot, body)
    this.readHealth(slot, track, body, name, level)
  }

  /** Notes who it is when that has changed; true for a blip. */
  private identify(slot: number, body: Body, kind: string, level: number, away: number): boolean {
    const isSeen = level >= 1 || away <= closeRange
    const isBlip = !isSeen && away > blipRange
    const frequency = level >= 2 && 'frequency' in body ? frequencyKey(body) : 0
    const key = kinds.indexOf(kind) + 16 * level + 64 * Number(isSeen) + 128 * Number(isBlip) + 256 * frequency
    if (this.keys[slot] !== key) this.frame.identified.set(slot, identityOf(this.ship, body, kind, level, away))
    this.keys[slot] = key
    return isBlip
  }

  private readHealth(slot: number, track: Track, body: Body, tier: string, level: number): void {
    if (tier === 'far' || level < 1 || !('shields' in body)) return
    const health = healthOf(body, level)
    if (health.some((value, index) => value !== track.health[index])) this.frame.healths.set(slot, health)
  }

  /** Frees the slots of what is gone and gives newcomers theirs, as the reader will. */
  private changeSlots(): void {
    const { frame, held } = this
    held.slots.forEach((track, slot) => {
      if (track === null || this.seenAt[slot] === held.frame) return
      frame.left.push(slot)
      this.slotById.delete(track.id)
    })
    if (this.newcomers.length === 0) return
    const slots = held.slots.map((track, slot) => (this.seenAt[slot] === held.frame ? track : null))
    for (const { body, tier, kind, level, away } of this.newcomers) {
      const slot = freeSlot(slots)
      const track = emptyTrack(body.id, tier)
      slots[slot] = track
      this.slotById.set(body.id, slot)
      this.seenAt[slot] = held.frame
      this.keys[slot] = -1
      frame.entered.push({ id: body.id, tier, actual: body })
      // A blip's place came with its entry; of the others the course is told too.
      if (!this.identify(slot, body, kind, level, away)) frame.moved.set(slot, body)
      this.readHealth(slot, track, body, tierNames[tier]!, level)
    }
  }
}

const frequencyKey = ({ frequency }: Ship | Station) =>
  frequency.shields * 1024 + ('beams' in frequency ? (frequency.beams as number) : 0)

/** Slots must rise: bodies were not looked at in their order. */
function sorted(frame: Frame): Frame {
  const rise = <Value>(map: Map<number, Value>) =>
    map.size < 2 ? map : new Map([...map].sort(([one], [other]) => one - other))
  return {
    ...frame,
    retiered: rise(frame.retiered),
    identified: rise(frame.identified),
    moved: rise(frame.moved),
    healths: rise(frame.healths),
  }
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
