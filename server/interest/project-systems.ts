/** A crew's own systems: told when an order changes them, or when what can be foreseen of them goes wrong. */
import { type OwnShipReplica, SystemReplica } from '../../schema/ship.replica.ts'
import { courseStep, foresee, type SystemCourse } from '../../simulation/systems/power.ts'
import { type Ship, type ShipSystem, systemNames, type World } from '../../simulation/world.ts'
import { itemAt } from './project-parts.ts'

/** How far what the crew sees may be from what is. */
const tolerance = { power: 0.05, coolant: 0.25, heat: 0.015, health: 0.01 }

interface Foreseen {
  /** What the crew sees by now: written as it travels, then brought on. */
  course: SystemCourse
  at: number
  /** Steps it has been brought on. */
  steps: number
}

const foreseen = new WeakMap<SystemReplica, Foreseen>()

export function projectSystems(world: World, ship: Ship, own: OwnShipReplica): void {
  for (let index = 0; index < systemNames.length; index++) {
    projectSystem(world, ship.systems[systemNames[index]!], itemAt(own.systems, index, SystemReplica))
  }
}

function projectSystem(world: World, system: ShipSystem, shown: SystemReplica): void {
  if (system.hacked !== 0 || shown.hacked !== 0) shown.hacked = system.hacked
  if (isOff(shown.health, system.health, tolerance.health)) shown.health = system.health
  const before = foreseen.get(shown)
  if (before !== undefined && before.at <= world.tick && !isNews(world, system, before)) return
  const { power, powerOrdered, coolant, coolantOrdered, heat } = system
  Object.assign(shown, { power, powerOrdered, coolant, coolantOrdered, heat, at: world.tick & 0xffff })
  // Read back as it travels.
  const course = {
    ...{ power: shown.power, powerOrdered: shown.powerOrdered, heat: shown.heat },
    ...{ coolant: shown.coolant, coolantOrdered: shown.coolantOrdered },
  }
  foreseen.set(shown, { course, at: world.tick, steps: 0 })
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
