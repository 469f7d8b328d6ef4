/** Rules of the ship's log: what happened stands in it, once, in a sentence. */
import assert from 'node:assert/strict'
import { damage } from '../systems/damage.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'

describe('the ship’s log', () => {
  const scene = () => {
    const world = quietWorld()
    const ship = addCrew(world)
    return { world, ship, texts: () => ship.bridge!.log.map(({ text }) => text) }
  }

  it('tells alerts once, and calls all hands for the red one', () => {
    const { world, texts } = scene()
    give(world, 'captain.alert', { level: 'red' })
    assert.ok(world.events.some(({ type }) => type === 'red-alert'))
    give(world, 'captain.alert', { level: 'red' })
    assert.equal(world.events.length, 0)
    give(world, 'captain.alert', { level: 'green' })
    assert.deepEqual(texts(), ['Red alert: all hands to their consoles.', 'Condition green.'])
  })

  it('tells of docks, seats, scans, hits and kills', () => {
    const { world, ship, texts } = scene()
    const dock = addDock(world, 500)
    const raider = addDummy(world, 900)
    give(world, 'helm.dock', { station: dock.id })
    give(world, 'helm.undock', {})
    give(world, 'autopilot', { console: 'comms', on: true })
    give(world, 'autopilot', { console: 'comms', on: true })
    give(world, 'science.scan', { contact: raider.id })
    pass(world, 20)
    damage(world, ship, { amount: 30, x: 0, z: 900, by: raider.id, faction: 'corsairs', isBeam: true })
    damage(world, raider, { amount: 500, x: 0, z: 0, by: ship.id, faction: 'union', isBeam: true })
    assert.deepEqual(texts(), [
      'Docked at Testwick.',
      'Undocked.',
      'Comms goes to the autopilot.',
      `Scan 1 of ${raider.name} is done.`,
      'Hit: the hull loses 30, 170 of 200 left.',
      `${raider.name} is destroyed.`,
    ])
  })

  it('every line is a sentence, and a hundred are kept', () => {
    const { world, ship, texts } = scene()
    for (let count = 0; count < 70; count++) {
      give(world, 'captain.alert', { level: 'yellow' })
      give(world, 'captain.alert', { level: 'green' })
    }
    assert.deepEqual([texts().length, ship.bridge!.logged], [100, 140])
    for (const text of texts()) assert.match(text, /^[A-Z].*\.$/)
  })
})
