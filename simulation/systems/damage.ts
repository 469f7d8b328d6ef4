/** Damage: the shield that faces it first, then the hull and one system behind it. */
import type { Bridge } from '../bridge.ts'
import { emitAt, emitTo, log, whole } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { frequencyFactor } from '../frequency.ts'
import { crewedShips, findShip, isAlive } from '../lookup.ts'
import { distance } from '../math.ts'
import { randomIndex } from '../random.ts'
import { sensorRange } from '../ranges.ts'
import { mark } from '../timeline.ts'
import { type Ship, type Station, type SystemName, systemNames, type World } from '../world.ts'
import { stopDrives } from './drives.ts'
import { isNamed, knownName, sensedFrom } from './sensors.ts'
import { shieldEffectiveness, shieldFacing, shieldFactor } from './shields.ts'

export interface Hit {
  amount: number
  /** Where it comes from: it decides which shield takes it. */
  x: number
  z: number
  /** Id of the ship that fired, which may be gone by now, and its side. */
  by: number
  faction: string
  isBeam: boolean
  /** It leaves hull and systems alone. */
  isForShields?: boolean
  /** Of beams: THz, and the system of the victim that they aim at. */
  frequency?: number
  aimed?: SystemName | undefined
  /** Groups that saw the shot, and so know that it hit. */
  toldTo?: readonly number[]
}

/** Share of a system's health lost when a hull hit takes the whole hull; beams cut deeper. */
const systemDamage = 3
const systemDamageByBeam = 2.5 * systemDamage

/** Hull of an enemy that is worth one point of reputation. */
const reputationHull = 10

/** The side of rocks and the like: nobody's friend. */
export const nobody = ''

/** Applies a hit. Only enemies can harm each other, so crews never hurt crews. */
export function damage(world: World, victim: Ship | Station, hit: Hit): void {
  if (!isAlive(victim) || !(hit.faction === nobody || isHostile(victim, hit))) return
  if (hit.isForShields && !victim.shields.up) return
  const rest = absorb(victim, hit)
  const throughShield = hit.isForShields ? 0 : rest
  const floor = hullFloor(world, victim)
  const lost = Math.min(throughShield, Math.max(0, victim.hull - floor))
  victim.hull -= lost
  const attacker = findShip(world, hit.by)
  if (attacker?.bridge) attacker.bridge.statistics.damageDealt += hit.amount
  emitAt(world, 'hit', victim, { id: victim.id }, hit.toldTo)
  if ('bridge' in victim && victim.bridge) victim.bridge.statistics.damageTaken += hit.amount
  if ('bridge' in victim && victim.bridge && lost >= 1) log(world, victim, hitText(victim, lost))
  if ('systems' in victim && lost > 0) damageSystem(world, victim, lost, hit)
  if ('ai' in victim && victim.ai && victim.target === 0 && attacker) victim.target = attacker.id
  if (!isAlive(victim)) destroy(world, victim, hit.by)
}

const hitText = ({ hull, maxHull }: Ship, lost: number): string =>
  `Hit: the hull loses ${Math.round(lost)}, ${Math.ceil(hull)} of ${maxHull} left.`

/** Takes the hit from the shield that faces it; returns what comes through. */
function absorb(victim: Ship | Station, hit: Hit): number {
  const { shields } = victim
  if (!shields.up) return hit.amount
  const side = shieldFacing(victim, hit)
  const byFrequency = hit.frequency === undefined ? 1 : frequencyFactor(hit.frequency, victim.frequency.shields)
  const factor = shieldFactor(shieldEffectiveness(victim, side)) * byFrequency
  const counted = hit.amount * factor
  if (counted <= shields[side]) {
    shields[side] -= counted
    return 0
  }
  const rest = (counted - shields[side]) / factor
  shields[side] = 0
  return rest
}

/** A scenario may keep the crews' hulls from falling further, as a share of the whole. */
const hullFloor = (world: World, victim: Ship | Station): number =>
  'bridge' in victim && victim.bridge ? (world.progress.hullFloor ?? 0) * victim.maxHull : 0

/** The system that is aimed at, or else any of them. */
function damageSystem(world: World, ship: Ship, amount: number, { isBeam, aimed }: Hit): void {
  const system = ship.systems[aimed ?? systemNames[randomIndex(world.random, systemNames.length)]!]
  const share = (isBeam ? systemDamageByBeam : systemDamage) * (amount / ship.maxHull)
  system.health = Math.max(0, system.health - share)
}

/** Ends a ship or station; a crew's ship stays as a wreck that obeys nobody. */
export function destroy(world: World, victim: Ship | Station, by: number): void {
  victim.hull = 0
  const isShip = 'helm' in victim
  if (isShip) {
    victim.dockedTo = 0
    stopDrives(victim)
    if (victim.bridge) dropWork(victim.bridge)
  }
  victim.speed = 0
  victim.turnRate = 0
  victim.shields.up = false
  const killer = findShip(world, by)
  if (isShip) mark(world, victim, 'lost', '')
  if (killer?.bridge) {
    killer.bridge.statistics.kills += 1
    const name = knownName(world, killer, victim)
    mark(world, killer, 'kill', name)
    log(world, killer, `${name} is destroyed.`)
    world.reputation += Math.max(1, Math.round(victim.maxHull / reputationHull))
  }
  const { id } = victim
  const [x, z] = [whole(victim.x), whole(victim.z)]
  for (const crew of crewedShips(world)) {
    if (!isAlive(crew) && crew !== victim) continue
    if ((isShip ? sensedFrom(world, crew, victim) : distance(crew, victim)) > sensorRange) continue
    // Its name is news only to those who knew it.
    const name = isNamed(world, crew, victim) ? victim.name : ''
    emitTo(world, crew, 'destroyed', { id, name, x, z })
  }
}

/** Nobody works on a wreck: what was begun ends. */
function dropWork(bridge: Bridge): void {
  Object.assign(bridge, { channel: undefined, hacking: undefined, scan: undefined, scanQueue: [] })
  bridge.selfDestruct = { stage: 'safe', by: undefined, hand: undefined, remaining: 0 }
}
