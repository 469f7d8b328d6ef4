/** Repair crews: all of a ship's crews work on one system, the ordered one or the worst. */
import { type Ship, type SystemName, systemNames } from '../world.ts'

const crews = 3
/** Health a second that one crew restores. */
const crewSpeed = 0.007

export function worstSystem(ship: Ship): SystemName | undefined {
  let worst: SystemName | undefined
  for (const name of systemNames) {
    const { health } = ship.systems[name]
    if (health < 1 && (!worst || health < ship.systems[worst].health)) worst = name
  }
  return worst
}

export function repair(ship: Ship, dt: number): void {
  if (!ship.bridge) return
  const ordered = ship.bridge.repair
  const name = ordered && ship.systems[ordered].health < 1 ? ordered : worstSystem(ship)
  if (!name) return
  const system = ship.systems[name]
  system.health = Math.min(1, system.health + crews * crewSpeed * dt)
  if (system.health === 1) ship.bridge.statistics.repairs += 1
}
