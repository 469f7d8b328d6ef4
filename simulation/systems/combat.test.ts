import assert from 'node:assert/strict'
import { degrees } from '../math.ts'
import { spawnAiShip } from '../spawn.ts'
import { addNebula } from '../terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import type { WorldEvent } from '../world.ts'
import { damage, type Hit } from './damage.ts'
import { shieldFacing, shieldFactor } from './shields.ts'

const near = (actual: number, expected: number, by = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`)
const typesOf = (events: { type: string }[]) => events.map((event) => event.type)
const hitFrom = (z: number, amount: number, faction = 'corsairs'): Hit => ({
  amount,
  x: 0,
  z,
  by: 0,
  faction,
  isBeam: false,
})

describe('shields and damage', () => {
  it('hits count × 1.0, 0.71, 0.31 at 100, 200, 300% power', () => {
    near(shieldFactor(1), 1)
    near(shieldFactor(2), 0.71, 0.005)
    near(shieldFactor(3), 0.31, 0.005)
    assert.ok(shieldFactor(0) > 1)
  })

  it('a hit meets the shield that faces it, and the rest the hull and one system', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    ship.shields.up = true
    assert.equal(shieldFacing(ship, { x: 10, z: 500 }), 'front')
    assert.equal(shieldFacing(ship, { x: 10, z: -500 }), 'rear')
    damage(world, ship, hitFrom(-500, 40))
    assert.deepEqual([ship.shields.front, ship.shields.rear, ship.hull], [100, 60, 200])
    damage(world, ship, hitFrom(-500, 80))
    assert.deepEqual([ship.shields.rear, ship.hull], [0, 180])
    const broken = Object.values(ship.systems).filter((system) => system.health < 1)
    assert.equal(broken.length, 1)
    near(broken[0]!.health, 1 - (3 * 20) / 200)
    assert.equal(ship.bridge!.statistics.damageTaken, 120)
    assert.deepEqual(
      world.events.map(({ type, data }) => [type, data]),
      [
        ['hit', { id: ship.id, x: 0, z: 0 }],
        ['hit', { id: ship.id, x: 0, z: 0 }],
      ],
    )
  })

  it('lowered shields stop nothing', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    damage(world, ship, hitFrom(500, 40))
    assert.deepEqual([ship.shields.front, ship.hull], [100, 160])
  })

  it('shields grow by 0.3 a second, four times that in a dock', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, 500)
    ship.shields.front = 10
    pass(world, 10)
    near(ship.shields.front, 13, 1e-6)
    assert.equal(give(world, 'helm.dock', { station: dock.id }), undefined)
    ship.shields.front = 10
    pass(world, 10)
    near(ship.shields.front, 22, 1e-6)
  })

  it('friends and neutrals cannot be harmed: crews never hurt crews', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    damage(world, ship, hitFrom(500, 1000, 'union'))
    damage(world, ship, hitFrom(500, 1000, 'guild'))
    assert.equal(ship.hull, 200)
  })

  it('a destroyed raider is gone; a crew’s ship stays as a wreck, deaf and still', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 800)
    damage(world, raider, { ...hitFrom(0, 500, 'union'), by: ship.id })
    damage(world, ship, hitFrom(800, 500))
    assert.equal(ship.bridge!.statistics.kills, 1)
    const events = pass(world, 0.05)
    assert.deepEqual(world.ships, [ship])
    assert.equal(ship.hull, 0)
    assert.equal(give(world, 'helm.impulse', { value: 1 })?.code, 'ship-lost')
    pass(world, 5)
    assert.equal(ship.speed, 0)
    assert.deepEqual(typesOf(events), [])
  })
})

describe('beams', () => {
  const duel = (away: number, from = 0) => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, away, from)
    give(world, 'weapons.target', { contact: raider.id })
    give(world, 'weapons.beams', { mode: 'auto' })
    return { world, ship, raider }
  }

  it('fire by themselves at the target in range and arc, once a cycle, for energy and heat', () => {
    const { world, ship, raider } = duel(1000)
    const before = ship.bridge!.statistics.beamsFired
    assert.equal(before, 2)
    assert.equal(raider.hull, 70 - 12)
    near(ship.systems.beams.heat, 0.04, 0.002)
    const events = pass(world, 7.8)
    assert.equal(events.filter((event) => event.type === 'beam').length, 0)
    pass(world, 0.5)
    assert.equal(raider.hull, 70 - 24)
    assert.equal(ship.bridge!.statistics.damageDealt, 24)
  })

  it('hold when told to, out of range, out of arc, or without energy', () => {
    for (const { world, raider } of [duel(1300), duel(1000, degrees(70)), duel(1000, Math.PI)]) {
      pass(world, 5)
      assert.equal(raider.hull, 70)
    }
    const { world, ship, raider } = duel(3000)
    raider.z = 1000
    ship.energy = 2
    Object.assign(ship.systems.reactor, { power: 0, powerOrdered: 0 })
    pass(world, 1)
    assert.equal(raider.hull, 70)
    ship.energy = 1000
    give(world, 'weapons.beams', { mode: 'hold' })
    assert.equal(raider.hull, 70)
    give(world, 'weapons.beams', { mode: 'auto' })
    assert.ok(raider.hull < 70)
  })

  it('at the edge of the arc the one that reaches it fires alone', () => {
    const { raider } = duel(1000, degrees(60))
    assert.equal(raider.hull, 64)
  })
})

describe('tubes and torpedoes', () => {
  const armed = (away: number) => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, away)
    give(world, 'weapons.target', { contact: raider.id })
    return { world, ship, raider }
  }

  it('load in ten seconds, fire, fly, and hit with 35', () => {
    const { world, ship, raider } = armed(3000)
    assert.equal(give(world, 'weapons.load', { tube: 0, ordnance: 'homing' }), undefined)
    assert.equal(ship.stock.homing, 9)
    pass(world, 9.5)
    assert.match(give(world, 'weapons.fire', { tube: 0 })!.detail, /still loading/)
    pass(world, 0.5)
    assert.equal(give(world, 'weapons.fire', { tube: 0 }), undefined)
    assert.equal(world.torpedoes.length, 1)
    assert.equal(ship.tubes[0]!.state, 'empty')
    const events = pass(world, 15)
    assert.ok(typesOf(events).includes('explosion'))
    assert.equal(raider.hull, 35)
    assert.equal(world.torpedoes.length, 0)
    const { torpedoesFired, torpedoesHit } = ship.bridge!.statistics
    assert.deepEqual([torpedoesFired, torpedoesHit], [1, 1])
  })

  it('follow a target that moves away to the side', () => {
    const { world, raider } = armed(2500)
    give(world, 'weapons.load', { tube: 0, ordnance: 'homing' })
    pass(world, 10)
    raider.helm = { impulse: 1, heading: Math.PI / 2, warp: 0 }
    give(world, 'weapons.fire', { tube: 0 })
    pass(world, 26)
    near(raider.hull, 35)
  })

  it('end after 27 seconds when they meet nobody', () => {
    const { world, raider } = armed(20_000)
    give(world, 'weapons.load', { tube: 0, ordnance: 'homing' })
    pass(world, 10)
    give(world, 'weapons.fire', { tube: 0 })
    pass(world, 26.9)
    assert.equal(world.torpedoes.length, 1)
    pass(world, 0.2)
    assert.equal(world.torpedoes.length, 0)
    assert.equal(raider.hull, 70)
  })

  it('unload back into the stock, in the time the loading took', () => {
    const { world, ship } = armed(3000)
    give(world, 'weapons.load', { tube: 2, ordnance: 'homing' })
    pass(world, 4)
    assert.equal(give(world, 'weapons.unload', { tube: 2 }), undefined)
    pass(world, 4.2)
    assert.equal(ship.tubes[2]!.state, 'empty')
    assert.equal(ship.stock.homing, 10)
  })

  it('refuse with the reason: no such tube, nothing loaded, no stock, no target, a friend', () => {
    const { world, ship, raider } = armed(3000)
    const dock = addDock(world, -3000)
    const refusal = (name: string, args: unknown) => give(world, name, args)?.detail
    assert.match(refusal('weapons.load', { tube: 3, ordnance: 'homing' })!, /3 tubes/)
    assert.match(refusal('weapons.fire', { tube: 0 })!, /load it first/)
    assert.match(refusal('weapons.unload', { tube: 0 })!, /empty/)
    give(world, 'weapons.load', { tube: 0, ordnance: 'homing' })
    assert.match(refusal('weapons.load', { tube: 0, ordnance: 'homing' })!, /not empty/)
    ship.stock.homing = 0
    assert.match(refusal('weapons.load', { tube: 1, ordnance: 'homing' })!, /left in stock/)
    pass(world, 10)
    give(world, 'weapons.target', { contact: 0 })
    assert.match(refusal('weapons.fire', { tube: 0 })!, /target first/)
    give(world, 'weapons.target', { contact: dock.id })
    assert.match(refusal('weapons.fire', { tube: 0 })!, /no enemy/)
    give(world, 'weapons.target', { contact: raider.id })
    assert.equal(refusal('weapons.fire', { tube: 0 }), undefined)
  })
})

describe('the computer’s ships', () => {
  it('patrol from point to point while nobody is near', () => {
    const world = quietWorld()
    const patrol = [
      { x: 0, z: 3000 },
      { x: 3000, z: 3000 },
    ]
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 0 }, patrol)
    pass(world, 60)
    assert.equal(raider.target, 0)
    assert.equal(raider.ai!.next, 1)
  })

  it('attack a hostile within 10,000, with beams and, a minute later, torpedoes', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 9900 }, [])
    pass(world, 1)
    assert.equal(raider.target, ship.id)
    const events: WorldEvent[] = []
    let torpedoes = 0
    for (let second = 0; second < 160; second++) {
      events.push(...pass(world, 1))
      torpedoes += world.torpedoes.length
    }
    assert.ok(torpedoes > 0)
    assert.ok(typesOf(events).includes('beam'))
    assert.ok(ship.bridge!.statistics.damageTaken > 0)
  })

  it('leave alone who is further off, until they are shot at', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 12_000 }, [])
    pass(world, 1)
    assert.equal(raider.target, 0)
    damage(world, raider, { ...hitFrom(0, 10, 'union'), by: ship.id })
    pass(world, 1)
    assert.equal(raider.target, ship.id)
  })
})

describe('the end of a ship', () => {
  it('is told by name only to those who knew it, and to nobody whom a nebula keeps from seeing it', () => {
    const world = quietWorld()
    const [ann, ben] = [addCrew(world), addCrew(world, { x: 500, z: 0 })]
    const raider = addDummy(world, 9000)
    ben.bridge!.scans[raider.id] = 1
    raider.hull = 1
    damage(world, raider, { ...hitFrom(0, 10, 'union'), by: ann.id })
    const names = world.events.filter((event) => event.type === 'destroyed').map(({ data }) => data.name)
    assert.deepEqual(names, ['', raider.name])
    assert.ok(!ann.bridge!.log.some(({ text }) => text.includes(raider.name)))
    const other = addDummy(world, 9000)
    addNebula(world, other, 2000)
    world.events = []
    damage(world, other, { ...hitFrom(0, 1000, 'union'), by: ann.id })
    assert.deepEqual(world.events, [])
  })

  it('ends what a crew had begun', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    const raider = addDummy(world, 3000)
    give(world, 'science.scan', { contact: raider.id })
    give(world, 'engineering.destruct', { do: 'arm' })
    damage(world, ship, { ...hitFrom(0, 1000, 'corsairs'), by: raider.id })
    const { scan, channel, selfDestruct } = ship.bridge!
    assert.deepEqual([scan, channel, selfDestruct.stage], [undefined, undefined, 'safe'])
  })
})
