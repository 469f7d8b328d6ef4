/** The one source of chance: sfc32, whose state is part of the world. */

export type RandomState = [number, number, number, number]

/** Spreads one 32-bit integer over the generator's state; the first outputs still resemble the seed and are dropped. */
export function seedRandom(seed: number): RandomState {
  const state: RandomState = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1]
  for (let i = 0; i < 15; i++) nextRandom(state)
  return state
}

/** The next number in [0, 1), in steps of 2⁻³² (sfc32 of Chris Doty-Humphrey's PractRand). */
export function nextRandom(state: RandomState): number {
  const [a, b, c, counter] = state
  const sum = (((a + b) | 0) + counter) | 0
  state[0] = b ^ (b >>> 9)
  state[1] = (c + (c << 3)) | 0
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0
  state[3] = (counter + 1) | 0
  return (sum >>> 0) / 4294967296
}

export const randomBetween = (state: RandomState, low: number, high: number): number =>
  low + (high - low) * nextRandom(state)

/** A whole number from 0 to `count` − 1. */
export const randomIndex = (state: RandomState, count: number): number => Math.floor(nextRandom(state) * count)
