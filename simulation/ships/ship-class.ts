/** What a record of a ship class holds. */
import type { OrdnanceId } from '../ordnance/index.ts'

export interface ShipClass {
  readonly id: string
  readonly name: string
  readonly hull: number
  readonly radius: number
  readonly shields: { readonly front: number; readonly rear: number }
  /** Units a second at 100% power. */
  readonly speed: number
  /** Units a second². */
  readonly acceleration: number
  /** Radians a second at 100% power, and radians a second². */
  readonly turnRate: number
  readonly turnAcceleration: number
  /** What brings it far, if anything does. */
  readonly drive?: 'warp' | 'jump'
  /** Angles in radians, range in units, cycle in seconds at 100% power. */
  readonly beams: readonly {
    readonly direction: number
    readonly arc: number
    readonly range: number
    readonly cycle: number
    readonly damage: number
  }[]
  readonly tubes: number
  /** Tubes besides, for mines alone; a ship that has any lays mines from nowhere else. */
  readonly mineTubes?: number
  /** Seconds at 100% power. */
  readonly loadSeconds: number
  readonly stock: Readonly<Partial<Record<OrdnanceId, number>>>
}
