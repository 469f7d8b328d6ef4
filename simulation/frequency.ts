/** Frequencies of beams and shields, and what a beam of one does to a shield of another. */
import { type RandomState, randomIndex } from './random.ts'

/** THz. */
export const frequencyBand = { low: 400, high: 800, step: 20 } as const
export const frequencies: readonly number[] = Array.from(
  { length: (frequencyBand.high - frequencyBand.low) / frequencyBand.step + 1 },
  (_, index) => frequencyBand.low + index * frequencyBand.step,
)

export const randomFrequency = (draw: RandomState): number => frequencies[randomIndex(draw, frequencies.length)]!

/** How much of a beam's hit counts against a shield: 0.5 when they match, 1.4 at the end of the band that is further
 *  from the shield's frequency, evenly between: 0.5 + 0.9 · |beam − shield| / max(shield − 400, 800 − shield).
 *  [THz; factor 0.5–1.4]   (EmptyEpsilon's bounds; its curve is a damped cosine) */
export function frequencyFactor(beam: number, shield: number): number {
  const furthest = Math.max(shield - frequencyBand.low, frequencyBand.high - shield)
  return 0.5 + (0.9 * Math.abs(beam - shield)) / furthest
}

/** The frequency that hurts such a shield most. */
export const bestAgainst = (shield: number): number =>
  shield - frequencyBand.low > frequencyBand.high - shield ? frequencyBand.low : frequencyBand.high
