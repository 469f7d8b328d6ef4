import assert from 'node:assert/strict'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'

describe('docking', () => {
  it('is refused too far off, too fast, or where there is no station', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 1300)
    const raider = addDummy(world, 500)
    const refusal = () => give(world, 'helm.dock', { station: dock.id })?.detail
    assert.match(refusal()!, /within 1200 units/)
    dock.z = 1100
    ship.speed = 40
    assert.match(refusal()!, /Slow down/)
    assert.match(give(world, 'helm.dock', { station: raider.id })!.detail, /no station/)
    ship.speed = 0
    assert.equal(refusal(), undefined)
    assert.match(refusal()!, /docked already/)
  })

  it('repairs 1 hull and 10 energy a second and restocks, until the ship undocks', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 1000)
    Object.assign(ship, { hull: 100, energy: 100, stock: { homing: 3 } })
    give(world, 'helm.dock', { station: dock.id })
    pass(world, 20)
    assert.ok(Math.abs(ship.hull - 120) < 0.2)
    assert.ok(Math.abs(ship.energy - 300) < 2)
    assert.equal(ship.stock.homing, 7)
    pass(world, 120)
    assert.deepEqual([ship.hull, ship.energy, ship.stock.homing], [200, 1000, 10])
    assert.equal(give(world, 'helm.undock', {}), undefined)
    ship.hull = 150
    pass(world, 5)
    assert.equal(ship.hull, 150)
  })

  it('a docked ship neither flies, raises shields nor fires', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 1000)
    const raider = addDummy(world, 900)
    give(world, 'weapons.load', { tube: 0, ordnance: 'homing' })
    give(world, 'weapons.target', { contact: raider.id })
    pass(world, 10)
    give(world, 'helm.dock', { station: dock.id })
    for (const [name, args] of [
      ['helm.impulse', { value: 1 }],
      ['helm.heading', { heading: 1 }],
      ['weapons.shields', { up: true }],
      ['weapons.fire', { tube: 0 }],
    ] as const) {
      assert.match(give(world, name, args)!.detail, /Undock first/)
    }
    give(world, 'weapons.beams', { mode: 'auto' })
    pass(world, 5)
    assert.equal(raider.hull, 70)
    assert.equal(ship.speed, 0)
  })

  it('ends when the station falls', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 1000)
    addDock(world, 9000)
    give(world, 'helm.dock', { station: dock.id })
    dock.hull = 0
    const events = pass(world, 0.1)
    assert.equal(ship.dockedTo, 0)
    assert.ok(events.some((event) => event.type === 'undocked'))
  })
})
