import assert from 'node:assert/strict'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import { knows, scanDuration, scanLevel } from './sensors.ts'

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

  it('a scan takes 15–30 s, the second 30–60 s, and less when closer', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 0)
    assert.deepEqual([scanDuration(ship, raider, 0), scanDuration(ship, raider, 1)], [15, 30])
    raider.z = 50_000
    assert.deepEqual([scanDuration(ship, raider, 0), scanDuration(ship, raider, 1)], [30, 60])
  })

  it('two scans reveal a contact, level by level; a third is refused', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 3000)
    assert.equal(give(world, 'science.scan', { contact: raider.id }), undefined)
    assert.match(give(world, 'science.scan', { contact: raider.id })!.detail, /under way/)
    const events = pass(world, 16)
    assert.deepEqual(
      events.map(({ type, groups, data }) => [type, groups, data.contact, data.level]),
      [['scanned', [0], raider.id, 1]],
    )
    give(world, 'science.scan', { contact: raider.id })
    pass(world, 32)
    assert.equal(scanLevel(world, ship, raider), 2)
    assert.equal(ship.bridge!.statistics.scans, 2)
    assert.match(give(world, 'science.scan', { contact: raider.id })!.detail, /Everything is known/)
  })

  it('a scan ends with its contact or when cancelled, and aim and mark go with the contact too', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 3000)
    for (const name of ['science.scan', 'science.mark', 'weapons.target']) give(world, name, { contact: raider.id })
    assert.deepEqual([ship.bridge!.marked, ship.target], [raider.id, raider.id])
    assert.equal(give(world, 'science.cancel', {}), undefined)
    assert.equal(give(world, 'science.cancel', {})?.code, 'refused')
    give(world, 'science.scan', { contact: raider.id })
    raider.z = 60_000
    pass(world, 0.05)
    assert.deepEqual([ship.bridge!.marked, ship.target, ship.bridge!.scan], [0, 0, undefined])
  })
})
