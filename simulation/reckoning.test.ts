/** Rules of dead reckoning. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { moveShip } from './move.ts'
import { reckon, ticksSince } from './reckoning.ts'

describe('dead reckoning', () => {
  it('finds a ship on a steady course where the rules of motion put it', () => {
    const speed = fc.double({ min: 0, max: 90, noNaN: true })
    const heading = fc.double({ min: 0, max: 6.28, noNaN: true })
    fc.assert(
      fc.property(speed, heading, fc.integer({ min: 1, max: 200 }), (steady, course, ticks) => {
        const motion = {
          x: 0,
          z: 0,
          heading: course,
          speed: steady,
          turnRate: 0,
          warp: 0,
          burst: 0,
          drift: 0,
          surge: 0,
        }
        const limits = {
          maxSpeed: steady,
          acceleration: 10,
          maxTurnRate: 1,
          turnAcceleration: 1,
          warp: 0,
          warpSpeed: 0,
          boost: 0,
          strafe: 0,
        }
        const reported = { ...motion }
        for (let count = 0; count < ticks; count++) moveShip(motion, { impulse: 1, heading: course, ...limits }, 0.05)
        const { x, z } = reckon(reported, ticks * 0.05)
        assert.ok(Math.abs(x - motion.x) < 0.01 && Math.abs(z - motion.z) < 0.01)
      }),
    )
  })

  it('counts ticks over the edge of sixteen bits', () => {
    assert.equal(ticksSince(65_530, 65_540), 10)
    assert.equal(ticksSince(5, 5), 0)
    assert.equal(ticksSince((200_000 - 40) & 0xffff, 200_000), 40)
  })
})
