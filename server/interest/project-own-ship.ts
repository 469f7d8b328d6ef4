/** A crew's own ship, as its instruments show it. */
import type { ArraySchema } from '@colyseus/schema'
import { BeamReplica, LogReplica, type OwnShipReplica, SystemReplica, TubeReplica } from '../../schema/ship.replica.ts'
import { isAlive } from '../../simulation/lookup.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import {
  jumpChargeSeconds,
  jumpRange,
  maneuverChargeSeconds,
  maneuverUseSeconds,
} from '../../simulation/systems/drives.ts'
import { effectiveness } from '../../simulation/systems/power.ts'
import { isInNebula } from '../../simulation/terrain.ts'
import type { Bridge, Ship, World } from '../../simulation/world.ts'
import { systemNames } from '../../simulation/world.ts'

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
    ...drivesOf(world, ship, own),
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

function drivesOf(world: World, ship: Ship, own: OwnShipReplica): Partial<OwnShipReplica> {
  const { jump, helm, warp, burst, drift } = ship
  const isNewStage = own.jumpStage !== jump.stage
  return {
    drive: shipClassOf(ship).drive ?? '',
    warp,
    warpOrdered: helm.warp,
    jumpStage: jump.stage,
    jumpBearing: jump.bearing,
    jumpDistance: Math.round(jump.distance),
    jumpCharge: isNewStage || jump.stage === 'idle' ? Math.round(jump.charge) : own.jumpCharge,
    jumpAt: keepTick(own.jumpAt, jumpEnd(world, ship)),
    boostOrdered: ship.maneuver.boost,
    strafeOrdered: ship.maneuver.strafe,
    burst,
    drift,
    maneuverAt: keepTick(own.maneuverAt, maneuverEnd(world, ship)),
    inNebula: isInNebula(world, ship),
  }
}

function jumpEnd(world: World, ship: Ship): number {
  const { stage, distance, charge, remaining } = ship.jump
  if (stage === 'counting') return tickAfter(world, remaining, 1)
  if (stage === 'idle') return 0
  const seconds = ((distance - charge) * jumpChargeSeconds) / jumpRange.most
  return tickAfter(world, seconds, ship.energy > 0 ? effectiveness(ship, 'drive') : 0)
}

function maneuverEnd(world: World, ship: Ship): number {
  const { charge, boost, strafe } = ship.maneuver
  const use = boost + Math.abs(strafe)
  if (use > 0) return tickAfter(world, charge * maneuverUseSeconds, use)
  return tickAfter(world, (1 - charge) * maneuverChargeSeconds, effectiveness(ship, 'maneuver'))
}

/** A tick reckoned anew each frame wavers by one where nothing has changed: that is no news. */
const keepTick = (before: number, now: number): number => (now > 0 && Math.abs(now - before) <= 1 ? before : now)

const logShown = 30

function projectLog(bridge: Bridge, shown: ArraySchema<LogReplica>): void {
  const newest = Math.max(0, bridge.logged - Math.min(logShown, bridge.log.length))
  for (let number = bridge.logged; number > newest; number--) {
    const place = itemAt(shown, number % logShown, LogReplica)
    if (place.number === number) break
    Object.assign(place, { number, ...bridge.log[bridge.log.length - 1 - (bridge.logged - number)]! })
  }
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
