import assert from 'node:assert/strict'
import { bearing, distance, shortDistance, signed, time } from './figures.ts'

describe('figures', () => {
  it('writes bearings with three figures and never 360', () => {
    assert.deepEqual([0, Math.PI / 2, Math.PI * 2 - 0.001, -Math.PI / 2].map(bearing), ['000', '090', '000', '270'])
  })

  it('writes distances with as many figures as one can use', () => {
    assert.deepEqual([0, 640, 999.6, 1040, 9994, 14_520, 50_000].map(distance), [
      '0 u',
      '640 u',
      '1.00k',
      '1.04k',
      '9.99k',
      '14.5k',
      '50.0k',
    ])
    assert.deepEqual([500, 2500, 10_000].map(shortDistance), ['500', '2.5k', '10k'])
  })

  it('writes times as a clock does', () => {
    assert.deepEqual([0, 41.9, 872, 4360, -3].map(time), ['0:00', '0:41', '14:32', '1:12:40', '0:00'])
  })

  it('gives no sign to nothing', () => {
    assert.deepEqual(
      [0, -0.04, 1.83, -1.83].map((value) => signed(value)),
      ['0.0', '0.0', '+1.8', '−1.8'],
    )
  })
})
