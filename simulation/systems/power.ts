/** Power, heat and energy: overpowered systems warm up, coolant carries the warmth away, all of it costs energy. */
import { emitTo, log as logLine } from '../events.ts'
import { approach, clamp, exp, log } from '../math.ts'
import { type Ship, type ShipSystem, type SystemName, systemNames, type World } from '../world.ts'

export const maxEnergy = 1000
export const maxPower = 3
/** Coolant units of a ship, shared by its systems. */
export const coolantUnits = 10

/** Levels and units a second. */
const powerSlew = 0.3
const coolantSlew = 1.2
const overheatDamage = 0.08

/** Energy a second that a system draws at 100% power, in parts of 0.08; the reactor draws none. */
const drainParts: Record<SystemName, number> = {
  reactor: 0,
  beams: 3,
  tubes: 1,
  maneuver: 2,
  impulse: 4,
  drive: 5,
  shieldFront: 5,
  shieldRear: 5,
}
const drainPart = 0.08
const systemWords: Record<SystemName, string> = {
  reactor: 'reactor',
  beams: 'beams',
  tubes: 'tubes',
  maneuver: 'maneuver',
  impulse: 'impulse',
  drive: 'drive',
  shieldFront: 'front shield',
  shieldRear: 'rear shield',
}
/** At difficulty 5 and 100% the reactor covers exactly what the systems draw. */
export const reactorOutput = drainPart * systemNames.reduce((sum, name) => sum + drainParts[name], 0)
/** Drain by difficulty 1–11, to be divided by its value at 5. */
const drainByDifficulty = [0.6, 0.9, 1.3, 1.7, 2.1, 2.6, 3.2, 3.8, 4.4, 5.1, 5.9]
const shieldDrain = 1.5

/** What a system achieves of its rated output, 0–3: power × health, less what hacking takes. With the last 20 units of energy all but the
 *  reactor weaken, down to 30%: enough to crawl to a dock. */
export const effectiveness = (ship: Ship, name: SystemName): number =>
  effectivenessOf(name, ship.systems[name], ship.energy)

/** The same from the figures themselves, as a page has them. */
export function effectivenessOf(
  name: SystemName,
  { power, health, hacked }: Pick<ShipSystem, 'power' | 'health' | 'hacked'>,
  energy: number,
): number {
  const supply = name === 'reactor' ? 1 : clamp(energy / 20, 0.3, 1)
  return power * health * (1 - hacked) * supply
}

const lnHeatBase = log(1.7)

/** 1.7^(power − 1) of the powers met last, in hundredths: few are in use, and hold for minutes. */
const met = { powers: new Float64Array(301).fill(Number.NaN), heats: new Float64Array(301) }

function heatOf(power: number): number {
  const at = Math.round(power * 100)
  if (met.powers[at] === power) return met.heats[at]!
  const heat = exp((power - 1) * lnHeatBase)
  met.powers[at] = power
  met.heats[at] = heat
  return heat
}

/** Share of heat a second: 0.05 · (1.7^(power−1) − 1.01 − 0.1·coolant)   [1/s; power 0–3, coolant 0–10]
 *  (EmptyEpsilon's curve) */
export const heatRate = ({ power, coolant }: { power: number; coolant: number }): number =>
  0.05 * (heatOf(power) - 1.01 - 0.1 * coolant)

/** Advances one system's heat by `dt` seconds; 1 is overheated, which costs 0.08 health a second. */
export function updateHeat(system: ShipSystem, dt: number): void {
  const rate = heatRate(system)
  // Clamp: one long step must not cool below ambient, or a later overload would start in debt.
  system.heat = clamp(system.heat + rate * dt, 0, 1)
  if (system.heat >= 1) system.health = Math.max(0, system.health - overheatDamage * dt)
}

/** What runs on in a system while nobody touches it. */
export type SystemCourse = Pick<ShipSystem, 'power' | 'powerOrdered' | 'coolant' | 'coolantOrdered' | 'heat'>

/** Seconds of one step of a foreseen course: server and page take the same steps, so that they foresee the same. */
export const courseStep = 0.1

/** Brings a system on by one step of `courseStep`, in place, as far as it can be foreseen: what its acts and hits warm and break,
 *  and what coolant the others leave, nobody knows. */
export function foresee(system: SystemCourse): void {
  system.power = approach(system.power, system.powerOrdered, powerSlew * courseStep)
  system.coolant = approach(system.coolant, system.coolantOrdered, coolantSlew * courseStep)
  system.heat = clamp(system.heat + heatRate(system) * courseStep, 0, 1)
}

/** Adds the warmth of one act, such as a beam's shot. */
export function warm(system: ShipSystem, heat: number): void {
  system.heat = Math.min(1, system.heat + heat)
}

export function updatePower(world: World, ship: Ship, dt: number): void {
  slewCoolant(ship, dt)
  for (const name of systemNames) {
    const system = ship.systems[name]
    system.power = approach(system.power, system.powerOrdered, powerSlew * dt)
    const before = system.heat
    updateHeat(system, dt)
    if (system.heat >= 1 && before < 1) {
      emitTo(world, ship, 'overheated', { system: name })
      logLine(world, ship, `Overheated: ${systemWords[name]}.`)
    }
  }
  const difficulty = Math.round(clamp(world.difficulty, 1, 11))
  const factor = drainByDifficulty[difficulty - 1]! / drainByDifficulty[4]!
  let drain = ship.shields.up ? shieldDrain : 0
  for (const name of systemNames) drain += drainPart * ship.systems[name].power * drainParts[name] * factor
  spendEnergy(ship, drain * dt)
  ship.energy = Math.min(maxEnergy, ship.energy + reactorOutput * effectiveness(ship, 'reactor') * dt)
}

/** Takes energy, as far as there is any. */
export function spendEnergy(ship: Ship, amount: number): void {
  const spent = Math.min(ship.energy, amount)
  ship.energy -= spent
  if (ship.bridge) ship.bridge.statistics.energyUsed += spent
}

/** Coolant that is taken away flows off first; what is wanted more is then filled from what is free, so that the
 *  pipes never hold more than there is. */
function slewCoolant(ship: Ship, dt: number): void {
  const change = coolantSlew * dt
  let free = coolantUnits
  for (const name of systemNames) {
    const system = ship.systems[name]
    if (system.coolant > system.coolantOrdered) {
      system.coolant = approach(system.coolant, system.coolantOrdered, change)
    }
    free -= system.coolant
  }
  for (const name of systemNames) {
    const system = ship.systems[name]
    const more = Math.min(system.coolantOrdered - system.coolant, change, free)
    if (more <= 0) continue
    system.coolant += more
    free -= more
  }
}
