/** Repair: each crew of a ship works on the system it was sent to, or on the worst. */
import { type Ship, type SystemName, systemNames } from '../world.ts'

/** On a ship with a bridge; a ship that the computer flies has one. */
export const crewsAboard = 3
/** Health a second that one crew restores. */
export const crewSpeed = 0.007

/** The most damaged system; null when all are whole. */
export function worstSystem(ship: Ship): SystemName | null {
  let worst: SystemName | null = null
  let worstHealth = 1
  for (const name of systemNames) {
    const { health } = ship.systems[name]
    if (health >= worstHealth) continue
    worst = name
    worstHealth = health
  }
  return worst
}

export function repair(ship: Ship, dt: number): void {
  let worst = worstSystem(ship)
  if (!ship.bridge) {
    mend(ship, worst, dt)
    return
  }
  for (const crew of ship.bridge.repairCrews) {
    // Who was sent to what is whole by now helps where it is worst.
    crew.at = crew.ordered && ship.systems[crew.ordered].health < 1 ? crew.ordered : worst
    mend(ship, crew.at, dt)
    // Only who works there can make another one the worst.
    if (worst !== null && crew.at === worst) worst = worstSystem(ship)
  }
}

function mend(ship: Ship, name: SystemName | null, dt: number): void {
  if (!name) return
  const system = ship.systems[name]
  if (system.health >= 1) return
  system.health = Math.min(1, system.health + crewSpeed * dt)
  if (system.health === 1 && ship.bridge) ship.bridge.statistics.repairs += 1
}
