/** What a record of a faction holds. */

export interface Faction {
  readonly id: string
  readonly name: string
  /** Names for its ships; a number follows when they run out. */
  readonly shipNames: readonly string[]
}

export type Relation = 'friend' | 'neutral' | 'hostile'
