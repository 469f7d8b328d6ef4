/** A crew's own ship, as its instruments show it. */
import type { ArraySchema } from '@colyseus/schema'
import { BeamReplica, type OwnShipReplica, SystemReplica, TubeReplica } from '../../schema/ship.replica.ts'
import { isAlive } from '../../simulation/lookup.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import { effectiveness } from '../../simulation/systems/power.ts'
import { recalibrationPace } from '../../simulation/systems/shields.ts'
import { type Ship, systemNames, type World } from '../../simulation/world.ts'

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
  if (bridge !== undefined) projectBridge(world, bridge, own)
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

function projectBridge(world: World, bridge: NonNullable<Ship['bridge']>, own: OwnShipReplica): void {
  const { scan } = bridge
  Object.assign(own, {
    alert: bridge.alert,
    doctrine: bridge.doctrine,
    view: bridge.view,
    marked: bridge.marked,
    scanTarget: scan?.target ?? 0,
    scanStartedAt: scan ? Math.max(1, tickAfter(world, scan.remaining - scan.duration, 1)) : 0,
    scanReadyAt: scan ? tickAfter(world, scan.remaining, 1) : 0,
  })
  projectEngineering(world, bridge, own)
  const shown = own.comms.toArray()
  const isSame = shown.length === bridge.comms.length && shown.every((line, index) => line === bridge.comms[index])
  if (isSame) return
  while (own.comms.length > bridge.comms.length) own.comms.pop()
  bridge.comms.forEach((line, index) => {
    if (index < shown.length) own.comms[index] = line
    else own.comms.push(line)
  })
}

function projectEngineering(world: World, bridge: NonNullable<Ship['bridge']>, own: OwnShipReplica): void {
  const { presets, preset, repairCrews, selfDestruct } = bridge
  Object.assign(own, {
    presets: presets.reduce((bits, stored, slot) => (stored ? bits | (1 << slot) : bits), 0),
    preset,
    destructStage: selfDestruct.stage,
    destructBy: selfDestruct.by ?? '',
    destructAt: tickAfter(world, selfDestruct.remaining, 1),
  })
  repairCrews.forEach(({ ordered, at }, crew) => {
    setAt(own.repairOrdered, crew, ordered ? systemNames.indexOf(ordered) : -1)
    setAt(own.repairAt, crew, at ? systemNames.indexOf(at) : -1)
  })
}

function setAt(array: ArraySchema<number>, index: number, value: number): void {
  if (array.length <= index) array.push(value)
  else if (array[index] !== value) array[index] = value
}

/** The tick `seconds` from now for something that works at `speed` times its rated pace: an end tick travels once, a countdown would every frame. */
function tickAfter(world: World, seconds: number, speed: number): number {
  if (seconds === 0) return 0
  return world.tick + Math.round((seconds * world.hz) / Math.max(speed, 0.05))
}

function itemAt<Item>(array: ArraySchema<Item>, index: number, Item: new () => Item): Item {
  while (array.length <= index) array.push(new Item())
  return array[index]!
}
