import assert from 'node:assert/strict'
import { sectorHalf } from '../../schema/limits.ts'
import { distance } from '../math.ts'
import type { ShipClassId } from '../ships/index.ts'
import { spawnAiShip } from '../spawn.ts'
import { addNebula } from '../terrain.ts'
import { addCrew, addDock, addDummy, give, pass, quietWorld } from '../test-world.ts'
import type { AiOrder, World } from '../world.ts'

const spawn = (world: World, order: AiOrder, charge = 0, shipClass: ShipClassId = 'npc-frigate', z = 0) => {
  const ship = spawnAiShip(world, shipClass, 'union', { x: 0, z }, [])
  ship.ai = { order, charge, patrol: [], next: 0, cargo: false, serves: 0 }
  return ship
}

describe('the computer’s ships, told to', () => {
  it('idle: lie still, and fight who comes near', () => {
    const world = quietWorld()
    const ship = spawn(world, 'idle')
    pass(world, 10)
    assert.equal(ship.speed, 0)
    const raider = addDummy(world, 5000)
    pass(world, 1)
    assert.equal(ship.target, raider.id)
  })

  it('roam: are always on their way somewhere in the sector', () => {
    const world = quietWorld()
    const ship = spawn(world, 'roam')
    const goals = new Set<string>()
    for (let i = 0; i < 120; i++) {
      pass(world, 10)
      for (const { x, z } of ship.ai!.patrol) {
        goals.add(`${x} ${z}`)
        assert.ok(Math.abs(x) <= sectorHalf && Math.abs(z) <= sectorHalf)
      }
    }
    assert.ok(goals.size > 1)
    assert.ok(ship.speed > 0)
  })

  it('attack: go for their charge however far, and let others be', () => {
    const world = quietWorld()
    const [far, near] = [addDummy(world, 20_000), addDummy(world, 4000, Math.PI)]
    const ship = spawn(world, 'attack', far.id)
    pass(world, 20)
    assert.equal(ship.target, far.id)
    assert.ok(distance(ship, far) < 19_500)
    far.hull = 0
    pass(world, 1)
    assert.equal(ship.target, near.id)
  })

  it('defend: stay by their charge and fight only what comes near it', () => {
    const world = quietWorld()
    const dock = addDock(world, 5000)
    const ship = spawn(world, 'defend', dock.id)
    const raider = addDummy(world, 9000, Math.PI)
    pass(world, 120)
    assert.equal(ship.target, 0)
    assert.ok(distance(ship, dock) < dock.radius + 1700)
    raider.z = 10_000
    pass(world, 1)
    assert.equal(ship.target, raider.id)
  })

  it('escort: follow their charge', () => {
    const world = quietWorld()
    const crew = addCrew(world)
    const ship = spawn(world, 'escort', crew.id, 'npc-frigate', -4000)
    give(world, 'helm.impulse', { value: 0.5 })
    pass(world, 240)
    assert.ok(distance(ship, crew) < 1200)
  })

  it('flee: gain distance, and shoot only at what is in their arcs', () => {
    const world = quietWorld()
    const raider = addDummy(world, 2000)
    const ship = spawn(world, 'flee')
    pass(world, 60)
    assert.ok(distance(ship, raider) > 4500)
  })

  it('dock: go to the nearest harbour and stay', () => {
    const world = quietWorld()
    const dock = addDock(world, 4000)
    const ship = spawn(world, 'dock')
    pass(world, 120)
    assert.ok(distance(ship, dock) < dock.radius + 400)
    assert.ok(Math.abs(ship.speed) < 5)
  })

  it('dock: lie in the harbour, are mended there, and leave it when they are told something else', () => {
    const world = quietWorld()
    const dock = addDock(world, 2000)
    const ship = spawn(world, 'dock')
    ship.hull = 10
    pass(world, 120)
    assert.equal(ship.dockedTo, dock.id)
    assert.ok(ship.hull > 40)
    Object.assign(ship.ai!, { order: 'idle' })
    pass(world, 1)
    assert.equal(ship.dockedTo, 0)
  })

  it('attack: come back to whom they serve when the target is gone, and go home when nobody is left to serve', () => {
    const world = quietWorld()
    const [crew, raider] = [addCrew(world), addDummy(world, 8000)]
    const ship = spawn(world, 'attack', raider.id)
    ship.ai!.serves = crew.id
    raider.hull = 0
    pass(world, 1)
    assert.deepEqual([ship.ai!.order, ship.ai!.charge], ['escort', crew.id])
    crew.hull = 0
    pass(world, 1)
    assert.equal(ship.ai!.order, 'dock')
  })

  it('fight from within the reach of their own beams', () => {
    const world = quietWorld()
    const raider = addDummy(world, 3000)
    raider.shields.up = true
    const ship = spawn(world, 'idle', 0, 'fighter')
    const events = pass(world, 120)
    assert.ok(events.some(({ type }) => type === 'hit') || raider.shields.front < raider.shields.maxFront)
    assert.ok(distance(ship, raider) < 1000)
  })

  it('see whom no nebula hides, also when a nearer one is hidden', () => {
    const world = quietWorld()
    const [hidden, open] = [addDummy(world, 7000), addDummy(world, 8000, Math.PI)]
    addNebula(world, hidden, 1000)
    const ship = spawn(world, 'idle')
    pass(world, 1)
    assert.equal(ship.target, open.id)
  })

  it('run when they cannot shoot, whatever they were told', () => {
    const world = quietWorld()
    const raider = addDummy(world, 3000)
    const ship = spawn(world, 'dock', 0, 'freighter')
    pass(world, 60)
    assert.ok(distance(ship, raider) > 4500)
  })
})

describe('help', () => {
  it('a supply drop fills stock and energy when it arrives, once, and goes home', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addDock(world, -4000)
    world.reputation = 100
    ship.stock.homing = 0
    ship.energy = 100
    give(world, 'comms.hail', { contact: world.stations[0]!.id })
    assert.equal(give(world, 'comms.answer', { choice: 'supply-drop' }), undefined)
    const helper = world.ships.at(-1)!
    assert.equal(helper.shipClass, 'supply-ship')
    pass(world, 90)
    assert.ok(ship.energy > 400 && (ship.stock.homing ?? 0) === 10)
    assert.deepEqual([helper.ai!.cargo, helper.ai!.order], [false, 'dock'])
    assert.ok(ship.bridge!.log.some(({ text }) => text.includes('supplies')))
  })

  it('reinforcements stay with the crew that called them, and take its orders', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addDock(world, -1800)
    world.reputation = 150
    give(world, 'comms.hail', { contact: world.stations[0]!.id })
    give(world, 'comms.answer', { choice: 'call-frigate' })
    const helper = world.ships.at(-1)!
    assert.equal(helper.faction, ship.faction)
    pass(world, 90)
    assert.ok(distance(helper, ship) < 1200)
    const raider = addDummy(world, 12_000)
    ship.target = raider.id
    ship.bridge!.scans[raider.id] = 1
    give(world, 'comms.hail', { contact: helper.id })
    assert.equal(give(world, 'comms.answer', { choice: 'order-attack' }), undefined)
    pass(world, 1)
    assert.equal(helper.target, raider.id)
  })
})
