/** Who is in the sector at a tick, listed once for all crews: most bodies concern a crew only now and then, and whether one does
 *  now shall cost a look into a table, not at the body. */
import type { Anomaly, Asteroid, World } from '../../simulation/world.ts'
import { leapsOf, type Tracked } from './project-tracks.ts'

export type Body = Tracked | Asteroid | Anomaly

/** A table of numbers by id, 0 where nothing was written. */
export class IdTable {
  values = new Int32Array(1024)

  /** Makes room for ids below `end`. */
  reach(end: number): void {
    if (end <= this.values.length) return
    const wider = new Int32Array(Math.max(end, this.values.length * 2))
    wider.set(this.values)
    this.values = wider
  }
}

export class Roster {
  /** In the order of the world's lists; of both only the first `count` hold. */
  readonly bodies: Body[] = []
  readonly ids = new IdTable()
  count = 0
  /** By id: the tick of the newest roster that lists it, plus one. */
  readonly listedAt = new IdTable()
  /** By id: the tick at which its jumps or its warp were last seen to change, plus one. */
  readonly leaptAt = new IdTable()
  /** Ticks at which somebody was last seen to have leapt, and to have gone. */
  newestLeap = -1
  newestLoss = -1
  private readonly leaps = new IdTable()
  private tick = -1

  /** Brings the roster up to the world's tick. */
  update(world: World): void {
    if (world.tick === this.tick) return
    this.tick = world.tick
    for (const table of [this.listedAt, this.leaptAt, this.leaps]) table.reach(world.nextId)
    const before = this.count
    this.count = 0
    let newcomers = 0
    for (const list of [world.ships, world.stations, world.torpedoes, world.probes, world.asteroids, world.anomalies])
      for (const body of list) if (this.list(body)) newcomers++
    if (before + newcomers > this.count) this.newestLoss = world.tick
    for (const ship of world.ships) {
      const leaps = leapsOf(ship)
      if (leaps === this.leaps.values[ship.id]) continue
      this.leaps.values[ship.id] = leaps
      this.leaptAt.values[ship.id] = world.tick + 1
      this.newestLeap = world.tick
    }
  }

  /** True for one whom no roster has listed before. */
  private list(body: Body): boolean {
    const { listedAt, ids, tick } = this
    ids.reach(this.count + 1)
    ids.values[this.count] = body.id
    this.bodies[this.count++] = body
    const isNew = listedAt.values[body.id] === 0
    listedAt.values[body.id] = tick + 1
    return isNew
  }

  /** False for what has gone. */
  lists(id: number): boolean {
    return this.listedAt.values[id] === this.tick + 1
  }
}

const rosters = new WeakMap<World, Roster>()

/** The world's roster as of its tick. */
export function rosterOf(world: World): Roster {
  const roster = rosters.get(world) ?? new Roster()
  rosters.set(world, roster)
  roster.update(world)
  return roster
}
