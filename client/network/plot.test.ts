/** Rules of the plot: contacts run on by the rules of motion, and corrections fade in. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createPlot, type Plotted } from './plot.ts'

const hz = 20
const sailing: Plotted = {
  ...{ id: 1, tier: 'near', at: 100, x: 0, z: 0, heading: Math.PI / 2, speed: 100, turnRate: 0, drift: 0 },
  ...{ course: 0, pace: 0, acceleration: 0, turnLimit: 0, turnAcceleration: 0 },
}
const plotOf = (report: Plotted, tick = 100) => {
  const plot = createPlot()
  plot.hear([report], tick, tick, hz)
  return plot
}
const away = (a: { x: number; z: number }, b: { x: number; z: number }) => Math.hypot(a.x - b.x, a.z - b.z)

describe('the plot', () => {
  it('runs on between reports, between ticks too', () => {
    const pose = plotOf(sailing).pose(1, 110.5)!
    assert.ok(Math.abs(pose.x - 52.5) < 1e-6 && Math.abs(pose.z) < 1e-6)
  })

  it('knows from the report’s own tick how old it is, whenever the page came', () => {
    const late = plotOf(sailing, 140).pose(1, 140)!
    assert.ok(Math.abs(late.x - 200) < 1e-6)
    const overEdge = plotOf({ ...sailing, at: 65_530 }, 65_550).pose(1, 65_550)!
    assert.ok(Math.abs(overEdge.x - 100) < 1e-6)
  })

  it('turns toward the course that was ordered, and stops there', () => {
    const turning = { ...sailing, course: 0, pace: 100, acceleration: 10, turnLimit: 0.4, turnAcceleration: 0.4 }
    assert.equal(plotOf(turning).pose(1, 400)!.heading, 0)
  })

  it('follows a report of the same moment that tells more, each figure of it', () => {
    for (const figure of [
      'turnRate',
      'drift',
      'course',
      'pace',
      'acceleration',
      'turnLimit',
      'turnAcceleration',
    ] as const) {
      const able = { ...sailing, course: 2, pace: 80, acceleration: 5, turnLimit: 0.2, turnAcceleration: 0.1 }
      const plot = plotOf(able)
      const scanned = { ...able, [figure]: able[figure] + 0.3 }
      plot.hear([scanned], 101, 101, hz)
      assert.deepEqual(plot.pose(1, 160), plotOf(scanned).pose(1, 160), figure)
    }
  })

  it('draws a contact by at most three units a frame off its way when it is corrected, and ends where the server says', () => {
    const bounds = { near: 5.5, mid: 35, far: 135, always: 35 }
    const tier = fc.constantFrom<Plotted['tier']>('near', 'mid', 'far')
    const angle = fc.double({ min: 0, max: 6.28, noNaN: true })
    fc.assert(
      fc.property(tier, angle, fc.double({ min: 0, max: 1, noNaN: true }), (of, direction, share) => {
        const plot = plotOf({ ...sailing, tier: of })
        const off = bounds[of] * share
        const at = { x: 50 + Math.sin(direction) * off, z: Math.cos(direction) * off }
        let before = plot.pose(1, 110)!
        const corrected = { ...sailing, tier: of, at: 110, ...at }
        plot.hear([corrected], 110, 110, hz)
        for (let frame = 1; frame <= 90; frame++) {
          const now = plot.pose(1, 110 + frame / 3)!
          const moved = { x: before.x + 100 / 60, z: before.z }
          assert.ok(away(now, moved) <= 3, `${of}: ${away(now, moved)} in frame ${frame}`)
          before = now
        }
        assert.ok(away(before, { x: at.x + 150, z: at.z }) < 1e-6)
      }),
    )
  })

  it('draws what has jumped at its new place at once', () => {
    const plot = plotOf(sailing)
    plot.hear([{ ...sailing, at: 110, x: 20_000 }], 110, 110, hz)
    assert.equal(plot.pose(1, 110)!.x, 20_000)
  })

  it('takes the short way round when the heading passes north', () => {
    const still = { ...sailing, speed: 0, heading: 6.2 }
    const plot = plotOf(still)
    plot.hear([{ ...still, at: 101, heading: 0.1 }], 101, 101, hz)
    const between = plot.pose(1, 102)!.heading
    assert.ok(between > 6.1 || between < 0.2, String(between))
  })

  it('forgets what is gone', () => {
    const plot = plotOf(sailing)
    plot.hear([], 101, 101, hz)
    assert.equal(plot.pose(1, 101), undefined)
  })

  it('holds a contact whose reports have ceased for good', () => {
    const plot = plotOf(sailing)
    assert.equal(away(plot.pose(1, 40_000)!, plot.pose(1, 40_000)!), 0)
    assert.ok(plot.pose(1, 40_000)!.x < 100 * 140)
  })
})
