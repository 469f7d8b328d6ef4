/** A crew's own systems: told when an order changes them, or when what can be foreseen of them goes wrong. */
import { type OwnShipReplica, SystemReplica } from '../../schema/ship.replica.ts'
import { courseStep, foresee, type SystemCourse } from '../../simulation/systems/power.ts'
import { type Ship, type ShipSystem, systemNames, type World } from '../../simulation/world.ts'
import { itemsFor } from './project-parts.ts'

/** How far what the crew sees may be from what is. */
const tolerance = { power: 0.05, coolant: 0.25, heat: 0.015, health: 0.01 }

interface Foreseen {
  /** What the crew sees by now: written as it travels, then brought on. */
  course: SystemCourse
  at: number
  /** Steps it has been brought on. */
  steps: number
}

/** By crew, in the order of the systems. */
const foreseen = new WeakMap<OwnShipReplica, (Foreseen | undefined)[]>()

export function projectSystems(world: World, ship: Ship, own: OwnShipReplica): void {
  const seen = foreseen.get(own) ?? []
  foreseen.set(own, seen)
  const shown = itemsFor(own.systems, systemNames.length, SystemReplica)
  for (let index = 0; index < systemNames.length; index++) {
    seen[index] = projectSystem(world, ship.systems[systemNames[index]!], shown[index]!, seen[index])
  }
}

function projectSystem(
  world: World,
  system: ShipSystem,
  shown: SystemReplica,
  before: Foreseen | undefined,
): Foreseen | undefined {
  if (system.hacked !== 0 || shown.hacked !== 0) shown.hacked = system.hacked
  if (isOff(shown.health, system.health, tolerance.health)) shown.health = system.health
  if (before !== undefined && before.at <= world.tick && !isNews(world, system, before)) return before
  shown.power = system.power
  shown.powerOrdered = system.powerOrdered
  shown.coolant = system.coolant
  shown.coolantOrdered = system.coolantOrdered
  shown.heat = system.heat
  shown.at = world.tick & 0xffff
  // Read back as it travels.
  const course = {
    ...{ power: shown.power, powerOrdered: shown.powerOrdered, heat: shown.heat },
    ...{ coolant: shown.coolant, coolantOrdered: shown.coolantOrdered },
  }
  return { course, at: world.tick, steps: 0 }
}

/** Off by more than is tolerated; empty and full are told exactly. */
const isOff = (shown: number, value: number, near: number): boolean =>
  Math.abs(shown - value) > near || (shown !== value && (value === 0 || value === 1))

function isNews(world: World, system: ShipSystem, seen: Foreseen): boolean {
  const { course } = seen
  const steps = Math.floor((world.tick - seen.at) / (courseStep * world.hz))
  for (; seen.steps < steps; seen.steps++) foresee(course)
  return (
    hasChanged(system.powerOrdered, course.powerOrdered, 3) ||
    hasChanged(system.coolantOrdered, course.coolantOrdered, 10) ||
    Math.abs(course.power - system.power) > tolerance.power ||
    Math.abs(course.coolant - system.coolant) > tolerance.coolant ||
    Math.abs(course.heat - system.heat) > tolerance.heat
  )
}

/** Ordered figures travel in 8 bits. */
const hasChanged = (ordered: number, shown: number, most: number): boolean =>
  Math.abs(ordered - shown) > most / 255 / 2 + 1e-9
