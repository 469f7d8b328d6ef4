/** A crew's own motion: told when an order changes it, or when reckoning on from the last report would go wrong. */
import { OwnShipReplica } from '../../schema/ship.replica.ts'
import { isAlive } from '../../simulation/lookup.ts'
import { angleDifference, degrees } from '../../simulation/math.ts'
import { type Motion, type MotionInput, moveShip, noEngines } from '../../simulation/move.ts'
import { ownMotion, readOwnEngines } from '../../simulation/reckoning.ts'
import { readEngines } from '../../simulation/systems/thrust.ts'
import type { Ship, World } from '../../simulation/world.ts'
import { leapsOf } from './project-tracks.ts'

/** What the crew may see wrong of its own ship: units, radians, units a second. */
const tolerance = { place: 1.5, heading: degrees(0.5), speed: 1 }
const freshSeconds = 60
/** The same under way: clients that do not reckon on should see their ship move. */
const underWaySeconds = 1

interface OwnTrack {
  /** As the crew has it: written here, and read back as it travels. */
  readonly report: OwnShipReplica
  motion: Motion
  readonly engines: MotionInput
  /** The engines as they really were at the report. */
  readonly told: MotionInput
  at: number
  checkedAt: number
  leaps: number
  version: number
}

/** By ship of each world. */
const tracks = new WeakMap<World, Map<number, OwnTrack>>()
const versions = new WeakMap<OwnShipReplica, { track: OwnTrack; version: number }>()
const engines = noEngines()

/** Writes the motion into the crew's replica where it is news. */
export function projectMotion(world: World, ship: Ship, own: OwnShipReplica): void {
  const track = check(world, ship)
  const shown = versions.get(own)
  if (shown?.track === track && shown.version === track.version) return
  versions.set(own, { track, version: track.version })
  const { report } = track
  tellMotion(report, own)
  own.at = track.at & 0xffff
  own.impulseOrdered = report.impulseOrdered
  own.headingOrdered = report.headingOrdered
  own.warpOrdered = report.warpOrdered
  own.boostOrdered = report.boostOrdered
  own.strafeOrdered = report.strafeOrdered
  tellEngines(report.engines.fullSpeed, report.engines.levelSpeed, report.engines.turnLimit, own)
}

/** Field by field: into a schema `Object.assign` takes four times as long. */
function tellMotion(from: Omit<Motion, 'surge'>, into: Omit<Motion, 'surge'>): void {
  into.x = from.x
  into.z = from.z
  into.heading = from.heading
  into.speed = from.speed
  into.turnRate = from.turnRate
  into.warp = from.warp
  into.burst = from.burst
  into.drift = from.drift
}

function tellEngines(fullSpeed: number, levelSpeed: number, turnLimit: number, { engines }: OwnShipReplica): void {
  engines.fullSpeed = fullSpeed
  engines.levelSpeed = levelSpeed
  engines.turnLimit = turnLimit
}

/** True when the crew should hear of its motion with this very tick. */
export function isMotionNews(world: World, ship: Ship): boolean {
  const track = tracks.get(world)?.get(ship.id)
  const version = track?.version
  return check(world, ship).version !== version
}

function check(world: World, ship: Ship): OwnTrack {
  const ships = tracks.get(world) ?? new Map<number, OwnTrack>()
  tracks.set(world, ships)
  let track = ships.get(ship.id)
  if (track === undefined) {
    track = { report: new OwnShipReplica(), engines: noEngines(), told: noEngines(), version: 0 } as OwnTrack
    ships.set(ship.id, track)
    renew(world, track, ship)
  } else if (track.checkedAt !== world.tick) {
    for (let tick = track.checkedAt; tick < world.tick; tick++) moveShip(track.motion, track.engines, 1 / world.hz)
    track.checkedAt = world.tick
    if (isNews(world, track, ship)) renew(world, track, ship)
  }
  return track
}

function isNews(world: World, track: OwnTrack, ship: Ship): boolean {
  const { motion, told, at } = track
  const age = world.tick - at
  const fresh = ship.speed === 0 && ship.turnRate === 0 ? freshSeconds : underWaySeconds
  if (age >= world.hz * fresh || leapsOf(ship) !== track.leaps || isAlive(ship) !== track.report.alive) return true
  if (Math.abs(motion.x - ship.x) > tolerance.place || Math.abs(motion.z - ship.z) > tolerance.place) return true
  if (Math.abs(angleDifference(motion.heading, ship.heading)) > tolerance.heading) return true
  if (Math.abs(motion.speed - ship.speed) > tolerance.speed) return true
  const { helm, maneuver } = ship
  if (helm.impulse !== told.impulse || helm.heading !== told.heading || helm.warp !== told.warp) return true
  if (maneuver.boost !== told.boost || maneuver.strafe !== told.strafe) return true
  // What the engines can do drifts with power and heat: it is told with the next report, or in the end by itself.
  if (age < world.hz) return false
  const now = readEngines(world, ship, engines)
  return now.maxSpeed !== told.maxSpeed || now.maxTurnRate !== told.maxTurnRate || now.warpSpeed !== told.warpSpeed
}

function renew(world: World, track: OwnTrack, ship: Ship): void {
  const { report, told } = track
  readEngines(world, ship, told)
  tellMotion(ship, report)
  report.shipClass = ship.shipClass
  report.alive = isAlive(ship)
  report.impulseOrdered = told.impulse
  report.headingOrdered = told.heading
  report.warpOrdered = told.warp
  report.boostOrdered = told.boost
  report.strafeOrdered = told.strafe
  tellEngines(told.maxSpeed, told.warpSpeed, told.maxTurnRate, report)
  track.motion = ownMotion(report)
  readOwnEngines(report, track.engines)
  track.at = world.tick
  track.checkedAt = world.tick
  track.leaps = leapsOf(ship)
  track.version++
}
