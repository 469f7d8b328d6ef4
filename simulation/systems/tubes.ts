/** Torpedo tubes: loading and unloading take time, firing does not. */
import { emitAt } from '../events.ts'
import { isHostile } from '../factions/index.ts'
import { enter, findVessel } from '../lookup.ts'
import { type OrdnanceId, ordnances } from '../ordnance/index.ts'
import { shipClassOf } from '../ships/index.ts'
import type { Ship, Tube, World } from '../world.ts'
import { effectiveness } from './power.ts'

/** Each of the three answers undefined when it is done, or a sentence that says why it cannot be. */
type Refused = string | undefined

export function load(ship: Ship, index: number, ordnance: OrdnanceId): Refused {
  const tube = ship.tubes[index]
  if (!tube) return noTube(ship)
  if (tube.state !== 'empty') return `Tube ${index + 1} is not empty.`
  const pieces = ship.stock[ordnance] ?? 0
  if (pieces < 1) return `No ${ordnances[ordnance].name.toLowerCase()} is left in stock.`
  ship.stock[ordnance] = pieces - 1
  const duration = shipClassOf(ship).loadSeconds
  Object.assign(tube, { ordnance, state: 'loading', remaining: duration, duration } satisfies Tube)
  return undefined
}

/** Takes as long as the loading took so far. */
export function unload(ship: Ship, index: number): Refused {
  const tube = ship.tubes[index]
  if (!tube) return noTube(ship)
  if (tube.state === 'empty') return `Tube ${index + 1} is empty.`
  if (tube.state === 'unloading') return `Tube ${index + 1} is being unloaded already.`
  tube.remaining = tube.duration - tube.remaining
  tube.state = 'unloading'
  return undefined
}

/** Fires ahead, at the ship's target; the torpedo turns by itself. */
export function fireTube(world: World, ship: Ship, index: number): Refused {
  const tube = ship.tubes[index]
  if (!tube) return noTube(ship)
  if (tube.state === 'empty') return `Tube ${index + 1} is empty: load it first.`
  if (tube.state !== 'loaded') return `Tube ${index + 1} is still ${tube.state}.`
  if (ship.dockedTo > 0) return 'Undock first: nobody fires from a dock.'
  const target = findVessel(world, ship.target)
  if (!target) return 'Choose a target first.'
  if (!isHostile(ship, target)) return 'The target is no enemy.'
  const ordnance = tube.ordnance as OrdnanceId
  const { speed, life, radius } = ordnances[ordnance]
  const { x, z, heading, faction } = ship
  const id = world.nextId++
  enter(world, {
    torpedo: {
      id,
      x,
      z,
      heading,
      speed,
      turnRate: 0,
      radius,
      ordnance,
      owner: ship.id,
      faction,
      target: target.id,
      life,
      arming: 0,
      fuse: undefined,
    },
  })
  empty(tube)
  if (ship.bridge) ship.bridge.statistics.torpedoesFired += 1
  emitAt(world, 'torpedo-fired', ship, { torpedo: id, owner: ship.id })
  return undefined
}

export function workTubes(world: World, dt: number): void {
  for (const ship of world.ships) {
    if (ship.hull <= 0) continue
    for (const tube of ship.tubes) {
      if (tube.state !== 'loading' && tube.state !== 'unloading') continue
      tube.remaining = Math.max(0, tube.remaining - dt * effectiveness(ship, 'tubes'))
      if (tube.remaining > 0) continue
      if (tube.state === 'loading') {
        tube.state = 'loaded'
      } else {
        ship.stock[tube.ordnance] = (ship.stock[tube.ordnance] ?? 0) + 1
        empty(tube)
      }
    }
  }
}

const empty = (tube: Tube): Tube =>
  Object.assign(tube, { ordnance: '', state: 'empty', remaining: 0, duration: 0 } satisfies Tube)

const noTube = (ship: Ship): string => `This ship has ${ship.tubes.length} tubes.`
