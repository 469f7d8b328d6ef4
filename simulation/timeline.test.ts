import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createWorld } from './create.ts'
import { step } from './step.ts'
import { damage } from './systems/damage.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from './test-world.ts'
import { courseOf, keepTimeline, mark, mostMarks, mostStretches } from './timeline.ts'
import type { Ship, World } from './world.ts'

const hitBy = (by: number, amount: number, faction: string) => ({ amount, x: 0, z: 0, by, faction, isBeam: false })
const kill = (world: World, ship: Ship, victim: Ship) =>
  damage(world, victim, hitBy(ship.id, 10 * victim.maxHull, ship.faction))
const told = (world: World, group = 0) =>
  courseOf(world).groups[group]!.marks.map(({ kind, what, count }) => ({ kind, what, count }))

describe('the course of a battle', () => {
  it('begins whole, and shows the hull as it was at the end of each stretch', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    pass(world, 2)
    damage(world, ship, hitBy(0, 50, 'corsairs'))
    pass(world, 2)
    assert.deepEqual(courseOf(world).groups[0]!.strength, [100, 75])
    assert.equal(courseOf(world).every, 2)
  })

  it('ends with the battle, also in the middle of a stretch', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    pass(world, 3)
    damage(world, ship, hitBy(0, 100, 'corsairs'))
    assert.deepEqual(courseOf(world).groups[0]!.strength, [100, 50])
  })

  it('has so many stretches at most, of one length, however long it lasts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400_000 }), (ticks) => {
        const world = quietWorld()
        addCrew(world)
        while (world.tick < ticks) {
          world.tick += world.timeline.every
          keepTimeline(world)
        }
        const { every, groups } = courseOf(world)
        assert.equal(groups[0]!.strength.length, world.tick / world.hz / every)
        assert.ok(groups[0]!.strength.length < mostStretches)
      }),
      { numRuns: 50 },
    )
  })

  it('all that a ship dealt lies in one stretch or another', () => {
    for (const seconds of [1, 59, 200, 333]) {
      const world = createWorld({ scenario: 'siege', difficulty: 3, ships: 2, seed: 5 })
      while (world.tick < seconds * world.hz) step(world, [], 1 / world.hz)
      courseOf(world).groups.forEach(({ dealt }, group) => {
        const ship = world.ships.find(({ id }) => id === world.groups[group])!
        assert.equal(
          dealt.reduce((sum, each) => sum + each, 0),
          Math.round(ship.bridge!.statistics.damageDealt),
        )
        assert.ok(dealt.every((each) => each >= 0))
      })
    }
  })

  it('marks what a crew destroyed by the name they knew it by', () => {
    const world = quietWorld()
    const [ship, victim] = [addCrew(world), addDummy(world, 2000)]
    pass(world, 1)
    kill(world, ship, victim)
    assert.deepEqual(told(world), [{ kind: 'kill', what: `Contact ${victim.id}`, count: 1 }])
    assert.equal(courseOf(world).groups[0]!.marks[0]!.at, 1)
  })

  it('marks the loss of a crew’s ship for that ship alone', () => {
    const world = quietWorld()
    const [lost] = [addCrew(world), addCrew(world, { x: 500, z: 0 })]
    damage(world, lost!, hitBy(0, 1000, 'corsairs'))
    assert.deepEqual(told(world), [{ kind: 'lost', what: '', count: 1 }])
    assert.deepEqual(told(world, 1), [])
    pass(world, 2)
    assert.deepEqual(courseOf(world).groups[0]!.strength, [0])
  })

  it('marks the dock by name', () => {
    const world = quietWorld()
    addCrew(world)
    const dock = addDock(world, 300)
    pass(world, 0.1)
    assert.equal(give(world, 'helm.dock', { station: dock.id }), undefined)
    assert.deepEqual(told(world), [{ kind: 'docked', what: dock.name, count: 1 }])
  })

  it('counts what comes close after its like, and tells the rest apart', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    mark(world, ship, 'kill', 'K-1')
    pass(world, 19)
    mark(world, ship, 'kill', 'K-2')
    mark(world, ship, 'jump', '')
    pass(world, 21)
    mark(world, ship, 'kill', 'K-3')
    assert.deepEqual(told(world), [
      { kind: 'kill', what: '', count: 2 },
      { kind: 'jump', what: '', count: 1 },
      { kind: 'kill', what: 'K-3', count: 1 },
    ])
  })

  it('has so many marks at most: more are counted to the last of their kind', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    for (let times = 0; times < mostMarks + 5; times++) {
      mark(world, ship, 'kill', 'K')
      world.tick += 60 * world.hz
    }
    mark(world, ship, 'jump', '')
    assert.equal(told(world).length, mostMarks)
    assert.deepEqual(told(world).at(-1), { kind: 'kill', what: 'K', count: 6 })
  })

  it('names the waves of a siege where they begin', () => {
    const world = createWorld({ scenario: 'siege', difficulty: 1, ships: 1, seed: 1 })
    while (world.tick < 30 * world.hz) step(world, [], 1 / world.hz)
    assert.deepEqual(courseOf(world).parts, [{ at: 20, name: 'Wave 1' }])
  })
})
