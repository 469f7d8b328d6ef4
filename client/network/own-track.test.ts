/** Rules of the own ship's track: orders are obeyed at once, the server is believed, and nothing jumps in between. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { moveShip, noEngines } from '../../simulation/move.ts'
import { ownMotion, readOwnEngines } from '../../simulation/reckoning.ts'
import { changeOf, createOwnTrack, type HelmChange, type OwnReport } from './own-track.ts'

const hz = 20
const report: OwnReport = {
  ...{
    shipClass: 'frigate',
    alive: true,
    at: 100,
    x: 0,
    z: 0,
    heading: 0,
    speed: 80,
    turnRate: 0,
    warp: 0,
    burst: 0,
    drift: 0,
  },
  ...{ impulseOrdered: 1, headingOrdered: 0, warpOrdered: 0, boostOrdered: 0, strafeOrdered: 0 },
  engines: { fullSpeed: 80, levelSpeed: 0, turnLimit: 0.2 },
}
const trackOf = (first = report) => {
  const track = createOwnTrack()
  track.hear(first, 100, 100, hz)
  return track
}
const fieldOf: Record<string, keyof OwnReport> = {
  heading: 'headingOrdered',
  impulse: 'impulseOrdered',
  warp: 'warpOrdered',
}
/** What the server makes of the ship: the order takes effect at `at`, and it reports at `till`. */
function served(change: HelmChange, at: number, till: number): OwnReport {
  const ordered = { ...report }
  const motion = ownMotion(report)
  const engines = readOwnEngines(report, noEngines())
  for (let tick = 100; tick < till; tick++) {
    if (tick === at) Object.assign(engines, change)
    moveShip(motion, engines, 1 / hz)
  }
  for (const [name, value] of Object.entries(change)) Object.assign(ordered, { [fieldOf[name]!]: value })
  const { x, z, heading, speed, turnRate } = motion
  return { ...ordered, at: till, x, z, heading, speed, turnRate }
}

describe('the own ship’s track', () => {
  it('shows an order in the next frame, before the server has it', () => {
    const [track, idle] = [trackOf(), trackOf()]
    track.order(1, { heading: 1 }, 110.5)
    const frame = 110.5 + 1 / 3
    assert.ok(track.pose(frame)!.heading > idle.pose(frame)!.heading)
  })

  it('needs hardly a correction when the server obeys at the foreseen tick or two later', () => {
    const late = fc.integer({ min: 0, max: 2 })
    fc.assert(
      fc.property(fc.double({ min: 0, max: 6.28, noNaN: true }), late, (heading, ticks) => {
        const track = trackOf()
        track.order(1, { heading }, 110)
        track.pose(116)
        track.settle(1, true, 116)
        const off = track.hear(served({ heading }, 110 + ticks, 111 + ticks), 111 + ticks, 116, hz)!
        assert.ok(off < 0.2, `${off} units`)
      }),
    )
  })

  it('keeps orders that the server has not answered, whatever it reports meanwhile', () => {
    const track = trackOf()
    track.order(1, { heading: 1 }, 110)
    const before = track.pose(130)!
    track.hear({ ...served({ impulse: 0.9 }, 105, 112), impulseOrdered: 0.9 }, 112, 130, hz)
    assert.ok(Math.abs(track.pose(140)!.heading - before.heading) > 0.05)
  })

  it('takes a refused order back', () => {
    const track = trackOf()
    track.order(1, { impulse: 0 }, 110)
    track.pose(120)
    track.settle(1, false, 120)
    assert.ok(Math.abs(track.pose(160)!.z - 240) < 1e-6)
    assert.equal(track.pose(160)!.speed, 80)
  })

  it('blends an error under 50 units, and draws a larger one at its place at once', () => {
    const off = fc.double({ min: 0.1, max: 300, noNaN: true })
    fc.assert(
      fc.property(off, (units) => {
        const track = trackOf()
        const before = track.pose(110)!
        track.hear({ ...report, at: 110, x: units, z: 40 }, 110, 110, hz)
        const [now, later] = [track.pose(110)!, track.pose(112)!]
        assert.ok(Math.abs(now.x - (units <= 50 ? before.x : units)) < 1e-3)
        assert.ok(Math.abs(later.x - units) < 1e-3)
      }),
    )
  })

  it('blends a place also where the heading is too far off to be blended', () => {
    const track = trackOf()
    const before = track.pose(110)!
    track.hear({ ...report, at: 110, x: 8, z: 40, heading: 0.2, headingOrdered: 0.2 }, 110, 110, hz)
    const [now, later] = [track.pose(110)!, track.pose(112)!]
    assert.ok(Math.hypot(now.x - before.x, now.z - before.z) < 1e-3)
    assert.ok(Math.abs(now.heading - 0.2) < 1e-3)
    assert.ok(Math.abs(later.x - 8 - Math.sin(0.2) * 8) < 0.01, `${later.x}`)
  })

  it('tells how far off it was at the tick of the report', () => {
    const track = trackOf()
    track.pose(112)
    assert.ok(Math.abs(track.hear({ ...report, at: 110, x: 3, z: 40 }, 112, 112, hz)! - 3) < 1e-6)
    assert.equal(track.hear({ ...report, at: 110, x: 3, z: 40 }, 113, 113, hz), undefined)
  })

  it('leaves a wreck where it is', () => {
    const track = trackOf({ ...report, alive: false, speed: 0, impulseOrdered: 0 })
    track.order(1, { impulse: 1 }, 100)
    assert.equal(track.pose(200)!.z, 0)
  })

  it('knows what every order of the helm’s motion changes, and that others change nothing', () => {
    assert.deepEqual(changeOf('helm.heading', { heading: 1 }), { heading: 1 })
    assert.deepEqual(changeOf('helm.maneuver', { boost: 1, strafe: -1 }), { boost: 1, strafe: -1 })
    assert.equal(changeOf('helm.dock', { station: 1 }), undefined)
  })
})
