/** What stands still: clouds are charted for everybody, rocks within 20,000, oddities as far as sensors reach. None of it
 *  costs a byte once it is known. */
import { CloudReplica, type ShipReplica } from '../../schema/ship.replica.ts'
import { distance as distanceBetween } from '../../simulation/math.ts'
import { blipRange, rockRange, sensorRange } from '../../simulation/ranges.ts'
import { anomalyNames } from '../../simulation/systems/scans.ts'
import { scanLevel, sensedFrom } from '../../simulation/systems/sensors.ts'
import type { Anomaly, Asteroid, Ship, World } from '../../simulation/world.ts'
import type { ContactSlots, Slot } from './contact-slots.ts'
import { itemsOf } from './project-parts.ts'

/** A thing on the edge of its range stays until it is clearly beyond. */
const hysteresis = 1.05

/** Clouds never change while a world lasts. */
export const haveClouds = (world: World, { clouds }: ShipReplica): boolean =>
  itemsOf(clouds).length === world.nebulae.length

export function projectClouds(world: World, replica: ShipReplica): void {
  const { clouds } = replica
  while (clouds.length < world.nebulae.length) clouds.push(new CloudReplica())
  while (clouds.length > world.nebulae.length) clouds.pop()
  world.nebulae.forEach(({ id, x, z, radius }, index) => {
    Object.assign(clouds[index]!, { id, x: Math.round(x), z: Math.round(z), radius: Math.round(radius) })
  })
}

export function sightTerrain(world: World, ship: Ship, slots: ContactSlots, body: Asteroid | Anomaly): void {
  if ('kind' in body) sightAnomaly(world, ship, slots, body)
  else sightRock(ship, slots, body)
}

function sightRock(ship: Ship, slots: ContactSlots, rock: Asteroid): void {
  const known = slots.find(rock.id)
  if (distanceBetween(ship, rock) > rockRange * (known ? hysteresis : 1)) slots.lose(rock.id)
  else if (!known) Object.assign(place(slots, rock).contact, { kind: 'asteroid', size: Math.round(rock.radius) })
}

/** A blip far off, an oddity nearer by, and by its name after the first scan. */
function sightAnomaly(world: World, ship: Ship, slots: ContactSlots, anomaly: Anomaly): void {
  const known = slots.find(anomaly.id)
  const away = sensedFrom(world, ship, anomaly)
  if (away > sensorRange) {
    slots.lose(anomaly.id)
    return
  }
  const slot = known ?? place(slots, anomaly)
  const level = scanLevel(world, ship, anomaly)
  const { contact } = slot
  contact.scan = level
  contact.kind = level > 0 || away <= blipRange ? 'anomaly' : 'blip'
  contact.name = level > 0 ? anomalyNames[anomaly.kind] : ''
}

function place(slots: ContactSlots, { id, x, z }: Asteroid | Anomaly): Slot {
  const slot = slots.take(id)
  Object.assign(slot.contact, { x: Math.round(x), z: Math.round(z), tier: 'always' })
  return slot
}
