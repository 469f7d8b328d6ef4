/** Rules of dead reckoning. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { coast, type MotionInput, moveShip, noEngines, reverseShare } from './move.ts'
import { type MotionReport, motionAfter, motionOf, ownMotion, readOwnEngines, reckon, ticksSince } from './reckoning.ts'

const dt = 0.05
const angle = fc.double({ min: 0, max: 6.28, noNaN: true })
const start = fc.record({
  x: fc.double({ min: -1000, max: 1000, noNaN: true }),
  z: fc.double({ min: -1000, max: 1000, noNaN: true }),
  heading: angle,
  speed: fc.double({ min: -40, max: 90, noNaN: true }),
  turnRate: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
})
const ticks = fc.integer({ min: 1, max: 400 })
const engines = { acceleration: 10, maxTurnRate: 0.2, turnAcceleration: 0.2, maxSpeed: 90 }
const limits = { acceleration: 10, turnLimit: 0.2, turnAcceleration: 0.2 }

describe('dead reckoning', () => {
  it('brings a ship on exactly as the rules of motion do, while nobody touches its helm', () => {
    const orders = fc.record({ heading: angle, impulse: fc.double({ min: -1, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(start, orders, ticks, (from, { heading, impulse }, count) => {
        const ship = { ...from, warp: 0, burst: 0, drift: 0, surge: 0 }
        const input: MotionInput = { ...noEngines(), ...engines, heading, impulse }
        const pace = impulse * engines.maxSpeed * (impulse < 0 ? reverseShare : 1)
        const report: MotionReport = { ...from, drift: 0, course: heading, pace, ...limits }
        for (let tick = 0; tick < count; tick++) moveShip(ship, input, dt)
        const { x, z, heading: bow } = motionAfter(report, count, dt)
        assert.ok(Math.abs(x - ship.x) < 1e-6 && Math.abs(z - ship.z) < 1e-6 && Math.abs(bow - ship.heading) < 1e-9)
      }),
    )
  })

  it('comes to the same in one stretch and tick by tick, also for what goes straight on by then or from the start', () => {
    const steady = fc.record({ isOnCourse: fc.boolean(), isAtPace: fc.boolean(), knowsOrders: fc.boolean() })
    fc.assert(
      fc.property(start, angle, steady, ticks, (from, heading, { isOnCourse, isAtPace, knowsOrders }, count) => {
        const report: MotionReport = {
          ...from,
          drift: 3,
          turnRate: isOnCourse ? 0 : from.turnRate,
          course: isOnCourse ? from.heading : heading,
          pace: isAtPace ? from.speed : 20,
          ...(knowsOrders ? limits : { acceleration: 0, turnLimit: 0, turnAcceleration: 0 }),
        }
        const once = motionAfter(report, count, dt)
        const often = motionOf(report)
        for (let tick = 0; tick < count; tick++) reckon(often, report, 1, dt)
        assert.ok(Math.abs(once.x - often.x) < 1e-6 && Math.abs(once.z - often.z) < 1e-6)
        assert.deepEqual([once.heading, once.speed, once.turnRate], [often.heading, often.speed, often.turnRate])
        if (!isOnCourse || !isAtPace) return
        const straight = { x: from.x, z: from.z, drift: 3, heading: from.heading, speed: from.speed }
        coast(straight, count * dt)
        assert.ok(Math.abs(once.x - straight.x) < 1e-6 && Math.abs(once.z - straight.z) < 1e-6)
      }),
    )
  })

  it('keeps speed, turn rate and drift of a thing whose orders and engines are not known', () => {
    fc.assert(
      fc.property(start, fc.double({ min: -150, max: 150, noNaN: true }), ticks, (from, drift, count) => {
        const report = { ...from, drift, course: 0, pace: 0, acceleration: 0, turnLimit: 0, turnAcceleration: 0 }
        const motion = motionAfter(report, count, dt)
        assert.ok(Math.abs(motion.drift - drift) < 1e-9)
        assert.deepEqual([motion.speed + 0, motion.turnRate + 0], [from.speed + 0, from.turnRate + 0])
      }),
    )
  })

  it('leaves what is at rest alone', () => {
    const report = { x: 5, z: 6, heading: 1, speed: 0, turnRate: 0, drift: 0, course: 1, pace: 0, ...limits }
    assert.deepEqual(motionAfter(report, 100, dt), motionOf(report))
  })

  it('brings the own ship on with warp, burst and drift, as its engines are', () => {
    const report = {
      ...{
        shipClass: 'frigate',
        alive: true,
        x: 0,
        z: 0,
        heading: 0,
        speed: 0,
        turnRate: 0,
        warp: 0,
        burst: 0,
        drift: 0,
      },
      ...{ impulseOrdered: 0.5, headingOrdered: 0, warpOrdered: 1, boostOrdered: 0, strafeOrdered: 0 },
      engines: { fullSpeed: 80, levelSpeed: 750, turnLimit: 0.2 },
    }
    const motion = ownMotion(report)
    const input = readOwnEngines(report, noEngines())
    for (let tick = 0; tick < 400; tick++) moveShip(motion, input, dt)
    assert.ok(Math.abs(motion.speed - 790) < 1e-6 && motion.warp === 1)
    readOwnEngines({ ...report, alive: false }, input)
    assert.deepEqual([input.acceleration, input.turnAcceleration], [0, 0])
  })

  it('counts ticks over the edge of sixteen bits', () => {
    assert.equal(ticksSince(65_530, 65_540), 10)
    assert.equal(ticksSince(5, 5), 0)
    assert.equal(ticksSince((200_000 - 40) & 0xffff, 200_000), 40)
  })
})
