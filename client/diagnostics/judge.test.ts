import assert from 'node:assert/strict'
import { createMeter } from '../network/meter.ts'
import { healthOf, levelOf, rateOf } from './judge.ts'

describe('what is good on a line', () => {
  it('says nothing of what was not measured', () => {
    assert.equal(levelOf('rtt', { value: undefined }, 20), undefined)
    assert.equal(healthOf(createMeter(() => 0).read(0), 20), undefined)
  })

  it('goes by bounds', () => {
    assert.deepEqual(
      [100, 101, 250, 251].map((value) => levelOf('rtt', { value }, 20)),
      ['good', 'fair', 'fair', 'poor'],
    )
  })

  it('takes a game that stands for paused, and one that creeps for slow', () => {
    assert.deepEqual(
      [0, 20, 18, 15, 5].map((value) => levelOf('tickRate', { value }, 20)),
      ['good', 'good', 'good', 'fair', 'poor'],
    )
  })

  it('is as bad as the worst that a player feels', () => {
    const meter = createMeter(() => 0)
    meter.rtt(40)
    assert.equal(healthOf(meter.read(0), 20), 'good')
    meter.verified(false)
    assert.equal(healthOf(meter.read(0), 20), 'fair')
    meter.corrected(80, 0)
    assert.equal(healthOf(meter.read(0), 20), 'poor')
  })

  it('writes rates so that they fit', () => {
    assert.deepEqual(
      [0, 999, 1640, 23_456].map((bytes) => Object.values(rateOf(bytes)).join(' ')),
      ['0 B/s', '999 B/s', '1.6 kB/s', '23 kB/s'],
    )
  })
})
