/** Tiers of interest: how near a contact is decides how finely its motion is told. */
import type { Tier } from '../../schema/contact.replica.ts'
import { sectorHalf } from '../../schema/limits.ts'

const degrees = (count: number): number => (count * Math.PI) / 180

interface TierRule {
  /** Distance in units up to which the tier reaches. */
  reach: number
  /** Times a second that a contact's motion is looked at, at most. */
  rate: number
  /** Seconds until its motion is looked at again, as a rule. */
  ahead: number
  /** A new report comes when the last one, reckoned on to the next look, would err by more than this, in units, … */
  tolerance: number
  /** … or the heading by more than this, in radians. */
  turn: number
}

/** How long what a crew knows of somebody may be out of date, in seconds, while nothing happens to them; the motion of near ones is
 *  followed in between. */
export const lookSeconds = 0.5

/** Tolerances leave room for what nobody can foresee: pages err by 5, 25 and 100 units at the most of one in a hundred times. */
export const tierRules: Record<Tier, TierRule> = {
  near: { reach: 10_000, rate: 10, ahead: 0.2, tolerance: 4.9, turn: degrees(3) },
  mid: { reach: 20_000, rate: 2, ahead: lookSeconds, tolerance: 24, turn: degrees(6) },
  far: { reach: 50_000, rate: 2, ahead: lookSeconds, tolerance: 97, turn: degrees(180) },
  /** Stations, which charts show at any distance, and the crew's own probes. */
  always: { reach: Number.POSITIVE_INFINITY, rate: 2, ahead: lookSeconds, tolerance: 21, turn: degrees(180) },
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

/** Further than anything is from anything, in units. */
const farthest = 4 * sectorHalf

/** The distances between which something in `tier` stays in it; for undefined, out of range. */
export function tierBounds(tier: Tier | undefined): { from: number; to: number } {
  if (tier === 'always') return { from: 0, to: farthest }
  if (tier === undefined) return { from: tierRules.far.reach, to: Number.POSITIVE_INFINITY }
  const nearer = byDistance[byDistance.indexOf(tier) - 1]
  return { from: nearer ? tierRules[nearer].reach : 0, to: tierRules[tier].reach * hysteresis }
}
