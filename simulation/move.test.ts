import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sectorHalf } from '../schema/limits.ts'
import { angleDifference, degrees, tau } from './math.ts'
import { boostSpeed, type Motion, type MotionInput, moveShip, strafeSpeed, warpLimit } from './move.ts'

const dt = 0.05
const resting = { warp: 0, warpSpeed: 0, boost: 0, strafe: 0 }
const engines = {
  maxSpeed: 80,
  acceleration: 10,
  maxTurnRate: degrees(10),
  turnAcceleration: degrees(10),
  ...resting,
}
const atRest = (): Motion => ({
  x: 0,
  z: 0,
  heading: 0,
  speed: 0,
  turnRate: 0,
  warp: 0,
  burst: 0,
  drift: 0,
  surge: 0,
})
const angle = fc.double({ min: 0, max: tau, noNaN: true, maxExcluded: true })
const run = (motion: Motion, input: MotionInput, ticks: number, each: () => void = () => {}) => {
  for (let i = 0; i < ticks; i++) {
    moveShip(motion, input, dt)
    each()
  }
}

describe('moveShip', () => {
  it('from rest turns the shorter way, never past the ordered heading, and stops exactly on it', () => {
    fc.assert(
      fc.property(angle, (heading) => {
        const motion = atRest()
        let left = Math.abs(angleDifference(0, heading))
        run(motion, { ...engines, impulse: 1, heading }, 30 * 20, () => {
          const now = Math.abs(angleDifference(motion.heading, heading))
          assert.ok(now <= left + 1e-12, `the angle left grew from ${left} to ${now}`)
          left = now
        })
        assert.equal(motion.heading, heading)
        assert.equal(motion.turnRate, 0)
      }),
    )
  })

  it('from any motion crosses the ordered heading once at most, then rests on it', () => {
    const rate = fc.double({ min: -engines.maxTurnRate, max: engines.maxTurnRate, noNaN: true })
    fc.assert(
      fc.property(angle, rate, (heading, turnRate) => {
        const motion = { ...atRest(), turnRate }
        let crossings = 0
        let before = angleDifference(motion.heading, heading)
        run(motion, { ...engines, impulse: 0, heading }, 60 * 20, () => {
          const now = angleDifference(motion.heading, heading)
          // A change by half a turn is the far side of the circle; less than a millionth is rounding.
          if (before * now < 0 && Math.abs(before - now) < 1 && Math.abs(now) > 1e-6) crossings += 1
          before = now
        })
        assert.ok(crossings <= 1)
        assert.equal(motion.heading, heading)
      }),
    )
  })

  it('slews: neither speed nor turn rate jumps', () => {
    const motion = atRest()
    let before = { ...motion }
    run(motion, { ...engines, impulse: 1, heading: 2 }, 400, () => {
      assert.ok(Math.abs(motion.speed - before.speed) <= engines.acceleration * dt + 1e-12)
      assert.ok(Math.abs(motion.turnRate - before.turnRate) <= engines.turnAcceleration * dt + 1e-12)
      before = { ...motion }
    })
    assert.equal(motion.speed, 80)
  })

  it('stays within the sector and its engines’ limits', () => {
    const place = fc.double({ min: -sectorHalf, max: sectorHalf, noNaN: true })
    fc.assert(
      fc.property(place, place, angle, fc.double({ min: -1, max: 1, noNaN: true }), (x, z, heading, impulse) => {
        const motion = { ...atRest(), x, z, heading }
        run(motion, { ...engines, maxSpeed: 20_000, acceleration: 5000, impulse, heading }, 200, () => {
          assert.ok(Math.abs(motion.x) <= sectorHalf && Math.abs(motion.z) <= sectorHalf)
          assert.ok(Math.abs(motion.speed) <= 20_000 && Math.abs(motion.turnRate) <= engines.maxTurnRate)
        })
      }),
      { numRuns: 50 },
    )
  })

  it('runs astern at half speed', () => {
    const motion = atRest()
    run(motion, { ...engines, impulse: -1, heading: 0 }, 400)
    assert.equal(motion.speed, -40)
  })

  it('heads to +z at 0 and to +x at a quarter turn', () => {
    const north = { ...atRest(), speed: 80 }
    run(north, { ...engines, impulse: 1, heading: 0 }, 20)
    assert.ok(Math.abs(north.z - 80) < 1e-6 && Math.abs(north.x) < 1e-6)
    const east = { ...atRest(), heading: Math.PI / 2, speed: 80 }
    run(east, { ...engines, impulse: 1, heading: Math.PI / 2 }, 20)
    assert.ok(Math.abs(east.x - 80) < 1e-6 && Math.abs(east.z) < 1e-6)
  })

  it('warps on top of impulse: a level a second up, two down, 750 units a second each', () => {
    const motion = atRest()
    const warping = { ...engines, impulse: 1, heading: 0, warpSpeed: 750 }
    run(motion, { ...warping, warp: 3 }, 40)
    assert.ok(Math.abs(motion.warp - 2) < 1e-9)
    run(motion, { ...warping, warp: 3 }, 200)
    assert.ok(Math.abs(motion.speed - (3 * 750 + 80)) < 1e-6)
    run(motion, { ...warping, warp: 0 }, 20)
    assert.ok(Math.abs(motion.warp - 1) < 1e-9)
    run(motion, { ...warping, warp: 0 }, 20)
    assert.ok(Math.abs(motion.speed - 80) < 1e-6)
  })

  it('never warps faster than the limit, whatever the drive gives', () => {
    const motion = atRest()
    run(motion, { ...engines, impulse: 1, heading: 0, warp: 4, warpSpeed: 2250 }, 400)
    assert.ok(Math.abs(motion.speed - (warpLimit + 80)) < 1e-6)
  })

  it('bursts ahead and slips aside, and is as fast as before when it is over', () => {
    const motion = atRest()
    run(motion, { ...engines, impulse: 0, heading: 0, boost: 1, strafe: -1 }, 20)
    assert.ok(Math.abs(motion.speed - boostSpeed) < 1e-9 && Math.abs(motion.drift + strafeSpeed) < 1e-9)
    assert.ok(motion.z > 100 && motion.x < -60)
    run(motion, { ...engines, impulse: 0, heading: 0 }, 40)
    assert.deepEqual([motion.speed, motion.drift], [0, 0])
  })

  it('without engines slows down and turns no more', () => {
    const motion = { ...atRest(), speed: 80, turnRate: 0.1 }
    run(motion, { ...engines, maxSpeed: 0, maxTurnRate: 0, impulse: 1, heading: 3 }, 200)
    assert.equal(motion.speed, 0)
    assert.equal(motion.turnRate, 0)
  })
})
