/** What the computer's ships can be told, by order. */
import { sectorHalf } from '../../schema/limits.ts'
import { findVessel, nearestDock, nearestHostile } from '../lookup.ts'
import { bearing, clamp, distance } from '../math.ts'
import { randomBetween } from '../random.ts'
import type { Ai, AiOrder, Ship, World } from '../world.ts'
import { type Course, flee, goTo } from './steering.ts'

export interface AiOrderRule {
  /** Where to go while nothing is fought; undefined to lie still. */
  course(world: World, ship: Ship, ai: Ai): Course | undefined
  /** Keeps its course in a fight, and shoots at what comes into its arcs. */
  isBusy?: boolean
  /** Fights only what comes this near to its charge, in units. */
  guards?: number
}

const waypointRadius = 400
const roamReach = 20_000
/** Beyond it nobody is fled from any more. */
const safety = 12_000

const alongPatrol = (_world: World, ship: Ship, ai: Ai): Course | undefined => {
  const waypoint = ai.patrol[ai.next]
  if (!waypoint) return undefined
  if (distance(ship, waypoint) < waypointRadius) ai.next = (ai.next + 1) % ai.patrol.length
  return { heading: bearing(ship, waypoint), impulse: 1 }
}

const beside = (gap: number) => (world: World, ship: Ship, ai: Ai) => {
  const charge = findVessel(world, ai.charge)
  return charge && goTo(ship, charge, charge.radius + gap)
}

export const aiOrders: Record<AiOrder, AiOrderRule> = {
  idle: { course: () => undefined },
  patrol: { course: alongPatrol },
  /** From one place to another within reach of where it is. */
  roam: {
    course(world, ship, ai) {
      const goal = ai.patrol[0]
      if (goal && distance(ship, goal) >= waypointRadius) return { heading: bearing(ship, goal), impulse: 1 }
      const somewhere = (from: number) =>
        clamp(from + randomBetween(world.random, -roamReach, roamReach), -sectorHalf, sectorHalf)
      ai.patrol = [{ x: somewhere(ship.x), z: somewhere(ship.z) }]
      return undefined
    },
  },
  attack: { course: alongPatrol },
  defend: { course: beside(1500), guards: 8000 },
  escort: { course: beside(600), guards: 5000 },
  flee: {
    isBusy: true,
    course(world, ship) {
      const danger = nearestHostile(world, ship, safety)
      return danger && flee(ship, danger)
    },
  },
  /** To its charge, or the nearest harbour; there it stays. */
  dock: {
    isBusy: true,
    course(world, ship, ai) {
      const harbour = findVessel(world, ai.charge) ?? nearestDock(world, ship)
      return harbour && goTo(ship, harbour, harbour.radius + 300)
    },
  },
}
