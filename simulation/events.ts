/** Records what happened in a tick, for the crews who can see it. */
import type { EventData, EventName } from '../schema/events/index.ts'
import { crewedShips, isAlive } from './lookup.ts'
import { battleRange } from './ranges.ts'
import { sensedFrom } from './systems/sensors.ts'
import type { Ship, World, WorldEvent } from './world.ts'

/** Events that tell of a place. */
type PlacedName = { [Name in EventName]: EventData<Name> extends { x: number } ? Name : never }[EventName]

/** Events are told in whole units. Adding zero makes +0 of −0. */
export const whole = (value: number): number => Math.round(value) + 0

/** Something at a place: it concerns the crews within battle range of it, unless a nebula hides it from them. Returns their
 *  groups; those in `except` are told nothing. */
export function emitAt<Name extends PlacedName>(
  world: World,
  type: Name,
  place: { x: number; z: number },
  data: Omit<EventData<Name>, 'x' | 'z'>,
  except: readonly number[] = [],
): number[] {
  const groups: number[] = []
  for (const ship of crewedShips(world)) {
    if (!ship.bridge || !isAlive(ship) || except.includes(ship.bridge.group)) continue
    if (sensedFrom(world, ship, place) <= battleRange) groups.push(ship.bridge.group)
  }
  if (groups.length > 0)
    record(world, {
      type,
      groups,
      data: { ...data, x: whole(place.x), z: whole(place.z) } as unknown as EventData<Name>,
    })
  return groups
}

/** Something that concerns one crew alone; nobody hears of it on a ship without a bridge. */
export function emitTo<Name extends EventName>(world: World, ship: Ship, type: Name, data: EventData<Name>): void {
  if (ship.bridge) record(world, { type, groups: [ship.bridge.group], data })
}

/** Something that all should know. */
export function emitToAll<Name extends EventName>(world: World, type: Name, data: EventData<Name>): void {
  record(world, { type, data })
}

function record<Name extends EventName>(
  world: World,
  event: { type: Name; groups?: number[]; data: EventData<Name> },
): void {
  world.events.push(event as WorldEvent)
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
