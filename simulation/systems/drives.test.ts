/** Rules of warp, jump, combat maneuver, nebulae and asteroids. */
import assert from 'node:assert/strict'
import { consoleNames } from '../consoles/titles.ts'
import { distance } from '../math.ts'
import { spawnCrewedShip } from '../spawn.ts'
import { addAsteroid, addNebula } from '../terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import { systemNames, type World } from '../world.ts'
import { warpDrain } from './drives.ts'

const near = (actual: number, expected: number, by = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`)

function addMissileShip(world: World) {
  const ship = spawnCrewedShip(world, { x: 0, z: 0 }, { name: 'Sable', shipClass: 'missile-ship' })
  for (const name of consoleNames) ship.bridge!.autopilot[name] = false
  return ship
}

describe('warp', () => {
  it('comes on top of impulse, costs 1.7 · level^1.3 a second, more with shields up, and falls off again', () => {
    const world = quietWorld()
    const ship = addMissileShip(world)
    assert.equal(give(world, 'helm.warp', { level: 2 }), undefined)
    pass(world, 5)
    near(ship.speed, 1500)
    const before = ship.energy
    pass(world, 10)
    near(before - ship.energy, 10 * 1.7 * 2 ** 1.3, 0.01)
    near(warpDrain(2, true), 1.7 * 1.7 * 2 ** 1.3, 1e-9)
    give(world, 'helm.warp', { level: 0 })
    pass(world, 2)
    assert.deepEqual([ship.warp, ship.speed], [0, 0])
  })

  it('follows the power of the drive, and is halved in a nebula', () => {
    const world = quietWorld()
    const ship = addMissileShip(world)
    Object.assign(ship.systems.drive, { power: 0.5, powerOrdered: 0.5 })
    give(world, 'helm.warp', { level: 1 })
    pass(world, 3)
    near(ship.speed, 375)
    addNebula(world, { x: ship.x, z: ship.z }, 9000)
    pass(world, 1)
    near(ship.speed, 187.5)
  })

  it('drops out when energy is gone', () => {
    const world = quietWorld(11)
    const ship = addMissileShip(world)
    ship.energy = 60
    give(world, 'helm.warp', { level: 4 })
    pass(world, 20)
    assert.deepEqual([ship.helm.warp, ship.warp], [0, 0])
    assert.ok(ship.bridge!.log.some(({ text }) => text.includes('drops out of warp')))
  })

  it('is refused without the drive, and in a dock', () => {
    const world = quietWorld()
    addCrew(world)
    assert.match(give(world, 'helm.warp', { level: 1 })!.detail, /no warp drive/)
    const other = quietWorld()
    addMissileShip(other)
    const dock = addDock(other, 500)
    give(other, 'helm.dock', { station: dock.id })
    assert.match(give(other, 'helm.warp', { level: 1 })!.detail, /Undock first/)
  })
})

describe('jump', () => {
  it('charges 90 s for the full distance and 10 energy a thousand, counts ten, and stands there', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    assert.equal(give(world, 'helm.jump', { bearing: Math.PI / 2, distance: 50_000 }), undefined)
    pass(world, 89)
    assert.equal(ship.jump.stage, 'charging')
    pass(world, 1.1)
    assert.equal(ship.jump.stage, 'counting')
    near(1000 - ship.energy, 500, 1)
    assert.equal(ship.x, 0)
    const events = pass(world, 10.1)
    near(ship.x, 50_000, 1e-3)
    assert.deepEqual([ship.jump.stage, ship.jump.made], ['idle', 1])
    near(ship.systems.drive.heat, 0.35, 0.01)
    assert.ok(events.some(({ type }) => type === 'jump-made'))
  })

  it('keeps its charge when it is called off', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    give(world, 'helm.jump', { bearing: 0, distance: 20_000 })
    pass(world, 20)
    const { charge } = ship.jump
    near(charge, (20 / 90) * 50_000, 60)
    assert.equal(give(world, 'helm.abort', {}), undefined)
    pass(world, 10)
    assert.equal(ship.jump.charge, charge)
    give(world, 'helm.jump', { bearing: 0, distance: 5000 })
    assert.equal(ship.jump.stage, 'counting')
  })

  it('stops charging without energy, and goes on with it', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    Object.assign(ship.systems.reactor, { power: 0, powerOrdered: 0 })
    ship.energy = 0
    give(world, 'helm.jump', { bearing: 0, distance: 20_000 })
    pass(world, 10)
    assert.equal(ship.jump.charge, 0)
    ship.energy = 1000
    pass(world, 1)
    assert.ok(ship.jump.charge > 0)
  })

  it('ends at the edge of the sector, and whoever asks finds the ship at its new place', () => {
    const world = quietWorld()
    const ship = addCrew(world, { x: 0, z: 80_000 })
    const raider = addDummy(world, 99_000)
    ship.jump.charge = 50_000
    give(world, 'helm.jump', { bearing: 0, distance: 50_000 })
    pass(world, 10)
    assert.equal(ship.z, 100_000)
    ship.bridge!.autopilot.weapons = true
    pass(world, 1)
    assert.equal(ship.target, raider.id)
  })

  it('and dock exclude each other', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 800)
    give(world, 'helm.jump', { bearing: 0, distance: 5000 })
    assert.match(give(world, 'helm.dock', { station: dock.id })!.detail, /Call off the jump/)
    assert.match(give(world, 'helm.jump', { bearing: 0, distance: 5000 })!.detail, /on its way/)
    give(world, 'helm.abort', {})
    assert.match(give(world, 'helm.abort', {})!.detail, /No jump/)
    assert.equal(give(world, 'helm.dock', { station: dock.id }), undefined)
    assert.match(give(world, 'helm.jump', { bearing: 0, distance: 5000 })!.detail, /Undock first/)
    assert.equal(ship.jump.stage, 'idle')
  })
})

describe('combat maneuver', () => {
  it('lasts three seconds in full use and fills again in twenty', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    assert.equal(give(world, 'helm.maneuver', { boost: 1, strafe: 0 }), undefined)
    pass(world, 2)
    near(ship.speed, 250)
    pass(world, 1)
    assert.deepEqual([ship.maneuver.boost, ship.maneuver.charge < 0.02], [0, true])
    assert.match(give(world, 'helm.maneuver', { boost: 1, strafe: 0 })!.detail, /charge first/)
    pass(world, 19)
    assert.ok(ship.maneuver.charge < 1)
    pass(world, 1.5)
    assert.equal(ship.maneuver.charge, 1)
  })
})

describe('a dead drive', () => {
  it('keeps no autopilot waiting: it flies on by impulse', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    ship.bridge!.autopilot.helm = true
    Object.assign(ship.systems.drive, { power: 0, powerOrdered: 0 })
    const dock = addDock(world, 30_000)
    ship.hull = 40
    pass(world, 120)
    assert.equal(ship.jump.stage, 'idle')
    assert.ok(dock.z - ship.z < 25_000)
  })

  it('takes no energy for a warp that it does not give', () => {
    const world = quietWorld()
    const ship = spawnCrewedShip(world, { x: 0, z: 0 }, { name: 'Sable', shipClass: 'missile-ship' })
    for (const name of consoleNames) ship.bridge!.autopilot[name] = false
    for (const name of systemNames) Object.assign(ship.systems[name], { power: 0, powerOrdered: 0 })
    give(world, 'helm.warp', { level: 4 })
    pass(world, 20)
    assert.ok(ship.energy > 999)
  })
})

describe('what drives warm', () => {
  it('a boost the impulse engines, a strafe the maneuver engines, warp the drive', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const heat = () => [ship.systems.impulse.heat, ship.systems.maneuver.heat]
    give(world, 'helm.maneuver', { boost: 1, strafe: 0 })
    pass(world, 1)
    const [impulse, rested] = heat()
    assert.ok(impulse! > 0.08 && rested === 0)
    Object.assign(ship.maneuver, { boost: 0, strafe: 0, charge: 1 })
    give(world, 'helm.maneuver', { boost: 0, strafe: -1 })
    pass(world, 1)
    assert.ok(heat()[1]! > 0.08)
  })
})

describe('nebulae and asteroids', () => {
  it('a nebula halves the impulse', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addNebula(world, { x: 0, z: 0 }, 5000)
    give(world, 'helm.impulse', { value: 1 })
    pass(world, 20)
    near(ship.speed, 40)
  })

  it('an asteroid costs 35, shields first, and breaks', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addAsteroid(world, { x: 0, z: 300 }, 100)
    addAsteroid(world, { x: 0, z: 1000 }, 100)
    addAsteroid(world, { x: 400, z: 500 }, 100)
    ship.shields.up = true
    give(world, 'helm.impulse', { value: 1 })
    pass(world, 8)
    assert.equal(world.asteroids.length, 2)
    assert.ok(ship.shields.front < 70 && ship.hull === 200)
    ship.shields.up = false
    pass(world, 12)
    assert.equal(world.asteroids.length, 1)
    assert.equal(ship.hull, 165)
  })

  it('is met on the way even at warp, where one step is longer than the rock is wide', () => {
    const world = quietWorld()
    const ship = addMissileShip(world)
    Object.assign(ship, { warp: 4, helm: { ...ship.helm, warp: 4 } })
    addAsteroid(world, { x: 0, z: 3000 }, 20)
    pass(world, 2)
    assert.equal(world.asteroids.length, 0)
    assert.equal(ship.hull, 125)
  })
})

describe('helm’s autopilot on a far way', () => {
  it('jumps toward a far dock, and keeps energy for the rest', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 40_000)
    for (const name of ['helm', 'engineering'] as const) ship.bridge!.autopilot[name] = true
    give(world, 'captain.doctrine', { doctrine: 'defend' })
    pass(world, 130)
    assert.equal(ship.jump.made, 1)
    assert.ok(distance(ship, dock) < 5000 && ship.energy > 250)
  })

  it('warps toward it, and comes to rest beside it', () => {
    const world = quietWorld()
    const ship = addMissileShip(world)
    const dock = addDock(world, 60_000)
    for (const name of ['helm', 'engineering'] as const) ship.bridge!.autopilot[name] = true
    give(world, 'captain.doctrine', { doctrine: 'defend' })
    pass(world, 120)
    assert.ok(distance(ship, dock) < 5000, String(distance(ship, dock)))
    assert.ok(ship.warp === 0 && ship.energy > 250)
  })

  it('uses no drive with an enemy near, and calls off what is charging', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addDock(world, 40_000)
    ship.bridge!.autopilot.helm = true
    give(world, 'captain.doctrine', { doctrine: 'defend' })
    pass(world, 10)
    assert.equal(ship.jump.stage, 'charging')
    addDummy(world, 6000, Math.PI)
    pass(world, 1)
    assert.equal(ship.jump.stage, 'idle')
  })

  it('bursts away when it flees', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    ship.bridge!.autopilot.helm = true
    addDummy(world, 2000, Math.PI)
    give(world, 'captain.doctrine', { doctrine: 'evade' })
    pass(world, 2)
    assert.ok(ship.speed > 200)
  })
})
