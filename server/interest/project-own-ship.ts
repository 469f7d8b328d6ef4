/** A crew's own ship, as its instruments show it. */
import type { ArraySchema } from '@colyseus/schema'
import {
  BeamReplica,
  LogReplica,
  type OwnShipReplica,
  SystemReplica,
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
import { itemAt, mirror, tickAfter } from './project-parts.ts'

/** Own position travels on this grid, in units: fine enough for a steady picture. */
const ownGrid = 0.125
const snap = (value: number) => Math.round(value / ownGrid) * ownGrid

export function projectOwnShip(world: World, ship: Ship, own: OwnShipReplica): void {
  const shipClass = shipClassOf(ship)
  const { shields, bridge } = ship
  Object.assign(own, {
    id: ship.id,
    shipClass: ship.shipClass,
    alive: isAlive(ship),
    x: snap(ship.x),
    z: snap(ship.z),
    heading: ship.heading,
    speed: ship.speed,
    maxSpeed: shipClass.speed,
    turnRate: ship.turnRate,
    impulseOrdered: ship.helm.impulse,
    headingOrdered: ship.helm.heading,
    hull: ship.hull,
    maxHull: ship.maxHull,
    shieldsUp: shields.up,
    shieldFront: shields.front,
    shieldRear: shields.rear,
    maxShieldFront: shields.maxFront,
    maxShieldRear: shields.maxRear,
    energy: ship.energy,
    energyRate: ship.energyRate,
    dockedTo: ship.dockedTo,
    target: ship.target,
    beamsMode: ship.beamsMode,
    aimed: ship.aimed === undefined ? -1 : systemNames.indexOf(ship.aimed),
    beamFrequency: ship.frequency.beams,
    shieldFrequency: ship.frequency.shields,
    recalibrationTo: ship.recalibration.remaining > 0 ? ship.recalibration.to : 0,
    recalibratedAt: tickAfter(world, ship.recalibration.remaining, recalibrationPace(ship)),
  })
  projectDrives(world, ship, own)
  if (bridge !== undefined) {
    projectBridge(world, bridge, own)
    projectScience(world, ship, bridge, own)
    projectComms(world, ship, bridge, own)
    projectLog(bridge, own.log)
  }
  systemNames.forEach((name, index) => {
    const { power, powerOrdered, coolant, coolantOrdered, heat, health } = ship.systems[name]
    const reached = effectiveness(ship, name)
    const values = { power, powerOrdered, coolant, coolantOrdered, heat, health, effectiveness: reached }
    Object.assign(itemAt(own.systems, index, SystemReplica), values)
  })
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
  mirror(own.comms, bridge.comms)
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

const logShown = 30

function projectLog(bridge: Bridge, shown: ArraySchema<LogReplica>): void {
  const newest = Math.max(0, bridge.logged - Math.min(logShown, bridge.log.length))
  for (let number = bridge.logged; number > newest; number--) {
    const place = itemAt(shown, number % logShown, LogReplica)
    if (place.number === number) break
    Object.assign(place, { number, ...bridge.log[bridge.log.length - 1 - (bridge.logged - number)]! })
  }
}
