import assert from 'node:assert/strict'
import fc from 'fast-check'
import { nextRandom, randomBetween, randomIndex, seedRandom } from './random.ts'

describe('random', () => {
  it('gives the same stream for the same seed, and another for another', () => {
    const stream = (seed: number) => {
      const state = seedRandom(seed)
      return Array.from({ length: 50 }, () => nextRandom(state))
    }
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        assert.deepEqual(stream(one), stream(one))
        if (one !== other) assert.notDeepEqual(stream(one), stream(other))
      }),
    )
  })

  it('stays in its range and fills it evenly', () => {
    const state = seedRandom(42)
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 20_000; i++) {
      const index = randomIndex(state, 10)
      counts[index]! += 1
    }
    // 2,000 are expected each; ±200 is more than four standard deviations.
    for (const count of counts) assert.ok(Math.abs(count - 2000) < 200, `${counts}`)
    for (let i = 0; i < 1000; i++) {
      const value = randomBetween(state, -3, 5)
      assert.ok(value >= -3 && value < 5)
    }
  })
})
