import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createTickClock } from './tick-clock.ts'

describe('tick clock', () => {
  it('stands still before the game', () => {
    const clock = createTickClock()
    clock.hear(0, 1000)
    assert.equal(clock.now(60_000), 0)
  })

  it('counts on between two messages', () => {
    const clock = createTickClock()
    clock.setRate(20)
    clock.hear(100, 1000)
    assert.equal(clock.now(1500), 110)
  })

  const jitter = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 30, maxLength: 200 })

  it('stays within half a tick of the truth under 50 ms of jitter, once it has heard a while', () => {
    fc.assert(
      fc.property(jitter(50), (delays) => {
        const clock = createTickClock()
        clock.setRate(20)
        let heardAt = 0
        delays.forEach((delay, index) => {
          heardAt = Math.max(heardAt, index * 100 + delay)
          clock.hear(1 + index * 2, heardAt)
        })
        const end = delays.length * 100 + 50
        const quickest = Math.min(...delays.slice(-40)) / 50
        const truth = 1 + end / 50
        assert.ok(Math.abs(clock.now(end) + quickest - truth) <= 1)
      }),
    )
  })

  it('never runs back nor leaps while words come late: by 2% faster or slower than time at most', () => {
    fc.assert(
      fc.property(jitter(300), (delays) => {
        const clock = createTickClock()
        clock.setRate(20)
        clock.hear(1, 0)
        let [heardAt, before] = [0, clock.now(0)]
        delays.forEach((delay, index) => {
          heardAt = Math.max(heardAt + 1, (index + 1) * 100 + delay)
          clock.hear(3 + index * 2, heardAt)
          const now = clock.now(heardAt)
          before = Math.min(before, now)
          assert.ok(now >= before)
        })
        const [one, other] = [clock.now(heardAt), clock.now(heardAt + 100)]
        assert.ok(other - one > 1.95 && other - one < 2.05, String(other - one))
      }),
    )
  })

  it('tells the server’s present: the way of its word is added', () => {
    const clock = createTickClock()
    clock.setRate(20)
    clock.trip(100)
    clock.hear(100, 1000)
    assert.equal(clock.now(1000), 101)
    assert.equal(clock.oneWayTicks, 1)
  })

  it('stands when the server’s word is overdue', () => {
    const clock = createTickClock()
    clock.setRate(20)
    clock.hear(100, 1000)
    assert.equal(clock.now(3500), 150)
    assert.equal(clock.now(60_000), 150)
  })

  it('stands while the game is paused, and goes on from there', () => {
    const clock = createTickClock()
    clock.setRate(20)
    clock.hear(100, 1000)
    clock.hear(104, 1200, true)
    assert.equal(clock.now(9000), 104)
    clock.hear(104, 9000)
    assert.ok(Math.abs(clock.now(9500) - 114) < 1e-6)
  })

  it('jumps when the game has jumped', () => {
    const clock = createTickClock()
    clock.hear(10, 0)
    clock.hear(500, 100)
    assert.equal(clock.now(100), 500)
  })
})
