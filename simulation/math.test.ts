import assert from 'node:assert/strict'
import fc from 'fast-check'
import { angleDifference, atan2, bearing, cos, exp, log, pow, sin, tau, wrapAngle } from './math.ts'

const near = (actual: number, expected: number, scale = 1) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, scale), `${actual} is not ${expected}`)
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('math: as exact as the engine’s own', () => {
  it('sin and cos, for angles up to thousands of turns', () => {
    fc.assert(
      fc.property(number(-1e5, 1e5), (x) => {
        near(sin(x), Math.sin(x))
        near(cos(x), Math.cos(x))
      }),
      { numRuns: 2000 },
    )
  })

  it('atan2, in all quadrants and on the axes', () => {
    fc.assert(
      fc.property(number(-2e5, 2e5), number(-2e5, 2e5), (y, x) =>
        // No rule of ours tells −0 from 0, which Math.atan2 does.
        near(atan2(y, x), Math.atan2(y + 0, x + 0)),
      ),
      { numRuns: 2000 },
    )
    for (const [y, x] of [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
      [1, 1],
      [-1, -1],
    ] as const) {
      near(atan2(y, x), Math.atan2(y, x))
    }
    assert.equal(atan2(0, 0), 0)
  })

  it('exp, log and pow, relative to the value', () => {
    fc.assert(fc.property(number(-50, 50), (x) => near(exp(x) / Math.exp(x), 1)))
    fc.assert(fc.property(number(1e-12, 1e12), (x) => near(log(x), Math.log(x), 30)))
    fc.assert(fc.property(number(1e-3, 100), number(-8, 8), (x, y) => near(pow(x, y) / x ** y, 1)))
    assert.equal(pow(0, 1.6), 0)
    assert.equal(pow(5, 0), 1)
    assert.equal(exp(0), 1)
    assert.equal(log(1), 0)
  })
})

describe('math: angles', () => {
  it('wrapAngle keeps the direction and lands in [0, 2π)', () => {
    fc.assert(
      fc.property(number(-1e4, 1e4), (angle) => {
        const wrapped = wrapAngle(angle)
        assert.ok(wrapped >= 0 && wrapped < tau)
        near(Math.cos(wrapped), Math.cos(angle))
        near(Math.sin(wrapped), Math.sin(angle))
      }),
    )
    assert.equal(wrapAngle(-1e-20), 0)
    assert.equal(wrapAngle(tau), 0)
  })

  it('angleDifference is the shorter turn, in (−π, π]', () => {
    fc.assert(
      fc.property(number(-20, 20), number(-20, 20), (from, to) => {
        const turn = angleDifference(from, to)
        assert.ok(turn > -Math.PI && turn <= Math.PI)
        near(Math.cos(from + turn), Math.cos(to))
        near(Math.sin(from + turn), Math.sin(to))
      }),
    )
    assert.equal(angleDifference(0, Math.PI), Math.PI)
  })

  it('bearing 0 is +z, a quarter turn is +x', () => {
    const here = { x: 10, z: 20 }
    near(bearing(here, { x: 10, z: 99 }), 0)
    near(bearing(here, { x: 99, z: 20 }), Math.PI / 2)
    near(bearing(here, { x: 10, z: -99 }), Math.PI)
    near(bearing(here, { x: -99, z: 20 }), Math.PI * 1.5)
  })
})
