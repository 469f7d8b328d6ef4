import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createWorld } from './create.ts'
import { distance } from './math.ts'
import { scenarios } from './scenarios/index.ts'

describe('terrain', () => {
  for (const scenario of Object.keys(scenarios) as (keyof typeof scenarios)[]) {
    it(`${scenario}: lies clear of every station and ship at the start, the same for the same seed`, () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const make = () => createWorld({ scenario, difficulty: 5, ships: 8, seed })
          const world = make()
          assert.ok(world.nebulae.length > 0 && world.asteroids.length > 0)
          const pieces = [
            ...world.nebulae,
            ...world.asteroids,
            ...world.anomalies.map((odd) => ({ ...odd, radius: 0 })),
          ]
          for (const piece of pieces) {
            for (const body of [...world.ships, ...world.stations]) {
              assert.ok(distance(piece, body) > piece.radius + 3000, `${piece.id} is near ${body.name}`)
            }
            assert.ok(distance(piece, { x: 0, z: 0 }) + piece.radius < 30_000)
          }
          const { nebulae, asteroids, anomalies } = make()
          assert.deepEqual([nebulae, asteroids, anomalies], [world.nebulae, world.asteroids, world.anomalies])
        }),
        { numRuns: 50 },
      )
    })
  }
})
