import assert from 'node:assert/strict'
import { consoleNames } from '../consoles/titles.ts'
import { distance } from '../math.ts'
import { spawnCrewedShip } from '../spawn.ts'
import { addCrew, addDock, addDummy, give, launched, pass, quietWorld } from '../test-world.ts'
import type { Ship, World } from '../world.ts'

const near = (actual: number, expected: number, by = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`)

/** A crew with a dummy ahead as its target, and one kind of ordnance ready in tube 1. */
function armed(ordnance: string, away: number) {
  const world = quietWorld()
  const ship = addCrew(world)
  const raider = addDummy(world, away)
  give(world, 'weapons.target', { contact: raider.id })
  assert.equal(give(world, 'weapons.load', { tube: 0, ordnance }), undefined)
  pass(world, 10)
  return { world, ship, raider }
}
const fire = (world: World, tube = 0) => give(world, 'weapons.fire', { tube })
const stats = (ship: Ship) => ship.bridge!.statistics

describe('nuke', () => {
  it('hurts all enemies within 1,000, less toward the edge, and no friend', () => {
    const { world, ship, raider } = armed('nuke', 3000)
    const other = addDummy(world, 3000, 0.2)
    const far = addDummy(world, 4800, 0)
    const friend = addCrew(world, { x: 300, z: 3000 })
    for (const each of [raider, other, far]) Object.assign(each, { hull: 300, maxHull: 300 })
    assert.equal(fire(world), undefined)
    pass(world, 20)
    near(raider.hull, 300 - 160)
    const gap = distance(raider, other)
    // It bursts at the raider's hull, 50 units before its middle.
    assert.ok(other.hull > raider.hull && other.hull < 300 - 30 && gap < 1000)
    assert.equal(far.hull, 300)
    assert.equal(friend.hull, 200)
    assert.equal(ship.hull, 200)
    assert.deepEqual([stats(ship).torpedoesFired, stats(ship).torpedoesHit], [1, 1])
  })
})

describe('EMP', () => {
  it('takes shields and leaves hull and systems alone', () => {
    const { world, ship, raider } = armed('emp', 3000)
    raider.shields.up = true
    const dealt = stats(ship).damageDealt
    fire(world)
    pass(world, 20)
    assert.ok(raider.shields.front < 3, `${raider.shields.front}`)
    assert.equal(raider.hull, 70)
    assert.ok(Object.values(raider.systems).every((system) => system.health === 1))
    assert.ok(stats(ship).damageDealt > dealt)
  })

  it('does nothing to lowered shields', () => {
    const { world, ship, raider } = armed('emp', 3000)
    fire(world)
    pass(world, 20)
    assert.deepEqual([raider.shields.front, raider.hull, stats(ship).damageDealt], [50, 70, 0])
  })
})

describe('mine', () => {
  it('needs no target, drifts astern for ten seconds, stops and stays', () => {
    const { world } = armed('mine', 9000)
    give(world, 'weapons.target', { contact: 0 })
    assert.equal(fire(world), undefined)
    pass(world, 5)
    const mine = world.torpedoes[0]!
    near(mine.z, -100 * 5.05, 1)
    pass(world, 300)
    assert.equal(world.torpedoes[0], mine)
    near(mine.z, -1000, 1)
    assert.deepEqual([mine.speed, mine.arming, mine.fuse], [0, 0, undefined])
  })

  it('bursts a second after an enemy hull comes within 600 of it, not before it is armed, and never for a friend', () => {
    const { world, ship, raider } = armed('mine', 9000)
    fire(world)
    Object.assign(raider, { x: 0, z: -1600 })
    pass(world, 9.8)
    assert.equal(world.torpedoes[0]!.fuse, undefined)
    raider.z = -1000 - 600 - raider.radius - 20
    addCrew(world, { x: 0, z: -1200 })
    pass(world, 5)
    assert.equal(raider.hull, 70)
    raider.z += 30
    pass(world, 0.9)
    assert.equal(raider.hull, 70)
    pass(world, 0.2)
    assert.equal(world.torpedoes.length, 0)
    assert.equal(raider.hull, 0)
    assert.deepEqual([stats(ship).torpedoesHit, stats(ship).kills], [1, 1])
  })
})

describe('HVLI', () => {
  it('fires five shells of 10, 1.5 seconds apart, straight ahead, at no target', () => {
    const { world, ship, raider } = armed('hvli', 1500)
    give(world, 'weapons.target', { contact: 0 })
    assert.equal(fire(world), undefined)
    assert.equal(ship.tubes[0]!.state, 'firing')
    assert.match(give(world, 'weapons.unload', { tube: 0 })!.detail, /firing/)
    const shots = [1.45, 1.5, 1.5, 1.5].map((seconds) => launched(world, seconds))
    assert.deepEqual(shots, [1, 1, 1, 1])
    pass(world, 5)
    assert.equal(ship.tubes[0]!.state, 'empty')
    assert.equal(raider.hull, 20)
    assert.deepEqual([stats(ship).torpedoesFired, stats(ship).torpedoesHit], [5, 5])
  })

  it('does not turn: what is off the bow is missed', () => {
    const { world, raider } = armed('hvli', 1500)
    Object.assign(raider, { x: 200 })
    fire(world)
    pass(world, 20)
    assert.equal(raider.hull, 70)
    assert.equal(world.torpedoes.length, 0)
  })
})

describe('tubes of a cruiser', () => {
  it('are four for all but mines, and one for mines alone', () => {
    const world = quietWorld()
    const ship = spawnCrewedShip(world, { x: 0, z: 0 }, { name: 'Sable', shipClass: 'cruiser' })
    for (const name of consoleNames) ship.bridge!.autopilot[name] = false
    assert.equal(ship.tubes.length, 5)
    const load = (tube: number, ordnance: string) => give(world, 'weapons.load', { tube, ordnance })?.detail
    assert.match(load(0, 'mine')!, /mine tube/)
    assert.match(load(4, 'nuke')!, /mines alone/)
    assert.equal(load(0, 'nuke'), undefined)
    assert.equal(load(4, 'mine'), undefined)
  })
})

describe('frequencies in a fight', () => {
  it('beams tuned to the target’s shields take half of them, the other end 1.4 times', () => {
    const lost = (beams: number) => {
      const world = quietWorld()
      const ship = addCrew(world)
      const raider = addDummy(world, 1000)
      Object.assign(raider, { frequency: { beams: 600, shields: 520 } })
      raider.shields.up = true
      ship.frequency.beams = beams
      give(world, 'weapons.target', { contact: raider.id })
      give(world, 'weapons.beams', { mode: 'auto' })
      return 50 - raider.shields.front
    }
    near(lost(520), 12 * 0.5, 0.05)
    near(lost(800), 12 * 1.4, 0.05)
  })

  it('a recalibration takes the shields down for 25 seconds, longer with a hurt front shield', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    give(world, 'weapons.shields', { up: true })
    assert.equal(give(world, 'weapons.recalibrate', { frequency: 640 }), undefined)
    assert.equal(ship.shields.up, false)
    assert.match(give(world, 'weapons.shields', { up: true })!.detail, /wait 25 seconds/)
    assert.match(give(world, 'weapons.recalibrate', { frequency: 660 })!.detail, /already/)
    pass(world, 24.5)
    assert.equal(ship.frequency.shields, 600)
    pass(world, 0.5)
    assert.equal(ship.frequency.shields, 640)
    assert.equal(give(world, 'weapons.shields', { up: true }), undefined)
    assert.match(give(world, 'weapons.recalibrate', { frequency: 640 })!.detail, /640 THz already/)
    Object.assign(ship.systems.shieldFront, { power: 0.5, powerOrdered: 0.5 })
    give(world, 'weapons.recalibrate', { frequency: 400 })
    pass(world, 49)
    assert.equal(ship.frequency.shields, 640)
    pass(world, 1)
    assert.equal(ship.frequency.shields, 400)
  })

  it('a hull hit by beams damages the system they aim at', () => {
    const world = quietWorld()
    addCrew(world)
    const raider = addDummy(world, 1000)
    give(world, 'weapons.aim', { system: 'impulse' })
    give(world, 'weapons.target', { contact: raider.id })
    give(world, 'weapons.beams', { mode: 'auto' })
    const { impulse, ...others } = raider.systems
    // Two beams of 6, 7.5 times their share of the hull each: more than the whole system.
    assert.equal(impulse.health, 0)
    assert.ok(Object.values(others).every((system) => system.health === 1))
  })

  it('the computer’s ships and the stations have shields of chance frequencies, which a seed repeats', () => {
    const drawn = () => {
      const world = quietWorld()
      addDock(world, 3000)
      for (let count = 0; count < 8; count++) addDummy(world, 3000 + count)
      return [...world.stations, ...world.ships].map((vessel) => vessel.frequency.shields)
    }
    assert.deepEqual(drawn(), drawn())
    assert.ok(new Set(drawn()).size > 3)
  })
})
