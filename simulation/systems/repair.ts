/** Repair: all crews of a ship work on one system, the ordered one or the worst. */
import { type Ship, type SystemName, systemNames } from '../world.ts'

/** On a ship with a bridge, and on one that the computer flies. */
const crews = { bridge: 3, computer: 1 }
/** Health a second that one crew restores. */
const crewSpeed = 0.007

function worstSystem(ship: Ship): SystemName | undefined {
  let worst: SystemName | undefined
  for (const name of systemNames) {
    const { health } = ship.systems[name]
    if (health < 1 && (!worst || health < ship.systems[worst].health)) worst = name
  }
  return worst
}

export function repair(ship: Ship, dt: number): void {
  const ordered = ship.bridge?.repair
  const name = ordered && ship.systems[ordered].health < 1 ? ordered : worstSystem(ship)
  if (!name) return
  const system = ship.systems[name]
  const count = ship.bridge ? crews.bridge : crews.computer
  system.health = Math.min(1, system.health + count * crewSpeed * dt)
  if (system.health === 1 && ship.bridge) ship.bridge.statistics.repairs += 1
}
