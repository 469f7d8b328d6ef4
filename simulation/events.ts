/** Records what happened in a tick, for the crews who can see it. */
import { crewedShips, isAlive } from './lookup.ts'
import { battleRange } from './ranges.ts'
import { sensedFrom } from './systems/sensors.ts'
import type { Ship, World, WorldEvent } from './world.ts'

type Data = WorldEvent['data']

/** Something at a place: it concerns the crews within `range` of it, unless a nebula hides it from them. */
export function emitAt(
  world: World,
  type: string,
  place: { x: number; z: number },
  data: Data,
  range: number = battleRange,
): void {
  const groups: number[] = []
  for (const ship of crewedShips(world)) {
    if (ship.bridge && isAlive(ship) && sensedFrom(world, ship, place) <= range) groups.push(ship.bridge.group)
  }
  if (groups.length > 0) world.events.push({ type, groups, data: { ...data, x: place.x, z: place.z } })
}

/** Something that concerns one crew alone; nobody hears of it on a ship without a bridge. */
export function emitTo(world: World, ship: Ship, type: string, data: Data): void {
  if (ship.bridge) world.events.push({ type, groups: [ship.bridge.group], data })
}

/** Something that all should know. */
export function emitToAll(world: World, type: string, data: Data): void {
  world.events.push({ type, data })
}

const logLength = 100

/** A line of the ship's log; ships without a bridge keep none. */
export function log(world: World, ship: Ship, text: string): void {
  if (!ship.bridge) return
  ship.bridge.log.push({ tick: world.tick, text })
  ship.bridge.logged += 1
  if (ship.bridge.log.length > logLength) ship.bridge.log.shift()
}

const transcriptLength = 30

/** Writes down what is said on a ship's channels, 'Name: words'. */
export function transcribe(ship: Ship, text: string): void {
  if (!ship.bridge) return
  ship.bridge.comms.push(text)
  ship.bridge.spoken += 1
  if (ship.bridge.comms.length > transcriptLength) ship.bridge.comms.shift()
}

/** What others say: written down, and told to the crew. */
export function hear(world: World, ship: Ship, text: string): void {
  transcribe(ship, text)
  emitTo(world, ship, 'comms', { text })
}
