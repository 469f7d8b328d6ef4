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
import type { OrdnanceId } from '../../simulation/ordnance/index.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import { effectiveness } from '../../simulation/systems/power.ts'
import { isStalled } from '../../simulation/systems/scans.ts'
import { recalibrationPace } from '../../simulation/systems/shields.ts'
import { type Ship, type SystemName, systemNames, type World } from '../../simulation/world.ts'
import { projectComms } from './project-comms.ts'
import { projectDrives } from './project-drives.ts'
import { projectMotion } from './project-motion.ts'
import { itemAt, itemsFor, itemsOf, mirror, tickAfter } from './project-parts.ts'
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

/** Figure by figure: records made only to be copied would be most of the garbage of a frame. */
export function projectOwnShip(world: World, ship: Ship, own: OwnShipReplica): void {
  projectHull(world, ship, own)
  projectMotion(world, ship, own)
  projectDrives(world, ship, own)
  const { bridge } = ship
  if (bridge !== undefined) {
    projectBridge(world, bridge, own)
    projectScience(world, ship, bridge, own)
    projectComms(world, ship, bridge, own)
    projectLines(own.log, LogReplica, bridge.logged, bridge.log, (line) => line)
  }
  projectSystems(world, ship, own)
  projectWeapons(world, ship, own)
}

function projectHull(world: World, ship: Ship, own: OwnShipReplica): void {
  const fine = isExactTurn(world, own) ? 0 : 1
  const { shields } = ship
  own.id = ship.id
  own.shipClass = ship.shipClass
  own.alive = isAlive(ship)
  own.maxSpeed = shipClassOf(ship).speed
  own.hull = ship.hull
  own.maxHull = ship.maxHull
  own.shieldsUp = shields.up
  own.shieldFront = settle(own.shieldFront, shields.front, shields.front > 0 ? coarse.shield * fine : 0)
  own.shieldRear = settle(own.shieldRear, shields.rear, shields.rear > 0 ? coarse.shield * fine : 0)
  own.maxShieldFront = shields.maxFront
  own.maxShieldRear = shields.maxRear
  own.energy = settle(own.energy, ship.energy, coarse.energy * fine)
  own.energyRate = settle(own.energyRate, ship.energyRate, coarse.energy * fine)
  own.dockedTo = ship.dockedTo
}

/** Whose beams each crew has been told of: what they are never changes. */
const fitted = new WeakMap<OwnShipReplica, Ship>()

function fitBeams(ship: Ship, own: OwnShipReplica): void {
  fitted.set(own, ship)
  ship.beams.forEach(({ direction, arc, range, cycle }, index) => {
    Object.assign(itemAt(own.beams, index, BeamReplica), { direction, arc, range, cycle })
  })
}

function projectWeapons(world: World, ship: Ship, own: OwnShipReplica): void {
  const { frequency, recalibration, stock } = ship
  own.target = ship.target
  own.beamsMode = ship.beamsMode
  own.aimed = ship.aimed === undefined ? -1 : systemNames.indexOf(ship.aimed)
  own.beamFrequency = frequency.beams
  own.shieldFrequency = frequency.shields
  own.recalibrationTo = recalibration.remaining > 0 ? recalibration.to : 0
  own.recalibratedAt = tickAfter(world, recalibration.remaining, recalibrationPace(ship))
  if (fitted.get(own) !== ship) fitBeams(ship, own)
  const effective = effectiveness(ship, 'beams')
  const beams = itemsFor(own.beams, ship.beams.length, BeamReplica)
  for (let index = 0; index < ship.beams.length; index++) {
    beams[index]!.readyAt = tickAfter(world, ship.beams[index]!.cooldown, effective)
  }
  const tubes = itemsFor(own.tubes, ship.tubes.length, TubeReplica)
  for (let index = 0; index < ship.tubes.length; index++) {
    const { ordnance, state, remaining, duration } = ship.tubes[index]!
    const isMoving = state !== 'empty' && state !== 'loaded'
    const speed = state === 'firing' ? 1 : effectiveness(ship, 'tubes')
    const tube = tubes[index]!
    tube.ordnance = ordnance
    tube.state = state
    tube.readyAt = isMoving ? tickAfter(world, remaining, speed) : 0
    tube.startedAt = isMoving ? Math.max(1, tickAfter(world, remaining - duration, speed)) : 0
  }
  for (const ordnance in stock) {
    const pieces = stock[ordnance as OrdnanceId]!
    if (own.stock.get(ordnance) !== pieces) own.stock.set(ordnance, pieces)
  }
}

function projectBridge(world: World, bridge: Bridge, own: OwnShipReplica): void {
  own.alert = bridge.alert
  own.doctrine = bridge.doctrine
  own.view = bridge.view
  own.marked = bridge.marked
  projectEngineering(world, bridge, own)
  projectLines(own.radio.spoken, SpokenReplica, bridge.spoken, bridge.comms, (text) => ({ text }))
}

const indexOf = (name: SystemName | null): number => (name ? systemNames.indexOf(name) : -1)

function projectEngineering(world: World, bridge: Bridge, own: OwnShipReplica): void {
  const { presets, repairCrews, selfDestruct } = bridge
  let stored = 0
  for (let slot = 0; slot < presets.length; slot++) if (presets[slot]) stored |= 1 << slot
  own.presets = stored
  own.preset = bridge.preset
  const { destruct } = own
  destruct.stage = selfDestruct.stage
  destruct.by = selfDestruct.by ?? ''
  destruct.at = tickAfter(world, selfDestruct.remaining, 1)
  mirror(own.repairOrdered, repairCrews, ({ ordered }) => indexOf(ordered))
  mirror(own.repairAt, repairCrews, ({ at }) => indexOf(at))
}

function projectScience(world: World, ship: Ship, bridge: Bridge, own: OwnShipReplica): void {
  const { scan, waypoints } = bridge
  const isRunning = scan !== undefined && !isStalled(world, ship)
  own.scanTarget = scan?.target ?? 0
  own.scanStartedAt = isRunning ? Math.max(1, tickAfter(world, scan.remaining - scan.duration, 1)) : 0
  own.scanReadyAt = isRunning ? tickAfter(world, scan.remaining, 1) : 0
  own.scanHeld = scan && !isRunning ? 1 - scan.remaining / scan.duration : 0
  own.probes = bridge.probes
  mirror(own.scanQueue, bridge.scanQueue, (id) => id)
  // A slot for each number, used again: references are never taken twice.
  let highest = itemsOf(own.waypoints).length
  for (const { number } of waypoints) highest = Math.max(highest, number)
  for (let index = 0; index < highest; index++) {
    const waypoint = waypoints.find(({ number }) => number === index + 1)
    const shown = itemAt(own.waypoints, index, WaypointReplica)
    shown.set = waypoint !== undefined
    shown.x = Math.round(waypoint?.x ?? 0)
    shown.z = Math.round(waypoint?.z ?? 0)
  }
}

const linesShown = 30

/** Lines stand in the place of their number, so that only new ones travel. `total` counts all there ever were, of which the last are
 *  `kept`. */
function projectLines<Line extends { number: number }, Kept>(
  shown: ArraySchema<Line>,
  Line: new () => Line,
  total: number,
  kept: readonly Kept[],
  values: (line: Kept) => Partial<Line>,
): void {
  const oldest = total - Math.min(linesShown, kept.length)
  for (let number = total; number > oldest; number--) {
    const place = itemAt(shown, number % linesShown, Line)
    if (place.number === number) break
    Object.assign(place, { number, ...values(kept[kept.length - 1 - (total - number)]!) })
  }
}

/** Another world begins: what was said and done in the one before is not its crew's. */
export function forgetLines({ radio, log }: OwnShipReplica): void {
  for (const place of radio.spoken) Object.assign(place, { number: 0, text: '' })
  for (const place of log) Object.assign(place, { number: 0, tick: 0, text: '' })
}
