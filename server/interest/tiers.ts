/** Tiers of interest: how near a contact is decides how often and how finely its motion travels. */
import type { Tier } from '../../schema/contact.replica.ts'

const degrees = (count: number): number => (count * Math.PI) / 180

interface TierRule {
  /** Distance in units up to which the tier reaches. */
  reach: number
  /** Updates a second, at most. */
  rate: number
  /** Positions travel on this grid, in units. */
  grid: number
  /** A new report comes when reckoning on from the last one errs by more than this, in units, … */
  tolerance: number
  /** … or the heading by more than this, in radians. */
  turn: number
}

export const tierRules: Record<Tier, TierRule> = {
  near: { reach: 10_000, rate: 10, grid: 2, tolerance: 4, turn: degrees(1) },
  mid: { reach: 20_000, rate: 2, grid: 5, tolerance: 20, turn: degrees(6) },
  far: { reach: 50_000, rate: 1, grid: 25, tolerance: 80, turn: degrees(180) },
  /** Stations, which charts show at any distance. */
  always: { reach: Number.POSITIVE_INFINITY, rate: 2, grid: 25, tolerance: 20, turn: degrees(180) },
}

const byDistance: Tier[] = ['near', 'mid', 'far']
/** A contact must be this much beyond a tier's edge to leave it, so that one on the edge does not flicker. */
const hysteresis = 1.05

/** The tier at `distance` for something that is in `current` now; undefined out of range. */
export function tierAt(distance: number, current: Tier | undefined): Tier | undefined {
  let isInOrBelow = false
  for (const tier of byDistance) {
    isInOrBelow ||= tier === current
    if (distance < tierRules[tier].reach * (isInOrBelow ? hysteresis : 1)) return tier
  }
  return undefined
}
