import assert from 'node:assert/strict'
import { emitAt } from '../events.ts'
import { spawnAiShip } from '../spawn.ts'
import { addAnomaly, addNebula } from '../terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import { isRecognised, knows, scanLevel } from './sensors.ts'

describe('sensors', () => {
  it('know what lives within 50,000, and neither the ship itself nor anything when it is lost', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 49_900)
    assert.equal(knows(world, ship, raider.id), true)
    assert.equal(knows(world, ship, ship.id), false)
    assert.equal(knows(world, ship, 999), false)
    raider.z = 50_100
    assert.equal(knows(world, ship, raider.id), false)
    raider.z = 1000
    ship.hull = 0
    assert.equal(knows(world, ship, raider.id), false)
  })

  it('show others’ torpedoes within 5,000, one’s own at any distance', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const other = addCrew(world, { x: 40_000, z: 0 })
    const raider = addDummy(world, 4000)
    give(world, 'weapons.target', { contact: raider.id })
    give(world, 'weapons.load', { tube: 0, ordnance: 'homing' })
    pass(world, 11)
    assert.equal(give(world, 'weapons.fire', { tube: 0 }), undefined)
    const torpedo = world.torpedoes[0]!
    assert.equal(knows(world, ship, torpedo.id), true)
    assert.equal(knows(world, other, torpedo.id), false)
    other.x = 4000
    assert.equal(knows(world, other, torpedo.id), true)
    torpedo.life = 0
    assert.equal(knows(world, ship, torpedo.id), false)
  })

  it('one’s own side is known without a scan', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 3000)
    const raider = addDummy(world, 3000)
    assert.equal(scanLevel(world, ship, dock), 2)
    assert.equal(scanLevel(world, ship, raider), 0)
    assert.equal(give(world, 'science.scan', { contact: dock.id })?.code, 'refused')
  })

  it('see 5,000 into a nebula and 5,000 out of one, and stations everywhere', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const [near, far] = [addDummy(world, 4900), addDummy(world, 9000)]
    const dock = addDock(world, 9500)
    const seen = () => [near, far, dock].map(({ id }) => knows(world, ship, id))
    const cloud = addNebula(world, { x: 0, z: 8000 }, 4000)
    ship.bridge!.scans[far.id] = 1
    assert.deepEqual(seen(), [true, false, true])
    assert.equal(isRecognised(world, ship, far), false)
    Object.assign(cloud, { z: 0, radius: 500 })
    assert.deepEqual(seen(), [true, false, true])
    Object.assign(cloud, { x: 30_000 })
    assert.deepEqual(seen(), [true, true, true])
  })

  it('tell nothing of what happens inside a nebula', () => {
    const world = quietWorld()
    addCrew(world)
    const cloud = addNebula(world, { x: 0, z: 8000 }, 2000)
    const told = () => {
      world.events = []
      emitAt(world, 'hit', { x: 0, z: 8000 }, { id: 1 })
      return world.events.length
    }
    assert.equal(told(), 0)
    Object.assign(cloud, { x: 30_000 })
    assert.equal(told(), 1)
  })

  it('of the computer’s ships are no better: who hides in a nebula is not hunted', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const cloud = addNebula(world, { x: 0, z: 0 }, 2000)
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 9000 }, [])
    pass(world, 1)
    assert.equal(raider.target, 0)
    world.nebulae = world.nebulae.filter((each) => each !== cloud)
    pass(world, 1)
    assert.equal(raider.target, ship.id)
  })

  it('show anomalies like everything else, but nobody can aim at one', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const odd = addAnomaly(world, { x: 0, z: 20_000 }, 'echo')
    assert.equal(knows(world, ship, odd.id), true)
    assert.equal(give(world, 'science.mark', { contact: odd.id }), undefined)
    assert.equal(give(world, 'weapons.target', { contact: odd.id })?.code, 'no-target')
    ship.x = 60_000
    assert.equal(knows(world, ship, odd.id), false)
  })
})
