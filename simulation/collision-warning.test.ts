/** Rules of the collision warning. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { meetsIn } from './collision-warning.ts'

const north = { x: 0, z: 0, heading: 0, speed: 80 }

describe('collision warning', () => {
  it('counts the seconds until hulls touch', () => {
    assert.equal(meetsIn(north, 60, { x: 0, z: 960, size: 100 }), 10)
    assert.equal(meetsIn({ ...north, speed: -80 }, 60, { x: 0, z: -960, size: 100 }), 10)
  })

  it('is silent at rest, past it, and beside it', () => {
    assert.equal(meetsIn({ ...north, speed: 0 }, 60, { x: 0, z: 960, size: 100 }), undefined)
    assert.equal(meetsIn(north, 60, { x: 0, z: -960, size: 100 }), undefined)
    assert.equal(meetsIn(north, 60, { x: 161, z: 960, size: 100 }), undefined)
  })

  it('foresees what flying on brings', () => {
    const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true })
    fc.assert(
      fc.property(number(2000), number(2000), fc.double({ min: 0, max: 6.28, noNaN: true }), (x, z, heading) => {
        const course = { x: 0, z: 0, heading, speed: 100 }
        const seconds = meetsIn(course, 50, { x, z, size: 80 })
        if (seconds === undefined || Math.hypot(x, z) < 131) return
        const at = { x: Math.sin(heading) * 100 * seconds, z: Math.cos(heading) * 100 * seconds }
        assert.ok(Math.abs(Math.hypot(at.x - x, at.z - z) - 130) < 0.01)
      }),
    )
  })
})
