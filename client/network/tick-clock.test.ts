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

  it('stays within a tick and a half of the truth under 50 ms of jitter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 30, maxLength: 200 }), (delays) => {
        const clock = createTickClock()
        clock.setRate(20)
        delays.forEach((delay, index) => {
          clock.hear(1 + index * 2, index * 100 + delay)
        })
        const end = delays.length * 100
        assert.ok(Math.abs(clock.now(end) - (1 + delays.length * 2)) <= 1.5)
      }),
    )
  })

  it('stands while the game is paused, and goes on from there', () => {
    const clock = createTickClock()
    clock.setRate(20)
    clock.hear(100, 1000)
    clock.hear(104, 1200, true)
    assert.equal(clock.now(9000), 104)
    clock.hear(104, 9000)
    assert.equal(clock.now(9500), 114)
  })

  it('jumps when the game has jumped', () => {
    const clock = createTickClock()
    clock.hear(10, 0)
    clock.hear(500, 100)
    assert.equal(clock.now(100), 500)
  })
})
