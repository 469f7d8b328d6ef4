import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isHostile } from './factions/index.ts'
import { findContact, findVessel, nearest, visitNearby } from './lookup.ts'
import { distance } from './math.ts'
import { addCrew, addDock, addDummy, pass, quietWorld } from './test-world.ts'
import type { World } from './world.ts'

const coordinate = fc.integer({ min: -40_000, max: 40_000 })
const place = fc.record({ x: coordinate, z: coordinate })

describe('lookup', () => {
  it('finds by place exactly what going through everything finds', () => {
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 60 }),
        place,
        fc.integer({ min: 1, max: 60_000 }),
        (places, here, range) => {
          const world = quietWorld()
          for (const { x, z } of places) Object.assign(addDummy(world, 0), { x, z })
          // A step places everybody in the grid; nobody moves.
          pass(world, 0.05)
          const expected = world.ships.filter((ship) => distance(here, ship) <= range)
          const found: number[] = []
          visitNearby(world, here, range, (vessel) => found.push(vessel.id))
          assert.deepEqual(
            found.sort((a, b) => a - b),
            expected.map((ship) => ship.id),
          )
          const best = expected.sort((a, b) => distance(here, a) - distance(here, b) || a.id - b.id)[0]
          assert.equal(nearest(world, here, range, () => true)?.id, best?.id)
        },
      ),
    )
  })

  /** Few enough cells that they are looked into one by one. */
  const near = fc.integer({ min: -8000, max: 8000 })

  it('kept from step to step, finds in the same order as one made anew, whoever moves, comes and goes', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('move'), which: fc.nat(20), by: fc.integer({ min: -7000, max: 7000 }) }),
      fc.record({ kind: fc.constant('come'), which: fc.nat(20), by: near }),
      fc.record({ kind: fc.constant('go'), which: fc.nat(20), by: fc.constant(0) }),
    )
    const order = (world: World, here: { x: number; z: number }) => {
      const found: number[] = []
      visitNearby(world, here, 4000, ({ id }) => found.push(id))
      return found
    }
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: near, z: near }), { minLength: 16, maxLength: 24 }),
        fc.array(change, { maxLength: 30 }),
        (places, changes) => {
          const world = quietWorld()
          // Newcomers enter after it, and stand before it from the next step on.
          addDock(world, 300)
          for (const { x, z } of places) Object.assign(addDummy(world, 0), { x, z })
          for (const { kind, which, by } of changes) {
            const ship = world.ships[which % Math.max(1, world.ships.length)]
            if (kind === 'come') addDummy(world, by)
            else if (ship && kind === 'go') ship.hull = 0
            else if (ship) ship.x += by
            pass(world, 0.05)
            const here = { x: by, z: 0 }
            assert.deepEqual(order(world, here), order(structuredClone(world), here))
          }
        },
      ),
    )
  })

  it('finds newcomers at once and the destroyed no more', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 3000)
    assert.equal(findVessel(world, raider.id), raider)
    assert.equal(
      nearest(world, ship, 5000, (other) => isHostile(ship, other)),
      raider,
    )
    raider.hull = 0
    assert.equal(findContact(world, raider.id), undefined)
    assert.equal(
      nearest(world, ship, 5000, (other) => isHostile(ship, other)),
      undefined,
    )
  })
})
