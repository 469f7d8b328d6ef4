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
}
