/** A crew's own ship, as its instruments show it. */
import { BeamReplica, type OwnShipReplica, SystemReplica, TubeReplica } from '../../schema/ship.replica.ts'
import { isAlive } from '../../simulation/lookup.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import { effectiveness } from '../../simulation/systems/power.ts'
import { type Ship, systemNames, type World } from '../../simulation/world.ts'
import { projectComms } from './project-comms.ts'
import { itemAt, tickAfter } from './project-parts.ts'

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
  })
  if (bridge !== undefined) {
    projectBridge(world, bridge, own)
    projectComms(world, ship, bridge, own)
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
    const isMoving = state === 'loading' || state === 'unloading'
    const speed = effectiveness(ship, 'tubes')
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
    repairOrdered: bridge.repair === undefined ? -1 : systemNames.indexOf(bridge.repair),
  })
  const shown = own.comms.toArray()
  const isSame = shown.length === bridge.comms.length && shown.every((line, index) => line === bridge.comms[index])
  if (isSame) return
  while (own.comms.length > bridge.comms.length) own.comms.pop()
  bridge.comms.forEach((line, index) => {
    if (index < shown.length) own.comms[index] = line
    else own.comms.push(line)
  })
}
