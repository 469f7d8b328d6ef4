/** What a record of ordnance holds. */

export interface Ordnance {
  readonly id: string
  readonly name: string
  /** Units a second, radians a second, seconds. */
  readonly speed: number
  readonly turnRate: number
  readonly life: number
  readonly radius: number
  /** Damage where it bursts and at the edge of its blast; between them it falls evenly. */
  readonly damage: { readonly centre: number; readonly edge: number }
  /** Radius in units. */
  readonly blast: number
  /** It leaves hulls and systems alone. */
  readonly isForShields?: boolean
  /** Turns toward a target, and so needs one. */
  readonly isGuided?: boolean
  /** Pieces that leave the tube one after the other, and the seconds between two. */
  readonly salvo?: { readonly count: number; readonly every: number }
  /** It leaves astern, stops when it is armed, and waits: seconds until then, the range in units from its middle to an
   *  enemy's hull that sets it off, and the seconds from there to the burst. It lasts as long as it waits. */
  readonly mine?: { readonly arming: number; readonly sensor: number; readonly fuse: number }
}
