import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createMeter, patchesKept, percentile } from './meter.ts'

describe('the meter', () => {
  const stage = () => {
    const clock = { now: 0 }
    return { clock, meter: createMeter(() => clock.now) }
  }

  it('knows nothing before anything was measured', () => {
    const { meter } = stage()
    const reading = meter.read(10_000)
    for (const name of ['rtt', 'jitter', 'bytesIn', 'tickRate', 'correction', 'drawnAge', 'clockOffset'] as const) {
      assert.deepEqual(reading[name], { value: undefined, high: undefined, points: [] })
    }
  })

  it('counts bytes and frames a second over whole seconds', () => {
    const { meter } = stage()
    for (let ms = 500; ms < 8000; ms += 100) meter.received('patch', 30, ms)
    meter.sent(1000, 7900)
    const reading = meter.read(8000)
    assert.equal(reading.bytesIn.value, 300)
    assert.equal(reading.framesIn.value, 10)
    assert.equal(reading.patchRate.value, 10)
    assert.equal(reading.bytesOut.value, 200)
    assert.equal(reading.bytesOut.high, 1000)
    // The half second at the beginning and the one under way are left out.
    assert.equal(meter.read(8500).bytesIn.points.length, 7)
    assert.equal(meter.read(8500).bytesIn.value, 300)
  })

  it('forgets what is older than a minute', () => {
    const { meter } = stage()
    meter.received('patch', 30, 1000)
    meter.received('patch', 30, 2000)
    const { points, value } = meter.read(200_000).bytesIn
    assert.equal(points.length, 60)
    assert.ok(points.every(([, bytes]) => bytes === 0))
    assert.equal(value, 0)
  })

  it('smooths jitter as RFC 3550 does: a sixteenth of each new difference', () => {
    const { meter, clock } = stage()
    meter.rtt(40)
    assert.equal(meter.read(0).jitter.value, undefined)
    meter.rtt(72)
    assert.equal(meter.read(0).jitter.value, 2)
    meter.rtt(72)
    assert.equal(meter.read(0).jitter.value, 2 - 2 / 16)
    clock.now = 1000
    meter.rtt(40)
    assert.equal(meter.read(1000).rtt.value, 40)
  })

  it('jitter comes to the mean difference of a steady alternation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 300 }), (base, swing) => {
        const { meter } = stage()
        for (let beat = 0; beat < 400; beat++) meter.rtt(base + (beat % 2) * swing)
        assert.ok(Math.abs((meter.read(0).jitter.value ?? 0) - swing) <= swing / 1000)
      }),
    )
  })

  it('names the value that a share of all stay below', () => {
    assert.equal(percentile([], 0.95), undefined)
    assert.equal(percentile([7], 0.95), 7)
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    assert.equal(percentile(hundred, 0.95), 95)
    assert.equal(percentile(hundred, 0.5), 50)
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (all, share) => {
          const found = percentile(all, share)!
          assert.ok(all.includes(found))
          assert.ok(all.filter((value) => value <= found).length >= share * all.length)
        },
      ),
    )
  })

  it('sees a gap when the server has said nothing for longer than it promised', () => {
    const { meter } = stage()
    meter.received('patch', 30, 1000)
    meter.received('patch', 30, 2000)
    assert.equal(meter.read(2000).gaps, 0)
    meter.received('patch', 30, 4000)
    assert.equal(meter.read(4000).gaps, 1)
    assert.deepEqual(
      meter.read(4000).patches.map(({ isLate }) => isLate),
      [false, false, true],
    )
  })

  it('takes the game’s pace, also over a gap, and leaves out where a new flight begins', () => {
    const { meter } = stage()
    for (let tick = 100; tick < 300; tick += 2) meter.ticked(tick, (tick - 100) * 50)
    assert.equal(meter.read(9900).tickRate.value, 20)
    meter.ticked(400, 15_000)
    assert.equal(meter.read(15_000).tickRate.value, 20)
    meter.ticked(1, 16_000)
    meter.ticked(11, 17_000)
    assert.equal(meter.read(17_000).tickRate.value, 10)
    assert.equal(meter.read(17_000).tick, 11)
  })

  it('shows no pace while the game is paused, and the full one soon after', () => {
    const { meter } = stage()
    for (let ms = 0; ms <= 3000; ms += 200) meter.ticked(ms / 50, ms)
    for (let ms = 3200; ms <= 6000; ms += 200) meter.ticked(60, ms)
    assert.equal(meter.read(6000).tickRate.value, 0)
    for (let ms = 6200; ms <= 8200; ms += 200) meter.ticked(60 + (ms - 6000) / 50, ms)
    assert.equal(meter.read(8200).tickRate.value, 20)
  })

  it('keeps the last patches, and which of them were compared', () => {
    const { meter } = stage()
    meter.verified(true)
    meter.received('state', 900, 0)
    for (let index = 0; index < patchesKept; index++) meter.received('patch', index, 10)
    meter.verified(false)
    meter.resynced()
    const { patches, checked, mismatches, resyncs } = meter.read(10)
    assert.equal(patches.length, patchesKept)
    assert.deepEqual(patches.at(-1), { bytes: patchesKept - 1, isFull: false, isLate: false, isSame: false })
    assert.deepEqual([checked, mismatches, resyncs], [2, 1, 1])
  })

  it('shows the largest correction of the last seconds at once, and counts those that moved something', () => {
    const { meter } = stage()
    meter.corrected(0, 1000)
    meter.corrected(3, 1100)
    meter.corrected(1, 1200)
    assert.equal(meter.read(1300).correction.value, 3)
    assert.equal(meter.read(1300).corrections, 2)
    assert.equal(meter.read(9000).correction.value, 0)
  })
})
