/** What a record of a station class holds. */

export interface StationClass {
  readonly id: string
  readonly name: string
  readonly hull: number
  /** Strength of each of its two shields. */
  readonly shields: number
  readonly radius: number
}
