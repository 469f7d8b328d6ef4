/** The catalogue of factions, and how each stands to each. */
import { corsairs } from './corsairs.ts'
import { dominion } from './dominion.ts'
import type { Faction, Relation } from './faction.ts'
import { guild } from './guild.ts'
import { union } from './union.ts'

export const factions = {
  union,
  corsairs,
  dominion,
  guild,
} satisfies Record<string, Faction>
export type FactionId = keyof typeof factions

export const relations = {
  union: { union: 'friend', corsairs: 'hostile', dominion: 'hostile', guild: 'neutral' },
  corsairs: { union: 'hostile', corsairs: 'friend', dominion: 'neutral', guild: 'neutral' },
  dominion: { union: 'hostile', corsairs: 'neutral', dominion: 'friend', guild: 'neutral' },
  guild: { union: 'neutral', corsairs: 'neutral', dominion: 'neutral', guild: 'friend' },
} satisfies Record<FactionId, Record<FactionId, Relation>>

interface Member {
  readonly faction: string
}

export const relationBetween = (one: Member, other: Member): Relation =>
  relations[one.faction as FactionId][other.faction as FactionId]

export const isFriend = (one: Member, other: Member): boolean => relationBetween(one, other) === 'friend'
export const isHostile = (one: Member, other: Member): boolean => relationBetween(one, other) === 'hostile'
