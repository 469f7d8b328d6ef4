import assert from 'node:assert/strict'
import fc from 'fast-check'
import { makeScope, type Point, placeAt, toScreen, type View } from './geometry.ts'
import { between, homeView, isPanned, nearestRange, panned, zoomed } from './view.ts'

const limits = { least: 2500, most: 50_000 }
const own = { x: 1200, z: -3400 }
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const view = fc.record({ range: number(2500, 50_000), dx: number(-9000, 9000), dz: number(-9000, 9000) })
const about = fc.record({ x: number(-1, 1), y: number(-1, 1) })
const scopeOf = (shown: View) => makeScope(774, 620, shown)
/** The place under a point that is counted in radii from the middle. */
function under(shown: View, { x, y }: Point) {
  const scope = scopeOf(shown)
  return placeAt(scope, own, { x: scope.cx + x * scope.radius, y: scope.cy + y * scope.radius })
}
const isNear = (a: { x: number; z: number }, b: { x: number; z: number }, off: number) =>
  Math.hypot(a.x - b.x, a.z - b.z) <= off

describe('the view of a scope', () => {
  it('keeps the place under the pointer while it zooms, and all the way there', () => {
    fc.assert(
      fc.property(view, about, number(0.3, 3), number(0, 1), (from, point, factor, share) => {
        const to = zoomed(from, factor, point, limits)
        const before = under(from, point)
        // What is all but in the middle is put there.
        const off = to.dx === 0 && to.dz === 0 ? to.range * 0.005 : 1e-6 * to.range
        assert.ok(isNear(before, under(to, point), off))
        assert.ok(isNear(before, under(between(from, to, share), point), off))
      }),
    )
  })

  it('keeps to the ranges of its console', () => {
    fc.assert(
      fc.property(view, about, number(0.001, 1000), (from, point, factor) => {
        const { range } = zoomed(from, factor, point, limits)
        assert.ok(range >= limits.least && range <= limits.most)
      }),
    )
  })

  it('moves the chart with the hand', () => {
    fc.assert(
      fc.property(view, about, about, (from, point, by) => {
        const to = panned(from, by, limits)
        const moved = { x: point.x + by.x, y: point.y + by.y }
        fc.pre(Math.hypot(to.dx, to.dz) < limits.most * 0.999 && isPanned(to))
        assert.ok(isNear(under(from, point), under(to, moved), 1e-6 * from.range))
      }),
    )
  })

  it('never loses the ship further than the longest range', () => {
    fc.assert(
      fc.property(view, fc.array(about, { maxLength: 60 }), (from, steps) => {
        const { dx, dz } = steps.reduce((shown, by) => panned(shown, by, limits), from)
        assert.ok(Math.hypot(dx, dz) <= limits.most * 1.0001)
      }),
    )
  })

  it('stands around the ship again when it is zoomed back', () => {
    fc.assert(
      fc.property(about, number(1, 3), (point, factor) => {
        const there = zoomed(homeView(10_000), 1 / factor, point, limits)
        assert.equal(isPanned(zoomed(there, factor, point, limits)), false)
      }),
    )
  })

  it('shows the own ship where the view says', () => {
    const scope = scopeOf({ range: 10_000, dx: 5000, dz: 0 })
    const ship = toScreen(scope, 0, 0)
    assert.ok(Math.abs(ship.x - (scope.cx - scope.radius / 2)) < 1e-9 && ship.y === scope.cy)
  })

  it('is called by the nearest range of the console', () => {
    assert.equal(nearestRange([2500, 5000, 10_000], 3400), 2500)
    assert.equal(nearestRange([2500, 5000, 10_000], 3700), 5000)
    assert.equal(nearestRange([10_000, 30_000, 50_000], 41_000), 50_000)
  })
})
