/** Rules of limits: who asks too much waits, whoever else asks does not, and nobody chooses the address they are counted by. */
import assert from 'node:assert/strict'
import type { Request } from 'express'
import { TooFastError } from './http.ts'
import { addressOf, type LimitName, limitTable, openLimits } from './rate-limits.ts'

describe('limits', () => {
  for (const [name, { points, seconds }] of Object.entries(limitTable)) {
    it(`of ${name} let ${points} pass, and say when to come again`, async () => {
      const limits = openLimits(1)
      for (let count = 0; count < points; count++) await limits.take(name as LimitName, 'one')
      await assert.rejects(limits.take(name as LimitName, 'one'), (error) => {
        assert.ok(error instanceof TooFastError && error.code === 'too-fast')
        return error.retrySeconds > 0 && error.retrySeconds <= seconds
      })
      await limits.take(name as LimitName, 'another')
      assert.equal(await limits.beyond(name as LimitName, 'one'), 1)
      await limits.forget(name as LimitName, 'one')
      await limits.take(name as LimitName, 'one')
    })
  }

  it('count nothing that was given back', async () => {
    const limits = openLimits(1)
    for (let count = 0; count < 3 * limitTable.guesses.points; count++) {
      await limits.take('guesses', 'one')
      await limits.giveBack('guesses', 'one')
    }
    await limits.take('guesses', 'one')
  })

  it('are raised by a factor', async () => {
    const limits = openLimits(3)
    for (let count = 0; count < 3 * limitTable.guesses.points; count++) await limits.take('guesses', 'one')
    await assert.rejects(limits.take('guesses', 'one'), TooFastError)
  })

  it('count an IPv6 network, not each of its addresses, and IPv4 however it is written', () => {
    const of = (ip: string) => addressOf({ ip } as Request)
    assert.equal(of('::ffff:192.0.2.7'), '192.0.2.7')
    assert.equal(of('2001:db8:1:2:aaaa::1'), of('2001:db8:1:2:bbbb:cccc:dddd:eeee'))
    assert.notEqual(of('2001:db8:1:2::1'), of('2001:db8:1:3::1'))
    assert.equal(of('2001:db8::1'), '2001:db8:0:0')
    assert.equal(of('::1'), of('::2'))
  })
})
