/** Help that crews call: ships that stay with them and fight, and ships that bring supplies and go home. */
import { emitTo, hear, log } from '../events.ts'
import type { FactionId } from '../factions/index.ts'
import { findShip, isAlive } from '../lookup.ts'
import { bearing, distance } from '../math.ts'
import { type ShipClassId, shipClassOf } from '../ships/index.ts'
import { spawnAiShip } from '../spawn.ts'
import type { Ship, Station, World } from '../world.ts'
import { missing } from './docking.ts'
import { maxEnergy } from './power.ts'

export type Errand = 'supplies' | 'escort'

/** Supplies change hands this near, hull to hull, in units. */
const handOver = 800
const suppliedEnergy = 500

/** Sends a ship from a station, or from a ship that speaks for one. */
export function sendHelp(
  { world, ship, other }: { world: World; ship: Ship; other: Ship | Station },
  shipClass: ShipClassId,
  errand: Errand,
): Ship {
  const place = { x: other.x, z: other.z, heading: bearing(other, ship) }
  // Under the crew's own colours, wherever it comes from: it is to fight their enemies.
  const helper = spawnAiShip(world, shipClass, ship.faction as FactionId, place, [])
  helper.ai = { order: 'escort', charge: ship.id, patrol: [], next: 0, cargo: errand === 'supplies', serves: ship.id }
  log(world, ship, `${helper.name} comes to our help.`)
  return helper
}

/** Hands over what supply ships have brought, and sends them home. */
export function deliverSupplies(world: World): void {
  for (const helper of world.ships) {
    if (!helper.ai?.cargo || !isAlive(helper)) continue
    const ship = findShip(world, helper.ai.charge)
    if (!ship || !isAlive(ship)) {
      goHome(helper)
      continue
    }
    if (distance(helper, ship) - helper.radius - ship.radius > handOver) continue
    ship.energy = Math.min(maxEnergy, ship.energy + suppliedEnergy)
    for (const [ordnance, full] of Object.entries(shipClassOf(ship).stock)) {
      ship.stock[ordnance] = (ship.stock[ordnance] ?? 0) + Math.max(0, missing(ship, ordnance, full))
    }
    goHome(helper)
    hear(world, ship, `${helper.name}: "Everything is aboard, ${ship.name}. Good hunting."`)
    log(world, ship, `${helper.name} brought supplies.`)
    emitTo(world, ship, 'supplied', {})
  }
}

function goHome(helper: Ship): void {
  if (helper.ai) helper.ai = { ...helper.ai, order: 'dock', charge: 0, cargo: false, serves: 0 }
}
