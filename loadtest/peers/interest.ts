/** What the tiers promise, whoever keeps it: reach, rate and accuracy. */
import type { Tier } from '../../schema/contact.replica.ts'

interface TierPromise {
  /** Units up to which the tier reaches. */
  reach: number
  /** Updates a second, at most. */
  rate: number
  /** How far a contact may be shown from its place, in units. */
  place: number
  /** How far its heading may be off, in radians; absent where none is told. */
  heading?: number
}

const degree = Math.PI / 180

export const promises: Record<Tier, TierPromise> = {
  near: { reach: 10_000, rate: 10, place: 5, heading: 3 * degree },
  mid: { reach: 20_000, rate: 2, place: 25, heading: 6 * degree },
  far: { reach: 50_000, rate: 1, place: 100 },
  always: { reach: Number.POSITIVE_INFINITY, rate: 2, place: 25 },
}

/** Who has come in stays in its tier up to this much beyond the edge. */
export const hysteresis = 1.05
export const farthest = promises.far.reach * hysteresis

const byDistance = ['near', 'mid', 'far'] as const

/** The tier of something `away` units off that was in `before`; undefined out of range. */
export function tierOf(away: number, before?: Tier): Tier | undefined {
  let slack = 1
  for (const tier of byDistance) {
    if (tier === before) slack = hysteresis
    if (away < promises[tier].reach * slack) return tier
  }
  return undefined
}

/** How far something may have come since its distance was last looked at, in units. */
const sinceLook = 150

/** Whether the rule allows this tier at this distance, whatever was before, half a second ago. */
export const mayBe = (tier: Tier, away: number): boolean =>
  [away, away - sinceLook, away + sinceLook].some((then) => tierOf(then) === tier || tierOf(then, tier) === tier)
