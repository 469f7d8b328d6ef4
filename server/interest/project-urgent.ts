/** What cannot wait for the next frame: who hears of this tick at once. */
import { crewedShips, isAlive } from '../../simulation/lookup.ts'
import { distance } from '../../simulation/math.ts'
import { closeRange } from '../../simulation/ranges.ts'
import type { Ship, World } from '../../simulation/world.ts'
import { isMotionNews } from './project-motion.ts'
import { rosterOf, victimOf } from './project-roster.ts'

/** The lowest id that nobody had before this tick. */
const idsBefore = new WeakMap<World, number>()

/** Groups whose crew should see with this tick what happened in it: damage to their ship, a contact destroyed, jumped or in warp,
 *  a torpedo fired close by, and their own ship off the course that they see. */
export function urgentGroups(world: World): Set<number> {
  const groups = new Set<number>()
  const crews = crewedShips(world)
  for (const ship of crews) if (ship.bridge && isAlive(ship) && isMotionNews(world, ship)) groups.add(ship.bridge.group)
  for (const event of world.events) {
    if (event.type === 'destroyed') for (const group of event.groups ?? world.groups.keys()) groups.add(group)
    const victim = victimOf(event)
    if (victim === undefined) continue
    addCrew(
      groups,
      crews.find(({ id }) => id === victim),
    )
  }
  const firstNew = idsBefore.get(world) ?? world.nextId
  for (const torpedo of world.torpedoes) if (torpedo.id >= firstNew) addClose(groups, crews, torpedo)
  idsBefore.set(world, world.nextId)
  if (rosterOf(world).newestLeap === world.tick) for (const { bridge } of crews) if (bridge) groups.add(bridge.group)
  return groups
}

function addCrew(groups: Set<number>, ship: Ship | undefined): void {
  if (ship?.bridge) groups.add(ship.bridge.group)
}

function addClose(groups: Set<number>, crews: readonly Ship[], place: { x: number; z: number }): void {
  for (const ship of crews) if (distance(ship, place) <= closeRange) addCrew(groups, ship)
}
