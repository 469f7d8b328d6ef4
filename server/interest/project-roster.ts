/** Who is in the sector at a tick, listed once for all crews: most bodies concern a crew only now and then, and whether one does
 *  now shall cost a look into a table, not at the body. */
import type { ContactKind } from '../../schema/contact.replica.ts'
import { ordnanceOf } from '../../simulation/ordnance/index.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import { isInNebula } from '../../simulation/terrain.ts'
import type { Anomaly, Asteroid, Ship, World, WorldEvent } from '../../simulation/world.ts'
import { leapsOf, type Tracked } from './project-tracks.ts'

export type Body = Tracked | Asteroid | Anomaly

type Numbers = Int32Array | Float64Array | Uint8Array

/** A table of numbers by id, 0 where nothing was written. */
export class IdTable<Values extends Numbers> {
  values: Values
  private readonly Values: new (
    length: number,
  ) => Values

  constructor(Values: new (length: number) => Values) {
    this.Values = Values
    this.values = new Values(1024)
  }

  /** Makes room for ids below `end`. */
  reach(end: number): void {
    if (end <= this.values.length) return
    const wider = new this.Values(Math.max(end, this.values.length * 2))
    wider.set(this.values)
    this.values = wider
  }
}

export class Roster {
  /** Who is there, in the order of the world's lists: themselves, what they are, and their ids. */
  readonly bodies: Body[] = []
  readonly kinds: ContactKind[] = []
  readonly ids = new IdTable(Int32Array)
  /** Where they are at this tick, in units, and 1 for whom a cloud hides: side by side, to be gone through by every crew. */
  readonly x = new IdTable(Float64Array)
  readonly z = new IdTable(Float64Array)
  readonly hidden = new IdTable(Uint8Array)
  /** Ids of all who have gone so far, in the order in which they went. */
  readonly lost: number[] = []
  /** By id: the tick at which it last leapt, was hit or was scanned, plus one: no crew's next look at it may wait. */
  readonly newsAt = new IdTable(Int32Array)
  /** Tick at which somebody was last seen to have leapt. */
  newestLeap = -1
  private readonly leaps = new IdTable(Int32Array)
  private leapers: Ship[] = []
  /** By id: the number of the newest listing that has it. */
  private readonly listedBy = new IdTable(Int32Array)
  private listings = 0
  private tick = -1

  /** Brings the roster up to the world's tick. */
  update(world: World): void {
    if (world.tick === this.tick) return
    this.tick = world.tick
    if (!this.isCurrent(world)) this.list(world)
    this.locate(world)
    for (const event of world.events) {
      const id = event.type === 'scanned' ? event.data.contact : victimOf(event)
      if (id !== undefined) this.newsAt.values[id] = world.tick + 1
    }
    for (const ship of this.leapers) {
      const leaps = leapsOf(ship)
      if (leaps === this.leaps.values[ship.id]) continue
      this.leaps.values[ship.id] = leaps
      this.newsAt.values[ship.id] = world.tick + 1
      this.newestLeap = world.tick
    }
  }

  /** True while nobody has come or gone: most ticks bring no change, and then nobody needs to be looked at. */
  private isCurrent(world: World): boolean {
    let index = 0
    for (const list of listsOf(world)) {
      for (const body of list) {
        if (this.bodies[index] !== body) return false
        index++
      }
    }
    return index === this.bodies.length
  }

  private locate(world: World): void {
    const [x, z, hidden] = [this.x.values, this.z.values, this.hidden.values]
    const isClear = world.nebulae.length === 0
    for (let index = 0; index < this.bodies.length; index++) {
      const body = this.bodies[index]!
      x[index] = body.x
      z[index] = body.z
      hidden[index] = isClear || !isInNebula(world, body) ? 0 : 1
    }
  }

  private list(world: World): void {
    const before = this.bodies.map(({ id }) => id)
    for (const table of [this.listedBy, this.newsAt, this.leaps]) table.reach(world.nextId)
    this.listings++
    this.bodies.length = 0
    this.kinds.length = 0
    for (const list of listsOf(world)) for (const body of list) this.add(body)
    this.leapers = world.ships.filter((ship) => shipClassOf(ship).drive !== undefined)
    for (const id of before) if (this.listedBy.values[id] !== this.listings) this.lost.push(id)
  }

  private add(body: Body): void {
    const index = this.bodies.push(body) - 1
    this.kinds.push(kindOf(body))
    for (const table of [this.ids, this.x, this.z, this.hidden]) table.reach(index + 1)
    this.ids.values[index] = body.id
    this.listedBy.values[body.id] = this.listings
  }
}

/** Id of whom a torpedo or a beam has hit. */
export function victimOf(event: WorldEvent): number | undefined {
  if (event.type === 'hit') return event.data.id
  return event.type === 'beam' ? event.data.target : undefined
}

const listsOf = ({ ships, stations, torpedoes, probes, asteroids, anomalies }: World): readonly (readonly Body[])[] => [
  ships,
  stations,
  torpedoes,
  probes,
  asteroids,
  anomalies,
]

/** What it is for as long as it is; a ship may have become a wreck since. */
function kindOf(body: Body): ContactKind {
  if ('helm' in body) return 'ship'
  if ('owner' in body) return ordnanceOf(body).mine ? 'mine' : 'torpedo'
  if ('stationClass' in body) return 'station'
  if ('number' in body) return 'probe'
  return 'kind' in body ? 'anomaly' : 'asteroid'
}

const rosters = new WeakMap<World, Roster>()

/** The world's roster as of its tick. */
export function rosterOf(world: World): Roster {
  const roster = rosters.get(world) ?? new Roster()
  rosters.set(world, roster)
  roster.update(world)
  return roster
}
