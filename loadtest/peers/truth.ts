/** The authoritative world at one tick, in the terms in which clients' views are checked. */
import { crewedShips } from '../../simulation/lookup.ts'
import { scanLevel, sensedFrom } from '../../simulation/systems/sensors.ts'
import { type Probe, type Ship, type Station, systemNames, type Torpedo, type World } from '../../simulation/world.ts'
import { farthest } from './interest.ts'
import type { OwnView } from './peer.ts'

export interface TrueBody {
  id: number
  x: number
  z: number
  heading: number
  /** Shares of 1; absent on what has no hull or no shields. */
  hull?: number
  shieldFront?: number
  shieldRear?: number
}

/** A body as a crew may know it. */
export interface Sighting {
  id: number
  /** Units from the ship or its probe; undefined for what charts show at any distance. */
  away?: number
  /** Whether hull and shields have been revealed. */
  isOpen: boolean
  /** Others' torpedoes show close by only. */
  isHidden: boolean
}

export interface TrueCrew {
  alive: boolean
  own: OwnView
  sightings: Sighting[]
}

export interface Truth {
  tick: number
  bodies: TrueBody[]
  crews: TrueCrew[]
}

/** Others' torpedoes are seen up to here. */
const torpedoSight = 5000

export function truthOf(world: World): Truth {
  const { ships, stations, torpedoes, probes, tick } = world
  const bodies = [...ships, ...stations, ...torpedoes, ...probes].map(bodyOf)
  const crews = crewedShips(world).map((ship) => ({
    alive: ship.hull > 0,
    own: ownOf(ship),
    sightings: sightingsOf(world, ship),
  }))
  return { tick, bodies, crews }
}

function bodyOf(body: Ship | Station | Torpedo | Probe): TrueBody {
  const { id, x, z, heading } = body
  if (!('shields' in body)) return { id, x, z, heading }
  const { front, rear, maxFront, maxRear } = body.shields
  return {
    ...{ id, x, z, heading },
    hull: body.hull / body.maxHull,
    shieldFront: share(front, maxFront),
    shieldRear: share(rear, maxRear),
  }
}

export const share = (value: number, most: number) => (most > 0 ? value / most : 0)

function ownOf(ship: Ship): OwnView {
  const { id, x, z, heading, hull, shields, energy, target, bridge } = ship
  return {
    ...{ id, x, z, heading, hull, energy, target },
    shieldFront: shields.front,
    shieldRear: shields.rear,
    marked: bridge?.marked ?? 0,
    alert: bridge?.alert ?? '',
    systems: systemNames.map((name) => {
      const { power, powerOrdered, coolant, heat, health } = ship.systems[name]
      return { power, powerOrdered, coolant, heat, health }
    }),
    tubes: ship.tubes.map(({ ordnance, state }) => ({ ordnance, state })),
  }
}

function sightingsOf(world: World, ship: Ship): Sighting[] {
  const sightings: Sighting[] = []
  const add = (body: Ship | Torpedo, isOpen: boolean, isHidden: boolean) => {
    const away = sensedFrom(world, ship, body)
    if (away < farthest) sightings.push({ id: body.id, away, isOpen, isHidden: isHidden && away > torpedoSight })
  }
  for (const other of world.ships) if (other !== ship) add(other, scanLevel(world, ship, other) > 0, false)
  for (const torpedo of world.torpedoes) add(torpedo, true, torpedo.owner !== ship.id)
  for (const { id } of world.stations) sightings.push({ id, isOpen: true, isHidden: false })
  for (const { id, group } of world.probes)
    if (group === ship.bridge?.group) sightings.push({ id, isOpen: true, isHidden: false })
  return sightings
}

/** Ticks kept: more than any figure may be old, and than clients take to stop. */
const kept = 60

/** Keeps the truth of the newest ticks, from when it is asked to. */
export class TruthRecorder {
  private isRecording = false
  private truths: Truth[] = []

  begin(): object {
    this.isRecording = true
    return {}
  }

  record(world: World): void {
    if (!this.isRecording) return
    this.truths.push(truthOf(world))
    if (this.truths.length > kept) this.truths.shift()
  }

  read(): Truth[] {
    this.isRecording = false
    const { truths } = this
    this.truths = []
    return truths
  }
}
