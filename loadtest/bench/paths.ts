/** Paths of all that moves, recorded tick by tick where the world is, and how far crews' tracks are from them. */
import type { Tier } from '../../schema/contact.replica.ts'
import type { World } from '../../simulation/world.ts'
import type { Bot } from '../bot/crew.ts'
import { motionAt } from '../bot/track.ts'
import { round } from './report.ts'

/** Rows of tick, id, x, z as base64 of 32-bit floats: one message carries a minute. */
export type PathText = string

/** Ticks and ids below 2²⁴ are exact in 32 bits; places err by 0.004 units at the sector's edge. */
const columns = 4

/** A list of rows of four numbers that grows without garbage. */
class Rows {
  values = new Float32Array(columns * 65_536)
  length = 0

  add(first: number, second: number, third: number, fourth: number): void {
    if (this.length === this.values.length) {
      const wider = new Float32Array(this.values.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length++] = first
    this.values[this.length++] = second
    this.values[this.length++] = third
    this.values[this.length++] = fourth
  }
}

/** Records one world's bodies at the end of each of its steps. */
export class PathRecorder {
  private rows = new Rows()
  private world: World | undefined

  /** Begins anew, with the first world that steps from now on. */
  begin(): void {
    this.rows = new Rows()
    this.world = undefined
  }

  record(world: World): void {
    this.world ??= world
    if (world !== this.world) return
    for (const bodies of [world.ships, world.stations, world.torpedoes, world.probes])
      for (const { id, x, z } of bodies) this.rows.add(world.tick, id, x, z)
  }

  read(): PathText {
    const { values, length } = this.rows
    return Buffer.from(values.buffer, 0, length * values.BYTES_PER_ELEMENT).toString('base64')
  }
}

/** Error of tracks in units. */
interface TrackErrors {
  count: number
  p50: number
  p99: number
  max: number
}

/** Notes the tracks of one bot a ship at every tick it receives. */
export class TrackWatch {
  /** Tick, id, x, z of each contact at each received tick, by tier. */
  private readonly seen = new Map<Tier, Rows>()
  private readonly ends: (() => void)[]

  constructor(bots: Bot[]) {
    this.ends = bots.map(({ person }) => {
      const { onStateChange } = person.room
      const look = () => this.look(person)
      onStateChange(look)
      return () => onStateChange.remove(look)
    })
  }

  private look({ state: { game, tick }, tickHz }: Bot['person']): void {
    for (const contact of game.contacts.toArray()) {
      if (contact.id === 0) continue
      const rows = this.seen.get(contact.tier) ?? new Rows()
      this.seen.set(contact.tier, rows)
      const { x, z } = motionAt(contact, tick, tickHz)
      rows.add(tick, contact.id, x, z)
    }
  }

  end(): void {
    for (const end of this.ends) end()
  }

  /** Errors by tier against the recorded paths. What is on none, rocks and the like, stands still and does not count. */
  errors(paths: PathText): Record<Tier, TrackErrors> {
    const truth = readPaths(paths)
    const of = (tier: Tier) => errorsOf(this.seen.get(tier) ?? new Rows(), truth)
    return { near: of('near'), mid: of('mid'), far: of('far'), always: of('always') }
  }
}

const keyOf = (tick: number, id: number) => tick * 2 ** 24 + id

function readPaths(paths: PathText): { values: Float32Array; at: Map<number, number> } {
  const bytes = Buffer.from(paths, 'base64')
  const values = new Float32Array(new Uint8Array(bytes).buffer)
  const at = new Map<number, number>()
  for (let row = 0; row < values.length; row += columns) at.set(keyOf(values[row]!, values[row + 1]!), row)
  return { values, at }
}

function errorsOf({ values, length }: Rows, truth: ReturnType<typeof readPaths>): TrackErrors {
  const errors: number[] = []
  for (let row = 0; row < length; row += columns) {
    const real = truth.at.get(keyOf(values[row]!, values[row + 1]!))
    if (real === undefined) continue
    errors.push(Math.hypot(values[row + 2]! - truth.values[real + 2]!, values[row + 3]! - truth.values[real + 3]!))
  }
  errors.sort((one, other) => one - other)
  const at = (share: number) => round(errors[Math.max(0, Math.ceil(share * errors.length) - 1)] ?? 0)
  return { count: errors.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
