/** Damage: the shield that faces it first, then the hull and one system behind it. */
import { emitAt, log } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { findShip, isAlive } from '../lookup.ts'
import { randomIndex } from '../random.ts'
import { sensorRange } from '../ranges.ts'
import { type Ship, type Station, systemNames, type World } from '../world.ts'
import { stopDrives } from './drives.ts'
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
}

/** Share of a system's health lost when a hull hit takes the whole hull; beams cut deeper. */
const systemDamage = 3
const systemDamageByBeam = 2.5 * systemDamage

/** The side of rocks and the like: nobody's friend. */
export const nobody = ''

/** Applies a hit. Only enemies can harm each other, so crews never hurt crews. */
export function damage(world: World, victim: Ship | Station, hit: Hit): void {
  if (!isAlive(victim) || !(hit.faction === nobody || isHostile(victim, hit))) return
  const throughShield = absorb(victim, hit)
  const floor = hullFloor(world, victim)
  const lost = Math.min(throughShield, Math.max(0, victim.hull - floor))
  victim.hull -= lost
  const attacker = findShip(world, hit.by)
  if (attacker?.bridge) attacker.bridge.statistics.damageDealt += hit.amount
  emitAt(world, 'hit', victim, { id: victim.id, damage: hit.amount, hull: throughShield > 0 })
  if ('bridge' in victim && victim.bridge) victim.bridge.statistics.damageTaken += hit.amount
  if ('bridge' in victim && victim.bridge && lost >= 1) log(world, victim, hitText(victim, lost))
  if ('systems' in victim && lost > 0) damageSystem(world, victim, lost, hit.isBeam)
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
  const factor = shieldFactor(shieldEffectiveness(victim, side))
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

function damageSystem(world: World, ship: Ship, amount: number, isBeam: boolean): void {
  const system = ship.systems[systemNames[randomIndex(world.random, systemNames.length)]!]
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
  }
  victim.speed = 0
  victim.turnRate = 0
  victim.shields.up = false
  const killer = findShip(world, by)
  if (killer?.bridge) {
    killer.bridge.statistics.kills += 1
    log(world, killer, `${victim.name} is destroyed.`)
  }
  emitAt(
    world,
    'destroyed',
    victim,
    { id: victim.id, name: victim.name, kind: isShip ? 'ship' : 'station' },
    sensorRange,
  )
}
