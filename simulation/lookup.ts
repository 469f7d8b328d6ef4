/** Finds what is in the sector by id and by place, without going through everything each time. */
import { isFriend, isHostile } from './factions/index.ts'
import { distance } from './math.ts'
import type { Ship, Station, Torpedo, World } from './world.ts'

/** What has a hull: it can be hit, docked at, chased. */
export type Vessel = Ship | Station

/** Side of a grid cell in units: half the reach of the commonest question, who is within 10,000. */
const cellSize = 5000
/** Cells of a row; the sector needs 41. */
const rowLength = 64
/** What moves may have left its cell since the step began: even a ship at full warp covers less in a tenth of a second. */
const slack = 450

/** A list that is filled anew in every step and keeps its room meanwhile: an emptied array would give it back. */
interface Roll<Item> {
  items: Item[]
  count: number
}

/** Vessels by the cell they stand in. */
interface Layer {
  vessels: Roll<Vessel>
  cells: (Roll<Vessel> | undefined)[]
  /** Cells that hold somebody. */
  used: Roll<number>
}

const emptyRoll = <Item>(): Roll<Item> => ({ items: [], count: 0 })

function enroll<Item>(roll: Roll<Item>, item: Item): void {
  roll.items[roll.count] = item
  roll.count += 1
}

function visitRoll<Item>(roll: Roll<Item>, visit: (item: Item) => void): void {
  for (let index = 0; index < roll.count; index++) visit(roll.items[index]!)
}

interface Lookup {
  byId: Map<number, Vessel>
  /** Apart from the vessels: they come and go all the time, and stand in no cell. */
  torpedoes: Map<number, Torpedo>
  all: Layer
  /** Cells of `all.vessels`, in their order. */
  keys: number[]
  /** A layer a faction: most ask for their enemies, who are few or none. */
  byFaction: Map<string, Layer>
}

/** Derived from the worlds and never saved: one a world, renewed at the start of each step. */
const lookups = new WeakMap<World, Lookup>()

const emptyLayer = (): Layer => ({ vessels: emptyRoll(), cells: [], used: emptyRoll() })

function clear(layer: Layer): void {
  for (let index = 0; index < layer.used.count; index++) layer.cells[layer.used.items[index]!]!.count = 0
  layer.used.count = 0
  layer.vessels.count = 0
}

/** Renews what is known of the world; `step` does so first of all. */
export function rebuildLookup(world: World): Lookup {
  const lookup = lookups.get(world) ?? emptyLookup()
  lookups.set(world, lookup)
  listTorpedoes(world, lookup)
  if (isCurrent(world, lookup)) return lookup
  clear(lookup.all)
  lookup.byFaction.forEach(clear)
  for (const ship of world.ships) addVessel(lookup, ship)
  for (const station of world.stations) addVessel(lookup, station)
  // Ids stay from step to step; only when something has gone is the map made anew.
  if (lookup.byId.size > lookup.all.vessels.count) {
    lookup.byId.clear()
    visitRoll(lookup.all.vessels, (vessel) => lookup.byId.set(vessel.id, vessel))
  }
  return lookup
}

const emptyLookup = (): Lookup => ({
  byId: new Map(),
  torpedoes: new Map(),
  all: emptyLayer(),
  keys: [],
  byFaction: new Map(),
})

function listTorpedoes(world: World, { torpedoes }: Lookup): void {
  // Who is new has entered; only when somebody has gone is there anything to do.
  if (torpedoes.size === world.torpedoes.length && world.torpedoes.every(({ id }) => torpedoes.has(id))) return
  torpedoes.clear()
  for (const torpedo of world.torpedoes) torpedoes.set(torpedo.id, torpedo)
}

/** True when making it anew would change nothing: the same vessels, and each in its cell. Most steps take nobody across an
 *  edge. */
function isCurrent({ ships, stations }: World, { byId, all, keys }: Lookup): boolean {
  const { items, count } = all.vessels
  if (count !== ships.length + stations.length || byId.size !== count) return false
  for (let index = 0; index < count; index++) {
    const vessel = index < ships.length ? ships[index]! : stations[index - ships.length]!
    if (items[index] !== vessel || keys[index] !== keyOf(vessel)) return false
  }
  return true
}

const lookupOf = (world: World): Lookup => lookups.get(world) ?? rebuildLookup(world)

const cellOf = (coordinate: number): number => Math.floor(coordinate / cellSize) + rowLength / 2
const keyOf = ({ x, z }: Vessel): number => cellOf(z) * rowLength + cellOf(x)

function addVessel(lookup: Lookup, vessel: Vessel): void {
  lookup.byId.set(vessel.id, vessel)
  const key = keyOf(vessel)
  lookup.keys[lookup.all.vessels.count] = key
  let layer = lookup.byFaction.get(vessel.faction)
  if (!layer) {
    layer = emptyLayer()
    lookup.byFaction.set(vessel.faction, layer)
  }
  addToLayer(lookup.all, key, vessel)
  addToLayer(layer, key, vessel)
}

function addToLayer(layer: Layer, key: number, vessel: Vessel): void {
  enroll(layer.vessels, vessel)
  let cell = layer.cells[key]
  if (!cell) {
    cell = emptyRoll()
    layer.cells[key] = cell
  }
  if (cell.count === 0) enroll(layer.used, key)
  enroll(cell, vessel)
}

/** Puts a newcomer into the world's lists and its lookup. */
export function enter(world: World, newcomer: { ship: Ship } | { station: Station } | { torpedo: Torpedo }): void {
  const lookup = lookupOf(world)
  if ('ship' in newcomer) {
    world.ships.push(newcomer.ship)
    addVessel(lookup, newcomer.ship)
  } else if ('station' in newcomer) {
    world.stations.push(newcomer.station)
    addVessel(lookup, newcomer.station)
  } else {
    world.torpedoes.push(newcomer.torpedo)
    lookup.torpedoes.set(newcomer.torpedo.id, newcomer.torpedo)
  }
}

/** A ship without a hull is a wreck; only wrecks of crewed ships stay in the world. */
export const isAlive = (vessel: Vessel): boolean => vessel.hull > 0

/** A living ship or station, or a torpedo in flight. */
export function findContact(world: World, id: number): Vessel | Torpedo | undefined {
  const torpedo = lookupOf(world).torpedoes.get(id)
  if (torpedo) return torpedo.life > 0 ? torpedo : undefined
  return findVessel(world, id)
}

export function findVessel(world: World, id: number): Vessel | undefined {
  const found = lookupOf(world).byId.get(id)
  return found && isAlive(found) ? found : undefined
}

/** The ship that has this id, a crew's wreck too: it still counts what its torpedoes do. */
export const findShip = (world: World, id: number): Ship | undefined => {
  const found = lookupOf(world).byId.get(id)
  return found && 'helm' in found ? found : undefined
}

export const shipOfGroup = (world: World, group: number): Ship | undefined => findShip(world, world.groups[group] ?? 0)

/** The crews' ships, lost ones too, in the order of their groups. */
export function crewedShips(world: World): Ship[] {
  return world.groups.map((id) => findShip(world, id)).filter((ship) => ship !== undefined)
}

/** Calls `visit` for every living vessel within `range` of a place, centre to centre. */
export function visitNearby(
  world: World,
  place: { x: number; z: number },
  range: number,
  visit: (vessel: Vessel, away: number) => void,
): void {
  visitLayer(lookupOf(world).all, place, range, visit)
}

/** The same for the enemies of `of` alone. */
export function visitNearbyHostile(
  world: World,
  of: { faction: string },
  place: { x: number; z: number },
  range: number,
  visit: (vessel: Vessel, away: number) => void,
): void {
  lookupOf(world).byFaction.forEach((layer, faction) => {
    if (isHostile(of, { faction })) visitLayer(layer, place, range, visit)
  })
}

function visitLayer(
  layer: Layer,
  place: { x: number; z: number },
  range: number,
  visit: (vessel: Vessel, away: number) => void,
): void {
  const reach = range + slack
  const [west, east] = [cellOf(place.x - reach), cellOf(place.x + reach)]
  const [south, north] = [cellOf(place.z - reach), cellOf(place.z + reach)]
  const check = (vessel: Vessel) => {
    const x = vessel.x - place.x
    const z = vessel.z - place.z
    const square = x * x + z * z
    // Most are far beyond, which needs no root to be seen.
    if (square > range * range * 1.001) return
    const away = Math.sqrt(square)
    if (away <= range && isAlive(vessel)) visit(vessel, away)
  }
  if ((east - west + 1) * (north - south + 1) > layer.vessels.count) {
    visitRoll(layer.vessels, check)
    return
  }
  for (let row = south; row <= north; row++) {
    for (let column = west; column <= east; column++) {
      const cell = layer.cells[row * rowLength + column]
      if (cell) visitRoll(cell, check)
    }
  }
}

/** The nearest living vessel that `accept` takes; of equally near ones the older. */
export const nearest = (
  world: World,
  place: { x: number; z: number },
  range: number,
  accept: (vessel: Vessel) => boolean,
): Vessel | undefined => nearestOf([lookupOf(world).all], place, range, accept)

function nearestOf(
  layers: Layer[],
  place: { x: number; z: number },
  range: number,
  accept: (vessel: Vessel) => boolean,
): Vessel | undefined {
  let best: Vessel | undefined
  let bestDistance = range
  for (const layer of layers) {
    visitLayer(layer, place, range, (vessel, away) => {
      if (away > bestDistance || (away === bestDistance && best && vessel.id > best.id)) return
      if (!accept(vessel)) return
      best = vessel
      bestDistance = away
    })
  }
  return best
}

/** The nearest living enemy of `of` within `range` of it that `accept` takes. */
export function nearestHostile(
  world: World,
  of: Vessel,
  range: number,
  accept: (vessel: Vessel) => boolean = () => true,
): Vessel | undefined {
  const enemies: Layer[] = []
  lookupOf(world).byFaction.forEach((layer, faction) => {
    if (isHostile(of, { faction })) enemies.push(layer)
  })
  return nearestOf(enemies, of, range, accept)
}

/** Its own side takes a ship in without asking; strangers do once Comms has asked them. */
export const hasLeave = (ship: Ship, station: Station): boolean =>
  isFriend(ship, station) || (ship.bridge?.permits.includes(station.id) ?? false)

/** The nearest station that lets the ship in. */
export function nearestDock(world: World, ship: Ship): Station | undefined {
  let best: Station | undefined
  for (const station of world.stations) {
    if (!isAlive(station) || isHostile(ship, station)) continue
    if (!hasLeave(ship, station)) continue
    if (!best || distance(ship, station) < distance(ship, best)) best = station
  }
  return best
}
