/** Small worlds for tests: an empty sector, and ways to let time pass in it. */

import { consoleNames } from './consoles/titles.ts'
import { emptyWorld } from './create.ts'
import { bearing, cos, sin } from './math.ts'
import { spawnAiShip, spawnCrewedShip, spawnStation, usualShips } from './spawn.ts'
import { step } from './step.ts'
import type { Order, Ship, Station, World, WorldEvent } from './world.ts'

/** A sector in which the scenario has nothing more to do. */
export function quietWorld(difficulty = 5): World {
  const world = emptyWorld({ scenario: 'siege', difficulty, ships: 1, seed: 1 })
  world.progress = { wave: 99, waiting: 0, nextWaveAt: 0, paid: 99 }
  return world
}

/** A crewed ship at the middle, heading +z, with nobody at its consoles. */
export function addCrew(world: World, place = { x: 0, z: 0 }): Ship {
  const ship = spawnCrewedShip(world, place, usualShips(world.groups.length + 1).at(-1)!)
  for (const name of consoleNames) ship.bridge!.autopilot[name] = false
  return ship
}

/** A raider at a distance and bearing from the middle, its bow toward it, that neither moves nor shoots. */
export function addDummy(world: World, away: number, from = 0): Ship {
  const place = { x: sin(from) * away, z: cos(from) * away }
  const ship = spawnAiShip(world, 'npc-frigate', 'corsairs', { ...place, heading: bearing(place, { x: 0, z: 0 }) }, [])
  delete ship.ai
  ship.beamsMode = 'hold'
  ship.shields.up = false
  return ship
}

export const addDock = (world: World, away: number): Station =>
  spawnStation(world, 'small', 'union', 'Testwick', { x: 0, z: away })

/** Lets `seconds` pass and returns all that happened. */
export function pass(world: World, seconds: number): WorldEvent[] {
  const events: WorldEvent[] = []
  const ticks = Math.round(seconds * world.hz)
  for (let i = 0; i < ticks; i++) events.push(...step(world, [], 1 / world.hz).events)
  return events
}

/** Lets `seconds` pass and returns how many torpedoes were fired. */
export function launched(world: World, seconds: number): number {
  const ids = new Set<number>(world.torpedoes.map(({ id }) => id))
  const before = ids.size
  for (let i = 0; i < Math.round(seconds * world.hz); i++) {
    pass(world, 1 / world.hz)
    for (const { id } of world.torpedoes) ids.add(id)
  }
  return ids.size - before
}

/** Gives one order in a step of its own; returns why it was refused, if it was. */
export function give(world: World, name: string, args: unknown, group = 0) {
  const order: Order = { group, name, arguments: args }
  return step(world, [order], 1 / world.hz).results[0]
}
