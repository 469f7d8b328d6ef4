/** Plain sight: whom a crew sees with nothing in between, so that another look would tell the same until they have come nearer, gone
 *  further or been scanned. Most looks are at those, and cost two multiplications; of some there are gauges to read besides. */
import type { Tier } from '../../schema/contact.replica.ts'
import { blipRange, closeRange } from '../../simulation/ranges.ts'
import { isInNebula } from '../../simulation/terrain.ts'
import type { Probe, Ship, World } from '../../simulation/world.ts'
import { IdTable, type Roster } from './project-roster.ts'
import { tierBounds } from './tiers.ts'

/** Distances at which a crew begins to see something else, whatever the tier. */
const edges = [closeRange, blipRange]

export class PlainSight {
  /** By id: the squares of the distances between which a look would show what the last one did; 0 and 0 where that was not plain. */
  private readonly from = new IdTable(Float64Array)
  private readonly to = new IdTable(Float64Array)
  /** How well the crew had scanned it, and 1 where gauges are told, which change by themselves. */
  private readonly scanned = new IdTable(Uint8Array)
  private readonly gauged = new IdTable(Uint8Array)
  private scans: Readonly<Record<number, number>> = {}
  private probes: readonly Probe[] = []
  private x = 0
  private z = 0
  private isHidden = false

  /** The crew looks around from where it is now. */
  begin(world: World, ship: Ship): void {
    const { bridge, x, z } = ship
    for (const table of [this.from, this.to, this.scanned, this.gauged]) table.reach(world.nextId)
    this.x = x
    this.z = z
    this.scans = bridge?.scans ?? {}
    this.probes = world.probes.filter(({ group }) => group === bridge?.group)
    this.isHidden = isInNebula(world, ship)
  }

  /** True when a look at the roster's body would tell what the last one told. */
  isSame(roster: Roster, index: number, id: number): boolean {
    const to = this.to.values[id]!
    if (to === 0 || this.isHidden || roster.hidden.values[index] === 1) return false
    const x = roster.x.values[index]!
    const z = roster.z.values[index]!
    const square = (x - this.x) ** 2 + (z - this.z) ** 2
    if (square <= this.from.values[id]! || square >= to) return false
    return (this.scans[id] ?? 0) === this.scanned.values[id] && !this.isProbed(x, z)
  }

  /** True when the body's gauges are told. */
  isGauged(id: number): boolean {
    return this.gauged.values[id] === 1
  }

  /** True when the body was out of the crew's sensors' reach at the last look, which was a plain one. */
  isBeyond(id: number): boolean {
    return this.to.values[id] === Number.POSITIVE_INFINITY
  }

  /** What a look has shown at a distance: the body in a tier, with gauges or without, or undefined for nothing of it. */
  keep(id: number, distance: number, tier: Tier | undefined, place: { x: number; z: number }, isGauged = false): void {
    let { from, to } = tierBounds(tier)
    // Nearer than where others would be seen: a torpedo, which only the edges below tell apart.
    if (distance <= from) from = 0
    for (const edge of edges) {
      if (distance <= edge) to = Math.min(to, edge)
      else from = Math.max(from, edge)
    }
    const isPlain = distance < to && !this.isHidden && !this.isProbed(place.x, place.z)
    this.from.values[id] = isPlain ? from * from : 0
    this.to.values[id] = isPlain ? to * to : 0
    this.scanned.values[id] = this.scans[id] ?? 0
    this.gauged.values[id] = isGauged ? 1 : 0
  }

  /** The next look at the body shall be a whole one. */
  drop(id: number): void {
    this.to.values[id] = 0
  }

  clear(): void {
    this.to.values.fill(0)
  }

  /** A probe of the crew's sees past the distance from the ship. */
  private isProbed(x: number, z: number): boolean {
    for (const probe of this.probes) if ((x - probe.x) ** 2 + (z - probe.z) ** 2 <= closeRange ** 2) return true
    return false
  }
}
