/** Torpedo tubes: loading and unloading take time, firing does not, but for a salvo. */
import { isHostile } from '../factions/index.ts'
import { enter, findVessel } from '../lookup.ts'
import { tau, wrapAngle } from '../math.ts'
import { type OrdnanceId, ordnanceOf, ordnances } from '../ordnance/index.ts'
import { isMineTube, shipClassOf, tubeTakes } from '../ships/index.ts'
import type { Ship, Tube, World } from '../world.ts'
import { effectiveness } from './power.ts'

/** Each of the three answers undefined when it is done, or a sentence that says why it cannot be. */
type Refused = string | undefined

export function load(ship: Ship, index: number, ordnance: OrdnanceId): Refused {
  const tube = ship.tubes[index]
  if (!tube) return noTube(ship)
  if (tube.state !== 'empty') return `Tube ${index + 1} is not empty.`
  const shipClass = shipClassOf(ship)
  if (!tubeTakes(shipClass, index, ordnance)) {
    return isMineTube(shipClass, index) ? `Tube ${index + 1} takes mines alone.` : 'Mines go into the mine tube.'
  }
  const pieces = ship.stock[ordnance] ?? 0
  if (pieces < 1) return `No ${ordnances[ordnance].name.toLowerCase()} is left in stock.`
  ship.stock[ordnance] = pieces - 1
  const duration = shipClass.loadSeconds
  Object.assign(tube, { ordnance, state: 'loading', remaining: duration, duration } satisfies Tube)
  return undefined
}

/** Takes as long as the loading took so far. */
export function unload(ship: Ship, index: number): Refused {
  const tube = ship.tubes[index]
  if (!tube) return noTube(ship)
  if (tube.state === 'empty') return `Tube ${index + 1} is empty.`
  if (tube.state === 'unloading') return `Tube ${index + 1} is being unloaded already.`
  if (tube.state === 'firing') return `Tube ${index + 1} is firing: wait for its last shell.`
  tube.remaining = tube.duration - tube.remaining
  tube.state = 'unloading'
  return undefined
}

/** Fires ahead, at the ship's target, or lays a mine astern. */
export function fireTube(world: World, ship: Ship, index: number): Refused {
  const tube = ship.tubes[index]
  if (!tube) return noTube(ship)
  if (tube.state === 'empty') return `Tube ${index + 1} is empty: load it first.`
  if (tube.state !== 'loaded') return `Tube ${index + 1} is still ${tube.state}.`
  if (ship.dockedTo > 0) return 'Undock first: nobody fires from a dock.'
  const { isGuided, salvo } = ordnanceOf(tube)
  const target = findVessel(world, ship.target)
  if (isGuided && !target) return 'Choose a target first.'
  if (isGuided && target && !isHostile(ship, target)) return 'The target is no enemy.'
  launch(world, ship, tube)
  if (!salvo) {
    empty(tube)
    return undefined
  }
  const duration = (salvo.count - 1) * salvo.every
  Object.assign(tube, { state: 'firing', remaining: duration, duration })
  return undefined
}

function launch(world: World, ship: Ship, tube: Tube): void {
  const { speed, life, radius, mine } = ordnanceOf(tube)
  const target = findVessel(world, ship.target)
  const id = world.nextId++
  enter(world, {
    torpedo: {
      id,
      x: ship.x,
      z: ship.z,
      heading: mine ? wrapAngle(ship.heading + tau / 2) : ship.heading,
      speed,
      turnRate: 0,
      radius,
      ordnance: tube.ordnance,
      owner: ship.id,
      faction: ship.faction,
      target: target && !mine && isHostile(ship, target) ? target.id : 0,
      life,
      arming: mine?.arming ?? 0,
      fuse: undefined,
    },
  })
  if (ship.bridge) ship.bridge.statistics.torpedoesFired += 1
}

export function workTubes(world: World, dt: number): void {
  for (const ship of world.ships) {
    if (ship.hull <= 0) continue
    for (const tube of ship.tubes) {
      if (tube.state === 'firing') goOnFiring(world, ship, tube, dt)
      else if (tube.state === 'loading' || tube.state === 'unloading') goOnLoading(ship, tube, dt)
    }
  }
}

function goOnLoading(ship: Ship, tube: Tube, dt: number): void {
  tube.remaining = Math.max(0, tube.remaining - dt * effectiveness(ship, 'tubes'))
  if (tube.remaining > 0) return
  if (tube.state === 'loading') {
    tube.state = 'loaded'
    return
  }
  ship.stock[tube.ordnance] = (ship.stock[tube.ordnance] ?? 0) + 1
  empty(tube)
}

/** The rest of a salvo; it waits while the ship is in a dock. */
function goOnFiring(world: World, ship: Ship, tube: Tube, dt: number): void {
  const every = ordnanceOf(tube).salvo?.every ?? 1
  if (ship.dockedTo > 0) return
  const before = shellsLeft(tube, every)
  tube.remaining = Math.max(0, tube.remaining - dt)
  for (let count = before - shellsLeft(tube, every); count > 0; count--) launch(world, ship, tube)
  if (tube.remaining === 0) empty(tube)
}

/** A little less than a whole interval still counts as none: sums of ticks err in the last digits. */
const shellsLeft = ({ remaining }: Tube, every: number): number => Math.ceil(remaining / every - 1e-6)

const empty = (tube: Tube): Tube =>
  Object.assign(tube, { ordnance: '', state: 'empty', remaining: 0, duration: 0 } satisfies Tube)

const noTube = (ship: Ship): string => `This ship has ${ship.tubes.length} tubes.`

/** True when nothing is left that is fired at an enemy, in stock or tubes; mines only wait for one. */
export const isOutOfTorpedoes = (ship: Ship): boolean =>
  Object.entries(ship.stock).every(([id, pieces]) => pieces === 0 || id === 'mine') &&
  ship.tubes.every((tube) => tube.state === 'empty' || tube.ordnance === 'mine')
