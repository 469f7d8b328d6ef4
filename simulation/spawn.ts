/** Puts ships and stations into the sector, built from their class records. */

import type { Bridge } from './bridge.ts'
import { type FactionId, factions, isHostile } from './factions/index.ts'
import { randomFrequency } from './frequency.ts'
import { enter } from './lookup.ts'
import { wrapAngle } from './math.ts'
import { firstPresets } from './presets.ts'
import { crewedClasses, type ShipClassId, shipClasses } from './ships/index.ts'
import type { ShipClass } from './ships/ship-class.ts'
import { type StationClassId, stationClasses } from './stations/index.ts'
import { crewsAboard } from './systems/repair.ts'
import { type Ship, type ShipSystem, type Station, systemNames, type World } from './world.ts'

/** Names of the crews' ships by group; the seat plan shows the same. */
export const crewedShipNames = [
  'Kestrel',
  'Halcyon',
  'Intrepid',
  'Petrel',
  'Sable',
  'Gannet',
  'Merlin',
  'Osprey',
] as const
/** A crew's ship: its name and class. */
export interface CrewedShip {
  name: string
  shipClass: ShipClassId
}

/** So many ships as they come: the usual class, each with its own name. */
export const usualShips = (count: number): CrewedShip[] =>
  crewedShipNames.slice(0, count).map((name) => ({ name, shipClass: crewedClasses[0] }))

export const crewedFaction = 'union' satisfies FactionId

interface Place {
  x: number
  z: number
  heading?: number
}

/** Coolant units each system of a new ship has; two of the ten are left to give. */
const firstCoolant = 1
const fullEnergy = 1000
/** THz: the middle of the band. */
const firstFrequency = 600
export const probesAboard = 8

function makeShip(world: World, id: ShipClassId, faction: FactionId, name: string, place: Place): Ship {
  const shipClass: ShipClass = shipClasses[id]
  const heading = wrapAngle(place.heading ?? 0)
  const { front, rear } = shipClass.shields
  return {
    id: world.nextId++,
    x: place.x,
    z: place.z,
    heading,
    speed: 0,
    turnRate: 0,
    radius: shipClass.radius,
    name,
    shipClass: id,
    faction,
    hull: shipClass.hull,
    maxHull: shipClass.hull,
    shields: { up: false, front, rear, maxFront: front, maxRear: rear },
    helm: { impulse: 0, heading, warp: 0 },
    warp: 0,
    burst: 0,
    drift: 0,
    surge: 0,
    jump: { stage: 'idle', bearing: heading, distance: 0, charge: 0, remaining: 0, made: 0 },
    maneuver: { charge: 1, boost: 0, strafe: 0 },
    systems: byName(systemNames, newSystem),
    energy: fullEnergy,
    energyRate: 0,
    beams: shipClass.beams.map((beam) => ({ ...beam, cooldown: 0 })),
    tubes: Array.from({ length: shipClass.tubes + (shipClass.mineTubes ?? 0) }, () => ({
      ordnance: '',
      state: 'empty',
      remaining: 0,
      duration: 0,
    })),
    stock: { ...shipClass.stock },
    target: 0,
    beamsMode: 'hold',
    aimed: undefined,
    frequency: { beams: firstFrequency, shields: firstFrequency },
    recalibration: { to: firstFrequency, remaining: 0 },
    dockedTo: 0,
    // Named on every ship, so that all ships have one shape and the engine's fast paths hold.
    bridge: undefined,
    ai: undefined,
  }
}

const newSystem = (): ShipSystem => ({
  power: 1,
  powerOrdered: 1,
  coolant: firstCoolant,
  coolantOrdered: firstCoolant,
  heat: 0,
  health: 1,
  hacked: 0,
})

function byName<Name extends string, Value>(names: readonly Name[], make: () => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, Value>
}

/** A ship for the next group of players; autopilots work all its consoles until the platform says otherwise. */
export function spawnCrewedShip(world: World, place: Place, { name, shipClass }: CrewedShip): Ship {
  const group = world.groups.length
  const bridge: Bridge = {
    group,
    autopilot: {},
    alert: 'green',
    doctrine: 'attack',
    view: 'fore',
    marked: 0,
    scans: {},
    scan: undefined,
    scanQueue: [],
    probes: probesAboard,
    waypoints: [],
    repairCrews: Array.from({ length: crewsAboard }, () => ({ ordered: null, at: null })),
    presets: firstPresets(),
    preset: -1,
    selfDestruct: { stage: 'safe', by: undefined, hand: undefined, remaining: 0 },
    channel: undefined,
    permits: [],
    hacking: undefined,
    comms: [],
    log: [],
    logged: 0,
    spoken: 0,
    coach: '',
    statistics: {
      damageDealt: 0,
      damageTaken: 0,
      torpedoesFired: 0,
      torpedoesHit: 0,
      beamsFired: 0,
      kills: 0,
      scans: 0,
      repairs: 0,
      energyUsed: 0,
      distance: 0,
    },
  }
  const ship: Ship = { ...makeShip(world, shipClass, crewedFaction, name, place), bridge }
  enter(world, { ship })
  world.groups.push(ship.id)
  return ship
}

/** A ship that the computer flies, along `patrol` until it meets somebody to fight. */
export function spawnAiShip(
  world: World,
  shipClass: ShipClassId,
  faction: FactionId,
  place: Place,
  patrol: { x: number; z: number }[],
): Ship {
  const names = factions[faction].shipNames
  const free = names.find((name) => !world.ships.some((ship) => ship.name === name))
  const built = makeShip(
    world,
    shipClass,
    faction,
    free ?? `${names[world.nextId % names.length]} ${world.nextId}`,
    place,
  )
  // At the highest difficulty the enemy's beams reach a quarter further.
  const reach = world.difficulty >= 11 && isHostile({ faction }, { faction: crewedFaction }) ? 1.25 : 1
  const ship: Ship = {
    ...built,
    beams: built.beams.map((beam) => ({ ...beam, range: beam.range * reach })),
    beamsMode: 'auto',
    shields: { ...built.shields, up: true },
    frequency: { beams: randomFrequency(world.random), shields: randomFrequency(world.random) },
    ai: { order: patrol.length > 0 ? 'patrol' : 'idle', charge: 0, patrol, next: 0, cargo: false, serves: 0 },
  }
  enter(world, { ship })
  return ship
}

export function spawnStation(
  world: World,
  id: StationClassId,
  faction: FactionId,
  name: string,
  place: Place,
): Station {
  const { hull, shields, radius } = stationClasses[id]
  const station: Station = {
    id: world.nextId++,
    x: place.x,
    z: place.z,
    heading: wrapAngle(place.heading ?? 0),
    speed: 0,
    turnRate: 0,
    radius,
    name,
    stationClass: id,
    faction,
    hull,
    maxHull: hull,
    shields: { up: true, front: shields, rear: shields, maxFront: shields, maxRear: shields },
    frequency: { shields: randomFrequency(world.random) },
  }
  enter(world, { station })
  return station
}
