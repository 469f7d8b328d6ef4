import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Motion } from './marks.ts'
import { createTracks, runOn } from './tracks.ts'

const sailing: Motion = { x: 0, z: 0, heading: Math.PI / 2, speed: 100, turnRate: 0 }
const away = (a: Motion, b: Motion) => Math.hypot(a.x - b.x, a.z - b.z)

describe('tracks', () => {
  it('run on between reports, along the heading', () => {
    const tracks = createTracks()
    tracks.follow(1, sailing, 0)
    const later = tracks.follow(1, sailing, 500)
    assert.ok(Math.abs(later.x - 50) < 1e-9 && Math.abs(later.z) < 1e-9)
  })

  it('turn with the ship', () => {
    const turning = { ...sailing, turnRate: 0.2 }
    assert.ok(Math.abs(runOn(turning, 1000).heading - (Math.PI / 2 + 0.2)) < 1e-9)
  })

  it('stop running when no news comes at all', () => {
    const tracks = createTracks()
    tracks.follow(1, sailing, 0)
    assert.equal(away(tracks.follow(1, sailing, 10_000), tracks.follow(1, sailing, 60_000)), 0)
  })

  it('never jump at a correction, and end where the server says', () => {
    const offset = fc.integer({ min: -200, max: 200 })
    fc.assert(
      fc.property(offset, offset, (x, z) => {
        const tracks = createTracks()
        tracks.follow(1, sailing, 0)
        const before = tracks.follow(1, sailing, 499)
        const corrected = { ...sailing, x: 50 + x, z }
        const after = tracks.follow(1, corrected, 500)
        assert.ok(away(before, after) < 1)
        const settled = tracks.follow(1, { ...corrected, speed: 0 }, 500)
        assert.ok(away(settled, after) < 1)
        assert.ok(away(tracks.follow(1, { ...corrected, speed: 0 }, 6000), corrected) < 1)
      }),
    )
  })

  it('do jump to a new place', () => {
    const tracks = createTracks()
    tracks.follow(1, sailing, 0)
    const elsewhere = { ...sailing, x: 20_000 }
    assert.equal(tracks.follow(1, elsewhere, 100).x, 20_000)
  })

  it('take the short way round when the heading passes north', () => {
    const tracks = createTracks()
    const still = { ...sailing, speed: 0, heading: 6.2 }
    tracks.follow(1, still, 0)
    tracks.follow(1, { ...still, heading: 0.1 }, 100)
    const between = tracks.follow(1, { ...still, heading: 0.1 }, 140).heading
    assert.ok(between > 6.1 || between < 0.2, String(between))
  })

  it('forget what is gone', () => {
    const tracks = createTracks()
    tracks.follow(1, sailing, 0)
    tracks.keep(new Set())
    assert.equal(tracks.follow(1, { ...sailing, x: 300 }, 100).x, 300)
  })
})
