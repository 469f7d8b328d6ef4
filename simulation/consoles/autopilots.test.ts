import assert from 'node:assert/strict'
import { type ConsoleName, consoleNames } from '../consoles/titles.ts'
import { createWorld } from '../create.ts'
import { distance } from '../math.ts'
import { spawnAiShip, spawnCrewedShip } from '../spawn.ts'
import { step } from '../step.ts'
import { addCrew, addDock, addDummy, give, launched, pass, quietWorld } from '../test-world.ts'
import { type Ship, systemNames } from '../world.ts'

const man = (ship: Ship, ...names: ConsoleName[]) => {
  for (const name of names) ship.bridge!.autopilot[name] = true
}

describe('helm’s autopilot', () => {
  const flight = (doctrine: string, away: number) => {
    const world = quietWorld()
    const ship = addCrew(world)
    const dock = addDock(world, -6000)
    const raider = addDummy(world, away)
    man(ship, 'helm')
    give(world, 'captain.doctrine', { doctrine })
    return { world, ship, dock, raider }
  }

  it('attack: closes to beam range of the enemy and keeps it ahead', () => {
    const { world, ship, raider } = flight('attack', 4500)
    pass(world, 90)
    assert.ok(distance(ship, raider) < 1100 && distance(ship, raider) > 400)
  })

  it('defend: waits at the nearest station, and fights only what comes near it', () => {
    const { world, ship, dock, raider } = flight('defend', 4900)
    pass(world, 120)
    assert.ok(distance(ship, dock) < 2200)
    assert.ok(distance(ship, raider) > 8000)
    raider.z = -3000
    pass(world, 60)
    assert.ok(distance(ship, raider) < 1100)
  })

  it('evade: gains distance', () => {
    const { world, ship, raider } = flight('evade', 2000)
    pass(world, 60)
    assert.ok(distance(ship, raider) > 4000)
  })

  it('hold: stays and faces the enemy', () => {
    const { world, ship, raider } = flight('hold', 4000)
    raider.x = 4000
    raider.z = 0
    pass(world, 30)
    assert.deepEqual([ship.x, ship.z], [0, 0])
    assert.ok(Math.abs(ship.heading - Math.PI / 2) < 0.05)
  })

  it('goes to the dock when badly hurt with no enemy near, and leaves it mended', () => {
    const { world, ship, dock } = flight('attack', 20_000)
    ship.hull = 40
    pass(world, 120)
    assert.equal(ship.dockedTo, dock.id)
    pass(world, 160)
    assert.equal(ship.dockedTo, 0)
    assert.ok(ship.hull >= 190)
  })
})

describe('the other autopilots', () => {
  it('weapons: raises shields, aims at the nearest enemy, loads and fires, and lowers the shields again', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'weapons')
    const raider = addDummy(world, 4000)
    addDummy(world, 4800, Math.PI)
    pass(world, 1)
    assert.deepEqual([ship.target, ship.shields.up, ship.beamsMode], [raider.id, true, 'auto'])
    assert.equal(launched(world, 15), 3)
    for (const other of world.ships) if (other !== ship) other.hull = 0
    pass(world, 1)
    assert.equal(ship.shields.up, false)
  })

  it('weapons: has one great blast under way at a time, for a crowd alone while it has anything else', () => {
    const world = quietWorld()
    const ship = spawnCrewedShip(world, { x: 0, z: 0 }, { name: 'Sable', shipClass: 'missile-ship' })
    for (const name of consoleNames) ship.bridge!.autopilot[name] = name === 'weapons'
    const crowd = [3000, 3200, 3400, 3600].map((away) => addDummy(world, away))
    for (const each of crowd) Object.assign(each, { hull: 5000, maxHull: 5000 })
    const blasts = () => world.torpedoes.filter(({ ordnance }) => ordnance === 'nuke' || ordnance === 'emp').length
    let most = 0
    for (let second = 0; second < 90; second++) {
      pass(world, 1)
      most = Math.max(most, blasts())
    }
    assert.equal(most, 1)
    for (const each of crowd.slice(1)) each.hull = 0
    pass(world, 40)
    const left = ship.stock.nuke
    pass(world, 60)
    assert.equal(ship.stock.nuke, left)
  }).timeout(10_000)

  it('weapons: prefers what Science marked, and never aims at friends', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    addCrew(world, { x: 500, z: 0 })
    man(ship, 'weapons')
    addDummy(world, 3000)
    const marked = addDummy(world, 4500, 1)
    give(world, 'science.mark', { contact: marked.id })
    pass(world, 1)
    assert.equal(ship.target, marked.id)
  })

  it('weapons: tunes beams to what a second scan shows, and aims at the target’s beams', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'weapons')
    const raider = addDummy(world, 3000)
    Object.assign(raider, { frequency: { beams: 600, shields: 460 } })
    pass(world, 1)
    assert.deepEqual([ship.frequency.beams, ship.aimed], [600, undefined])
    ship.bridge!.scans[raider.id] = 2
    pass(world, 1)
    assert.deepEqual([ship.frequency.beams, ship.aimed], [800, 'beams'])
  })

  it('weapons: keeps the great blasts for a crowd, or for when nothing else is left', () => {
    const loaded = (raiders: number, stock: Record<string, number>) => {
      const world = quietWorld()
      const ship = addCrew(world)
      man(ship, 'weapons')
      Object.assign(ship, { stock })
      for (let count = 0; count < raiders; count++) addDummy(world, 4800, count / 20)
      pass(world, 1)
      return ship.tubes[0]!.ordnance
    }
    const full = { homing: 10, nuke: 2, mine: 4, emp: 3, hvli: 10 }
    assert.equal(loaded(1, full), 'homing')
    assert.equal(loaded(3, full), 'nuke')
    assert.equal(loaded(1, { nuke: 2, emp: 3, mine: 4 }), 'emp')
    assert.equal(loaded(1, { mine: 4 }), '')
  })

  it('weapons: lays mines from a tube for mines, for who follows', () => {
    const world = quietWorld()
    const ship = spawnCrewedShip(world, { x: 0, z: 0 }, { name: 'Sable', shipClass: 'cruiser' })
    for (const name of consoleNames) ship.bridge!.autopilot[name] = name === 'weapons'
    const raider = addDummy(world, 3000)
    pass(world, 20)
    assert.ok(!world.torpedoes.some(({ ordnance }) => ordnance === 'mine'))
    raider.z = -2500
    pass(world, 2)
    assert.ok(world.torpedoes.some(({ ordnance }) => ordnance === 'mine'))
  })

  it('helm: goes to the dock when only mines are left', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'helm')
    const dock = addDock(world, -3000)
    ship.stock = { homing: 0, nuke: 0, mine: 4, emp: 0, hvli: 0 }
    const events = pass(world, 120)
    assert.ok(events.some(({ type, data }) => type === 'docked' && data.name === dock.name))
  })

  it('engineering: keeps every system below 0.8 heat through a long fight, and boosts in it', () => {
    const world = quietWorld(11)
    const ship = addCrew(world)
    man(ship, 'engineering', 'weapons')
    const raider = addDummy(world, 900)
    let boosted = 0
    for (let i = 0; i < 600 * world.hz; i++) {
      raider.hull = raider.maxHull
      step(world, [], 1 / world.hz)
      for (const name of systemNames) {
        assert.ok(ship.systems[name].heat < 0.8, name)
        boosted = Math.max(boosted, ship.systems[name].power)
      }
    }
    assert.ok(boosted > 1.4)
  })

  it('science: scans the nearest unknown first, then looks closer at enemies', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'science')
    const far = addDummy(world, 20_000)
    const near = addDummy(world, 3000, 2)
    pass(world, 20)
    assert.deepEqual(ship.bridge!.scans, { [near.id]: 1 })
    pass(world, 60)
    assert.deepEqual(ship.bridge!.scans, { [near.id]: 2, [far.id]: 1 })
  })

  it('science: sends a probe to each far stranger, keeps four, and drops a scan that has stalled', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'science')
    const far = [0, 1, 2, 3, 4, 5].map((turn) => addDummy(world, 40_000, turn))
    pass(world, 10)
    assert.equal(ship.bridge!.probes, 4)
    assert.equal(world.probes.length, 4)
    assert.equal(ship.bridge!.scanQueue.length, 1)
    const scanned = far.find(({ id }) => id === ship.bridge!.scan!.target)!
    Object.assign(scanned, { x: 90_000, z: 90_000 })
    pass(world, 2)
    assert.notEqual(ship.bridge!.scan!.target, scanned.id)
  })

  it('comms: greets the nearest station once', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'comms')
    addDock(world, 3000)
    pass(world, 60)
    assert.equal(ship.bridge!.comms.length, 1)
    assert.match(ship.bridge!.comms[0]!, /^Testwick: "Go ahead, Kestrel. Come within 1200 units/)
  })

  it('captain: green, yellow and red by how near the enemy is', () => {
    const world = quietWorld()
    const ship = addCrew(world)
    man(ship, 'captain')
    const raider = addDummy(world, 20_000)
    const alerts = [20_000, 9000, 3000].map((away) => {
      raider.z = away
      pass(world, 1)
      return ship.bridge!.alert
    })
    assert.deepEqual(alerts, ['green', 'yellow', 'red'])
  })

  it('give few orders: the helm’s heading changes less than twice a second in a fight', () => {
    const world = createWorld({ scenario: 'siege', difficulty: 5, ships: 1, seed: 4 })
    const ship = world.ships[0]!
    let changes = 0
    let before = ship.helm.heading
    for (let i = 0; i < 200 * world.hz; i++) {
      step(world, [], 1 / world.hz)
      if (ship.helm.heading !== before) changes += 1
      before = ship.helm.heading
    }
    assert.ok(changes < 200, `${changes} changes in 200 s`)
  })

  it('work each console alone: one autopilot touches nothing of the others', () => {
    for (const name of consoleNames) {
      const world = quietWorld()
      const ship = addCrew(world)
      man(ship, name)
      addDock(world, -3000)
      spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 6000 }, [])
      pass(world, 20)
      const moved = ship.helm.impulse !== 0 || ship.helm.heading !== 0
      assert.ok(!moved || name === 'helm')
      assert.ok((ship.target === 0 && ship.beamsMode === 'hold') || name === 'weapons')
      assert.ok(systemNames.every((system) => ship.systems[system].powerOrdered === 1) || name === 'engineering')
      assert.ok(!ship.bridge!.scan || name === 'science')
      assert.ok(ship.bridge!.comms.length === 0 || name === 'comms')
      assert.ok(ship.bridge!.alert === 'green' || name === 'captain')
    }
  })
})
