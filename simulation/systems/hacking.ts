/** Hacking: a break into somebody's system takes power from it, which comes back with time (EmptyEpsilon's figures). */
import { emitTo, log } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { findShip, findVessel } from '../lookup.ts'
import { distance } from '../math.ts'
import type { Ship, SystemName, World } from '../world.ts'
import { knows, scanLevel } from './sensors.ts'

/** Share of a system's power that one break takes, and that all together take at most. */
const bite = 0.25
export const mostHacked = 0.75
/** Seconds in which the most wears off. */
const wearOff = 180
/** Seconds of a break at no distance, and at the limit. */
const quickest = 15
const slowest = 30
export const hackingRange = 15_000

/** Why this cannot be broken into now, or undefined when it can. */
export function whyNoHack(world: World, ship: Ship, id: number): string | undefined {
  const target = findVessel(world, id)
  // In this order: whoever has not scanned it learns nothing of its side.
  if (target && scanLevel(world, ship, target) === 0) return 'Scan it first: nobody knows its systems.'
  if (!target || !('systems' in target) || !isHostile(ship, target)) return 'Only enemy ships can be hacked.'
  return distance(ship, target) > hackingRange ? `Come within ${hackingRange} units of it first.` : undefined
}

export function startHack(ship: Ship, target: Ship, system: SystemName): void {
  if (!ship.bridge) return
  const duration = quickest + (slowest - quickest) * Math.min(1, distance(ship, target) / hackingRange)
  ship.bridge.hacking = { target: target.id, system, remaining: duration, duration }
}

/** Advances the crew's break; it ends when the target is out of reach. */
export function hack(world: World, ship: Ship, dt: number): void {
  const { bridge } = ship
  if (!bridge?.hacking) return
  const { target: id, system } = bridge.hacking
  const target = findShip(world, id)
  if (!target || !knows(world, ship, id) || whyNoHack(world, ship, id)) {
    bridge.hacking = undefined
    return
  }
  bridge.hacking.remaining = Math.max(0, bridge.hacking.remaining - dt)
  if (bridge.hacking.remaining > 0) return
  bridge.hacking = undefined
  const hacked = target.systems[system]
  hacked.hacked = Math.min(mostHacked, hacked.hacked + bite)
  const isNew = !world.hacks.some((each) => each.by === bridge.group && each.target === id && each.system === system)
  if (isNew) world.hacks.push({ by: bridge.group, target: id, system })
  log(world, ship, `Hacked a system of ${target.name}.`)
  emitTo(world, ship, 'hacked', { system })
}

/** What was taken comes back; systems that have recovered are forgotten. */
export function wearOffHacks(world: World, dt: number): void {
  if (world.hacks.length === 0) return
  const done = new Set<string>()
  for (const { target, system } of world.hacks) {
    const key = `${target} ${system}`
    const found = findShip(world, target)?.systems[system]
    if (!found || done.has(key)) continue
    done.add(key)
    found.hacked = Math.max(0, found.hacked - (mostHacked / wearOff) * dt)
  }
  world.hacks = world.hacks.filter(({ target, system }) => (findShip(world, target)?.systems[system].hacked ?? 0) > 0)
}
