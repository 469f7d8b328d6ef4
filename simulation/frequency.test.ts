import assert from 'node:assert/strict'
import fc from 'fast-check'
import { bestAgainst, frequencies, frequencyFactor, randomFrequency } from './frequency.ts'
import { seedRandom } from './random.ts'

const any = fc.constantFrom(...frequencies)

describe('frequencies', () => {
  it('are 400 to 800 THz in steps of 20, and chance picks from them', () => {
    assert.deepEqual([frequencies[0], frequencies.at(-1), frequencies.length], [400, 800, 21])
    const draw = seedRandom(3)
    for (let i = 0; i < 100; i++) assert.ok(frequencies.includes(randomFrequency(draw)))
  })

  it('matching ones count half, the far end of the band 1.4 times, further apart never less', () => {
    fc.assert(
      fc.property(any, any, any, (shield, one, other) => {
        assert.equal(frequencyFactor(shield, shield), 0.5)
        assert.ok(Math.abs(frequencyFactor(bestAgainst(shield), shield) - 1.4) < 1e-9)
        const isNearer = Math.abs(one - shield) <= Math.abs(other - shield)
        assert.ok(!isNearer || frequencyFactor(one, shield) <= frequencyFactor(other, shield))
      }),
    )
  })

  it('780 THz against 520 count 1.34 times', () => {
    assert.ok(Math.abs(frequencyFactor(780, 520) - 1.336) < 0.001)
  })
})
