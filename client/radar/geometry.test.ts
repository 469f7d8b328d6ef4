import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  bearingAt,
  bearingOf,
  fullTurn,
  isClearOfRing,
  isOnDial,
  makeScope,
  overlaps,
  placeAt,
  placeLabel,
  polar,
  ringDistances,
  toScreen,
  turnBetween,
} from './geometry.ts'
import { homeView } from './view.ts'

const angle = fc.double({ min: 0, max: fullTurn - 0.001, noNaN: true })
const scope = makeScope(774, 620, homeView(10_000))

describe('radar geometry', () => {
  it('leaves room for large letters outside the ring, and never more ring than fits', () => {
    const large = makeScope(774, 620, homeView(10_000), 2)
    assert.ok(large.radius < scope.radius && large.radius > scope.radius / 2)
    assert.ok(makeScope(400, 620, homeView(10_000), 2).radius < 200 - 2 * 26, 'three figures fit beside it')
  })

  it('shows north above and east to the right', () => {
    const north = toScreen(scope, 0, 5000)
    const east = toScreen(scope, 5000, 0)
    assert.ok(north.y < scope.cy && Math.abs(north.x - scope.cx) < 1e-9)
    assert.ok(east.x > scope.cx && Math.abs(east.y - scope.cy) < 1e-9)
  })

  it('finds the place under a point: what it shows there', () => {
    const centre = { x: 1200, z: -3400 }
    const place = fc.integer({ min: -90_000, max: 90_000 })
    fc.assert(
      fc.property(place, place, (x, z) => {
        const found = placeAt(scope, centre, toScreen(scope, x - centre.x, z - centre.z))
        assert.ok(Math.abs(found.x - x) < 1e-6 && Math.abs(found.z - z) < 1e-6)
      }),
    )
  })

  it('puts a contact at the range exactly on the ring', () => {
    fc.assert(
      fc.property(angle, (bearing) => {
        const at = toScreen(scope, Math.sin(bearing) * 10_000, Math.cos(bearing) * 10_000)
        assert.ok(Math.abs(Math.hypot(at.x - scope.cx, at.y - scope.cy) - scope.radius) < 1e-6)
      }),
    )
  })

  it('steers to the bearing under the pointer', () => {
    fc.assert(
      fc.property(angle, fc.double({ min: 30, max: 270, noNaN: true }), fc.boolean(), (bearing, radius, isDial) => {
        assert.ok(Math.abs(turnBetween(bearing, bearingAt(scope, polar(scope, bearing, radius), isDial))) < 1e-9)
      }),
    )
  })

  it('takes the short way round', () => {
    fc.assert(
      fc.property(angle, angle, (from, to) => {
        const turn = turnBetween(from, to)
        assert.ok(turn > -Math.PI - 1e-9 && turn <= Math.PI + 1e-9)
        assert.ok(Math.abs(Math.sin(from + turn) - Math.sin(to)) < 1e-9)
        assert.ok(Math.abs(Math.cos(from + turn) - Math.cos(to)) < 1e-9)
      }),
    )
  })

  it('names the four winds as the simulation does', () => {
    const winds = [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ] as const
    for (const [index, [dx, dz]] of winds.entries()) {
      assert.ok(Math.abs(bearingOf(dx, dz) - (index * Math.PI) / 2) < 1e-12)
    }
  })

  it('draws round rings inside every range of the consoles', () => {
    for (const range of [2500, 5000, 10_000, 30_000, 50_000]) {
      const rings = ringDistances(homeView(range))
      assert.ok(rings.length >= 2)
      for (const ring of rings) assert.ok(ring > 0 && ring < range && ring % 500 === 0, `${ring} of ${range}`)
    }
  })

  it('draws the rings around the ship wherever the view stands', () => {
    const offset = fc.integer({ min: -50_000, max: 50_000 })
    fc.assert(
      fc.property(fc.integer({ min: 2500, max: 50_000 }), offset, offset, (range, dx, dz) => {
        const away = Math.hypot(dx, dz)
        const rings = ringDistances({ range, dx, dz })
        assert.ok(rings.length > 0 && rings.length < 12)
        for (const ring of rings) assert.ok(ring > away - range - 1 && ring < away + range)
      }),
    )
  })

  it('keeps the dial true while the view is panned', () => {
    const away = makeScope(774, 620, { range: 10_000, dx: 4000, dz: -2500 })
    fc.assert(
      fc.property(angle, (bearing) => {
        const point = polar(away, bearing, away.radius)
        assert.ok(isOnDial(away, point))
        assert.ok(Math.abs(turnBetween(bearing, bearingAt(away, point, true))) < 1e-9)
      }),
    )
  })

  it('never lays one label over another, nor over the edge', () => {
    const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 774 }), y: fc.integer({ min: 0, max: 620 }) }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(points, (list) => {
        const taken: ReturnType<typeof placeLabel>[] = []
        for (const point of list) {
          const known = taken.filter((box) => box !== undefined)
          const box = placeLabel(point, 12, { width: 80, height: 18 }, known, scope)
          if (!box) continue
          assert.ok(!known.some((other) => overlaps(box, other)))
          assert.ok(isClearOfRing(scope, box))
          assert.ok(box.x >= 0 && box.y >= 0 && box.x + 80 <= 774 && box.y + 18 <= 620)
          taken.push(box)
        }
      }),
    )
  })
})
