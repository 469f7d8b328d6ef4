/** Rules of tracks, on what a client decodes and reckons on. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Tier } from '../../schema/contact.replica.ts'
import { degrees } from '../../simulation/math.ts'
import { motionAfter, ticksSince } from '../../simulation/reckoning.ts'
import { stillScene } from './project-scene.ts'

/** What pages may err by at the most, in units. */
const bounds: Record<Tier, number> = { near: 5.5, mid: 35, far: 135, always: 35 }

describe('tracks', () => {
  it('stay within their tier’s bounds at every tick, however long a ship goes straight on before it turns, slows or slips aside', () => {
    const leg = fc.record({
      // Most orders change one thing alone.
      heading: fc.option(fc.integer({ min: 0, max: 359 }).map(degrees), { nil: undefined }),
      impulse: fc.option(fc.constantFrom(-1, 0, 0.05, 0.5, 1), { nil: undefined }),
      // Gently: what a full strafe does within half a second nobody foresees.
      strafe: fc.constantFrom(0, 0, 0, 0.05),
      ticks: fc.constantFrom(1, 7, 60, 240),
    })
    const away = fc.constantFrom(4000, 15_000, 26_000, 40_000)
    fc.assert(
      fc.property(
        away,
        fc.constantFrom(0, 2),
        fc.array(leg, { minLength: 1, maxLength: 6 }),
        (distance, scan, legs) => {
          const scene = stillScene()
          const ship = scene.enemy(-60_000, distance)
          // Nobody steers it but the orders below.
          ship.ai = undefined
          scene.crewed(0).bridge!.scans[ship.id] = scan
          const reader = scene.join(0)
          for (const { heading = ship.helm.heading, impulse = ship.helm.impulse, strafe, ticks } of legs) {
            Object.assign(ship.helm, { heading, impulse })
            ship.maneuver.strafe = strafe
            for (let tick = 0; tick < ticks; tick++) {
              scene.pass()
              const contact = reader.contact(ship.id)!
              const { hz, tick: now } = scene.world
              const { x, z } = motionAfter(contact, ticksSince(contact.at, now), 1 / hz)
              const error = Math.hypot(x - ship.x, z - ship.z)
              assert.ok(error <= bounds[contact.tier], `${contact.tier}: ${error} at ${now}`)
            }
          }
        },
      ),
      { numRuns: 250 },
    )
  })
})
