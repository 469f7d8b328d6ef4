/** A crew's own ship, as its instruments show it. */
import type { ArraySchema } from '@colyseus/schema'
import {
  BeamReplica,
  LogReplica,
  type OwnShipReplica,
  SpokenReplica,
  TubeReplica,
  WaypointReplica,
} from '../../schema/ship.replica.ts'
import type { Bridge } from '../../simulation/bridge.ts'
import { isAlive } from '../../simulation/lookup.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import { effectiveness } from '../../simulation/systems/power.ts'
import { isStalled } from '../../simulation/systems/scans.ts'
import { recalibrationPace } from '../../simulation/systems/shields.ts'
import { type Ship, type SystemName, systemNames, type World } from '../../simulation/world.ts'
import { projectComms } from './project-comms.ts'
import { projectDrives } from './project-drives.ts'
import { projectMotion } from './project-motion.ts'
import { itemAt, mirror, tickAfter } from './project-parts.ts'
import { projectSystems } from './project-systems.ts'

/** Of what drifts all the time, these changes are told at once; finer ones once a second. */
const coarse = { energy: 5, shield: 3 }

/** What an instrument shows next: the value as it is, or what it shows already where that is near enough. */
const settle = (shown: number, value: number, near: number): number => (Math.abs(value - shown) < near ? shown : value)

/** When each crew was last told exactly. */
const exactAt = new WeakMap<OwnShipReplica, number>()

function isExactTurn(world: World, own: OwnShipReplica): boolean {
  const last = exactAt.get(own) ?? Number.NEGATIVE_INFINITY
  // Another world begins anew.
  if (world.tick >= last && world.tick - last < world.hz) return false
  exactAt.set(own, world.tick)
  return true
}

export function projectOwnShip(world: World, ship: Ship, own: OwnShipReplica): void {
  const fine = isExactTurn(world, own) ? 0 : 1
  const shipClass = shipClassOf(ship)
  const { shields, bridge } = ship
  Object.assign(own, {
    id: ship.id,
    shipClass: ship.shipClass,
    alive: isAlive(ship),
    maxSpeed: shipClass.speed,
    hull: ship.hull,
    maxHull: ship.maxHull,
    shieldsUp: shields.up,
    shieldFront: settle(own.shieldFront, shields.front, shields.front > 0 ? coarse.shield * fine : 0),
    shieldRear: settle(own.shieldRear, shields.rear, shields.rear > 0 ? coarse.shield * fine : 0),
    maxShieldFront: shields.maxFront,
    maxShieldRear: shields.maxRear,
    energy: settle(own.energy, ship.energy, coarse.energy * fine),
    energyRate: settle(own.energyRate, ship.energyRate, coarse.energy * fine),
    dockedTo: ship.dockedTo,
    target: ship.target,
    beamsMode: ship.beamsMode,
    aimed: ship.aimed === undefined ? -1 : systemNames.indexOf(ship.aimed),
    beamFrequency: ship.frequency.beams,
    shieldFrequency: ship.frequency.shields,
    recalibrationTo: ship.recalibration.remaining > 0 ? ship.recalibration.to : 0,
    recalibratedAt: tickAfter(world, ship.recalibration.remaining, recalibrationPace(ship)),
  })
  projectMotion(world, ship, own)
  projectDrives(world, ship, own)
  if (bridge !== undefined) {
    projectBridge(world, bridge, own)
    projectScience(world, ship, bridge, own)
    projectComms(world, ship, bridge, own)
    projectLog(bridge, own.log)
  }
  projectSystems(world, ship, own)
  ship.beams.forEach((beam, index) => {
    const { direction, arc, range, cycle } = beam
    const readyAt = tickAfter(world, beam.cooldown, effectiveness(ship, 'beams'))
    Object.assign(itemAt(own.beams, index, BeamReplica), { direction, arc, range, cycle, readyAt })
  })
  ship.tubes.forEach((tube, index) => {
    const { ordnance, state, remaining, duration } = tube
    const isMoving = state !== 'empty' && state !== 'loaded'
    const speed = state === 'firing' ? 1 : effectiveness(ship, 'tubes')
    const readyAt = isMoving ? tickAfter(world, remaining, speed) : 0
    const startedAt = isMoving ? Math.max(1, tickAfter(world, remaining - duration, speed)) : 0
    Object.assign(itemAt(own.tubes, index, TubeReplica), { ordnance, state, readyAt, startedAt })
  })
  for (const [ordnance, pieces] of Object.entries(ship.stock)) {
    if (own.stock.get(ordnance) !== pieces) own.stock.set(ordnance, pieces)
  }
}

function projectBridge(world: World, bridge: Bridge, own: OwnShipReplica): void {
  Object.assign(own, {
    alert: bridge.alert,
    doctrine: bridge.doctrine,
    view: bridge.view,
    marked: bridge.marked,
  })
  projectEngineering(world, bridge, own)
  projectSpoken(bridge, own.radio.spoken)
}

function projectEngineering(world: World, bridge: Bridge, own: OwnShipReplica): void {
  const { presets, preset, repairCrews, selfDestruct } = bridge
  Object.assign(own, {
    presets: presets.reduce((bits, stored, slot) => (stored ? bits | (1 << slot) : bits), 0),
    preset,
  })
  const { stage, by = '', remaining } = selfDestruct
  Object.assign(own.destruct, { stage, by, at: tickAfter(world, remaining, 1) })
  const indexOf = (name: SystemName | null) => (name ? systemNames.indexOf(name) : -1)
  mirror(
    own.repairOrdered,
    repairCrews.map(({ ordered }) => indexOf(ordered)),
  )
  mirror(
    own.repairAt,
    repairCrews.map(({ at }) => indexOf(at)),
  )
}

function projectScience(world: World, ship: Ship, bridge: Bridge, own: OwnShipReplica): void {
  const { scan, probes } = bridge
  const isRunning = scan !== undefined && !isStalled(world, ship)
  Object.assign(own, {
    scanTarget: scan?.target ?? 0,
    scanStartedAt: isRunning ? Math.max(1, tickAfter(world, scan.remaining - scan.duration, 1)) : 0,
    scanReadyAt: isRunning ? tickAfter(world, scan.remaining, 1) : 0,
    scanHeld: scan && !isRunning ? 1 - scan.remaining / scan.duration : 0,
    probes,
  })
  mirror(own.scanQueue, bridge.scanQueue)
  // A slot for each number, used again: references are never taken twice.
  const highest = bridge.waypoints.reduce((most, { number }) => Math.max(most, number), own.waypoints.length)
  for (let index = 0; index < highest; index++) {
    const waypoint = bridge.waypoints.find(({ number }) => number === index + 1)
    const place = { x: Math.round(waypoint?.x ?? 0), z: Math.round(waypoint?.z ?? 0) }
    Object.assign(itemAt(own.waypoints, index, WaypointReplica), { set: waypoint !== undefined, ...place })
  }
}

const spokenShown = 30

/** A line stands in the place of its number, so that only new ones travel. */
function projectSpoken({ comms, spoken }: Bridge, shown: ArraySchema<SpokenReplica>): void {
  const oldest = spoken - Math.min(spokenShown, comms.length)
  for (let number = spoken; number > oldest; number--) {
    const place = itemAt(shown, number % spokenShown, SpokenReplica)
    if (place.number === number) break
    Object.assign(place, { number, text: comms[comms.length - 1 - (spoken - number)]! })
  }
}

const logShown = 30

function projectLog(bridge: Bridge, shown: ArraySchema<LogReplica>): void {
  const newest = Math.max(0, bridge.logged - Math.min(logShown, bridge.log.length))
  for (let number = bridge.logged; number > newest; number--) {
    const place = itemAt(shown, number % logShown, LogReplica)
    if (place.number === number) break
    Object.assign(place, { number, ...bridge.log[bridge.log.length - 1 - (bridge.logged - number)]! })
  }
}

/** Another world begins: what was said and done in the one before is not its crew's. */
export function forgetLines({ radio, log }: OwnShipReplica): void {
  for (const place of radio.spoken) Object.assign(place, { number: 0, text: '' })
  for (const place of log) Object.assign(place, { number: 0, tick: 0, text: '' })
}
