/** Rules of interest: what a crew may know reaches it, what it may not know never does. Checked on what a client decodes. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Tier } from '../../schema/contact.replica.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { transcribe } from '../../simulation/events.ts'
import { isAlive } from '../../simulation/lookup.ts'
import { distance } from '../../simulation/math.ts'
import { moveShip, noEngines } from '../../simulation/move.ts'
import { motionAfter, ownMotion, readOwnEngines, ticksSince } from '../../simulation/reckoning.ts'
import { spawnStation } from '../../simulation/spawn.ts'
import { systemNames } from '../../simulation/world.ts'
import { project } from './project.ts'
import { type Reader, Scene, stillScene } from './project-scene.ts'
import { tierAt, tierBounds, tierRules } from './tiers.ts'

describe('the projection', () => {
  it('hides who an unscanned contact is, and reveals it with the scan', () => {
    const scene = stillScene()
    const enemy = scene.enemy(-60_000, 8000)
    const reader = scene.join(0)
    const before = reader.contact(enemy.id)!
    assert.deepEqual(
      [before.kind, before.name, before.shipClass, before.faction, before.relation, before.size, before.hull],
      ['unknown', '', '', '', 'unknown', 0, 0],
    )
    assert.ok(!reader.bytes.some((frame) => Buffer.from(frame).includes(enemy.name)))
    scene.crewed(0).bridge!.scans[enemy.id] = 1
    scene.pass(20)
    const after = reader.contact(enemy.id)!
    assert.deepEqual(
      [after.kind, after.name, after.faction, after.relation],
      ['ship', enemy.name, 'corsairs', 'hostile'],
    )
    assert.ok(after.hull > 0.9)
  })

  it('reveals a scan to the crew that made it, not to others', () => {
    const scene = stillScene()
    scene.put(scene.crewed(1), -60_000, 100)
    const enemy = scene.enemy(-60_000, 9000)
    const [first, second] = [scene.join(0), scene.join(1)]
    scene.crewed(0).bridge!.scans[enemy.id] = 2
    scene.pass(20)
    assert.equal(first.contact(enemy.id)!.name, enemy.name)
    assert.equal(second.contact(enemy.id)!.name, '')
    assert.ok(!second.bytes.some((frame) => Buffer.from(frame).includes(enemy.name)))
  })

  it('lets anybody see from close by what a contact is and how it stands to them', () => {
    const scene = stillScene()
    const enemy = scene.enemy(-60_000, 4000)
    const { kind, relation, name, size } = scene.join(0).contact(enemy.id)!
    assert.deepEqual([kind, relation, name, size], ['ship', 'hostile', '', enemy.radius])
  })

  it('shows a far unscanned contact as a blip: a place and its way over ground, and nothing of its bow or its helm', () => {
    const scene = stillScene()
    const enemy = scene.enemy(-60_000, 35_000)
    Object.assign(enemy, { speed: -60, heading: 1, turnRate: 0.1, drift: 0 })
    const contact = scene.join(0).contact(enemy.id)!
    assert.ok(Math.abs(contact.heading - (1 + Math.PI)) < 0.001 && Math.abs(contact.speed - 60) < 0.1)
    const { turnRate, course, pace, acceleration, turnLimit, turnAcceleration } = contact
    assert.deepEqual([turnRate, course, pace, acceleration, turnLimit, turnAcceleration], [0, 0, 0, 0, 0, 0])
    assert.ok(Math.abs(contact.x - enemy.x) <= 1)
  })

  it('tells what a ship’s helm was ordered, and what its engines can do, once it is scanned and no sooner', () => {
    const scene = stillScene()
    const enemy = scene.enemy(-60_000, 8000)
    Object.assign(enemy.helm, { heading: 2, impulse: 0.5 })
    const orders = () => {
      const { course, pace, acceleration, turnLimit, turnAcceleration } = scene.join(0).contact(enemy.id)!
      return [course, pace, acceleration, turnLimit, turnAcceleration]
    }
    assert.deepEqual(orders(), [0, 0, 0, 0, 0])
    scene.crewed(0).bridge!.scans[enemy.id] = 1
    scene.world.tick += scene.world.hz
    assert.ok(orders().every((figure) => figure > 0))
    assert.ok(Math.abs(orders()[0]! - 2) < 0.001)
  })

  it('shows no ship beyond its sensors, and forgets the one that leaves, also for those who join later', () => {
    const scene = stillScene()
    const enemy = scene.enemy(-60_000, 45_000)
    scene.crewed(0).bridge!.scans[enemy.id] = 2
    const reader = scene.join(0)
    assert.equal(reader.contact(enemy.id)?.name, enemy.name)
    scene.put(enemy, 20_000, 80_000)
    scene.pass(20)
    assert.equal(reader.contact(enemy.id), undefined)
    const late = scene.join(0)
    assert.ok(!late.bytes.some((frame) => Buffer.from(frame).includes(enemy.name)))
    assert.equal(reader.contact(scene.crewed(1).id), undefined, 'the other crew is 120k away')
    assert.equal(JSON.stringify(late.game.toJSON()), JSON.stringify(reader.game.toJSON()))
  })

  it("hides others' torpedoes until they are close, and shows one's own all the way", () => {
    const scene = stillScene()
    const own = scene.crewed(0)
    const torpedo = (id: number, owner: number, z: number) => ({
      ...{ id, owner, x: own.x, z, heading: 0, speed: 200, turnRate: 0, radius: 5 },
      ...{ ordnance: 'homing', faction: 'corsairs', target: 0, life: 20, arming: 0, fuse: undefined },
    })
    scene.world.torpedoes.push(torpedo(9001, 999, 6000), torpedo(9002, 999, 3000), torpedo(9003, own.id, 6000))
    const reader = scene.join(0)
    assert.deepEqual(
      [9001, 9002, 9003].map((id) => reader.contact(id)?.kind),
      [undefined, 'torpedo', 'torpedo'],
    )
  })

  it('shows a mine as what it is, and others’ only from close by', () => {
    const scene = stillScene()
    const own = scene.crewed(0)
    const mine = (id: number, z: number) => ({
      ...{ id, owner: 999, x: own.x, z, heading: 0, speed: 0, turnRate: 0, radius: 5 },
      ...{ ordnance: 'mine', faction: 'corsairs', target: 0, life: 10, arming: 0, fuse: undefined },
    })
    scene.world.torpedoes.push(mine(9001, 5200), mine(9002, 4800))
    const reader = scene.join(0)
    assert.equal(reader.contact(9001), undefined)
    assert.deepEqual([reader.contact(9002)?.kind, reader.contact(9002)?.shipClass], ['mine', 'mine'])
  })

  it('tells frequencies and the health of systems only after a second scan', () => {
    const scene = stillScene()
    const enemy = scene.enemy(-60_000, 9000)
    enemy.systems.tubes.health = 0.4
    const told = (level: number) => {
      scene.crewed(0).bridge!.scans[enemy.id] = level
      scene.pass(20)
      const { shieldFrequency, beamFrequency, systems } = scene.join(0).contact(enemy.id)!
      return [shieldFrequency, beamFrequency, systems.length]
    }
    assert.deepEqual(told(1), [0, 0, 0])
    const { shields, beams } = enemy.frequency
    assert.deepEqual(told(2), [shields, beams, systemNames.length])
  })

  it('tells of a charted station which frequency its shields have, which needs no scan', () => {
    const scene = stillScene()
    const station = spawnStation(scene.world, 'small', 'corsairs', 'Outpost', { x: -60_000, z: 9000 })
    const { shieldFrequency, beamFrequency, systems } = scene.join(0).contact(station.id)!
    assert.deepEqual([shieldFrequency, beamFrequency, systems], [station.frequency.shields, 0, ''])
  })

  it('shows the crew its frequencies, crews, presets and the self-destruct’s end, and no countdown', () => {
    const scene = stillScene()
    const ship = scene.crewed(0)
    Object.assign(ship, { aimed: 'impulse', recalibration: { to: 700, remaining: 25 } })
    ship.bridge!.repairCrews[1] = { ordered: 'beams', at: null }
    ship.bridge!.selfDestruct = { stage: 'armed', by: 'engineering', hand: undefined, remaining: 30 }
    const reader = scene.join(0)
    const first = reader.game.toJSON().ship
    assert.equal(systemNames[first.aimed], 'impulse')
    assert.deepEqual([first.recalibrationTo, first.destruct.stage, first.destruct.by], [700, 'armed', 'engineering'])
    assert.deepEqual(first.repairOrdered, [-1, systemNames.indexOf('beams'), -1])
    assert.equal(first.presets, 0b111111)
    scene.pass(40)
    const later = reader.game.toJSON().ship
    assert.deepEqual([later.destruct.at, later.recalibratedAt], [first.destruct.at, first.recalibratedAt])
  })

  it('shows what a hit did with the very tick of it, whenever the contact would have been looked at next', () => {
    for (let offset = 0; offset < 10; offset++) {
      const scene = stillScene()
      const enemy = scene.enemy(-60_000, 1000)
      const crew = scene.crewed(0)
      crew.bridge!.scans[enemy.id] = 2
      Object.assign(crew, { heading: 0, target: 0 })
      Object.assign(enemy.shields, { up: false, front: 0, rear: 0 })
      const reader = scene.join(0)
      scene.pass(10 + offset)
      Object.assign(crew, { target: enemy.id, beamsMode: 'auto', energy: 1000 })
      const { hull } = enemy
      for (let tick = 0; tick < 40 && enemy.hull === hull; tick++) scene.pass()
      assert.ok(enemy.hull < hull, 'it was hit')
      const shown = reader.contact(enemy.id)!.hull * enemy.maxHull
      assert.ok(Math.abs(shown - enemy.hull) <= enemy.maxHull / 255, `${shown} instead of ${enemy.hull}`)
    }
  })

  it('keeps a contact on the edge of a tier where it is until it is clearly beyond', () => {
    assert.equal(tierAt(10_200, 'near'), 'near')
    assert.equal(tierAt(10_600, 'near'), 'mid')
    assert.equal(tierAt(10_200, 'mid'), 'mid')
    assert.equal(tierAt(9_900, 'mid'), 'near')
    assert.equal(tierAt(51_000, 'far'), 'far')
    assert.equal(tierAt(51_000, undefined), undefined)
  })

  it('keeps a contact in its tier exactly between the distances that are told of it', () => {
    const tiers = [...Object.keys(tierRules).filter((tier) => tier !== 'always'), undefined] as (Tier | undefined)[]
    fc.assert(
      fc.property(fc.constantFrom(...tiers), fc.double({ min: 0, max: 60_000, noNaN: true }), (tier, distance) => {
        const { from, to } = tierBounds(tier)
        assert.equal(tierAt(distance, tier) === tier, distance >= from && distance < to)
      }),
    )
  })

  it("sends far contacts seldom and near ones often: a tier's rate is a ceiling", () => {
    const scene = stillScene()
    const places = { near: 5500, mid: 15_000, far: 35_000 } as const
    const ships = Object.entries(places).map(([tier, z]) => ({ tier, ship: scene.enemy(-60_000, z) }))
    const reader = scene.join(0)
    const changes = new Map<string, number>()
    const seconds = 4
    for (let tick = 0; tick < seconds * scene.world.hz; tick++) {
      const before = ships.map(({ ship }) => reader.contact(ship.id)?.x)
      // It brakes and slips aside, which no report foresees.
      for (const { ship } of ships) Object.assign(ship, { x: ship.x + 50, speed: 20 })
      scene.pass()
      ships.forEach(({ tier, ship }, index) => {
        if (reader.contact(ship.id)?.x !== before[index]) changes.set(tier, (changes.get(tier) ?? 0) + 1)
      })
    }
    for (const { tier } of ships) {
      const rate = (changes.get(tier) ?? 0) / seconds
      assert.ok(rate > 0 && rate <= tierRules[tier as keyof typeof places].rate + 0.5, `${tier}: ${rate}/s`)
    }
  })

  it('shows a lost crew that its ship is lost, and nothing else any more', () => {
    const scene = stillScene()
    scene.enemy(-60_000, 3000)
    const reader = scene.join(0)
    assert.ok(reader.contacts.length > 0)
    scene.crewed(0).hull = 0
    scene.pass()
    assert.equal(reader.game.ship.alive, false)
    assert.deepEqual(reader.contacts, [])
  })

  it('shows a new world from its first tick, and nothing of the one before', () => {
    const [old, fresh] = [stillScene(), stillScene()]
    const replica = new ShipReplica()
    const enemy = old.enemy(-60_000, 4000)
    old.world.tick = 5000
    transcribe(old.crewed(0), 'old news')
    project(old.world, 0, replica)
    const mover = fresh.enemy(-60_000, 4000)
    project(fresh.world, 0, replica)
    fresh.put(mover, -60_000, 3000)
    fresh.world.tick += fresh.world.hz
    project(fresh.world, 0, replica)
    assert.equal(enemy.id, mover.id, 'both worlds give the same ids')
    const contact = [...replica.contacts].find(({ id }) => id === mover.id)!
    assert.ok(Math.abs(contact.z - 3000) <= 1)
    assert.ok([...replica.ship.radio.spoken].every(({ text }) => text === ''))
  })

  it('holds in any battle: every decoded contact is alive, known, where it should be, and every crew decodes its own replica', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 400 }),
        (seed, ships, ticks) => {
          const scene = new Scene(ships, seed)
          const readers = scene.world.groups.map((_, group) => scene.join(group))
          scene.pass(ticks)
          readers.forEach((reader, group) => {
            checkReplica(scene, reader, group)
          })
        },
      ),
      { numRuns: 25 },
    )
  })
})

/** What is promised, in units: a page errs by no more at a tick that it has received. */
const mostError: Record<Tier, number> = { near: 5.5, mid: 35, far: 135, always: 35 }

function checkReplica(scene: Scene, reader: Reader, group: number): void {
  const { world } = scene
  const ship = scene.crewed(group)
  assert.equal(JSON.stringify(reader.game.toJSON()), JSON.stringify(scene.streams[group]!.root.game.toJSON()))
  for (const contact of reader.contacts) {
    const { ships, stations, torpedoes, probes, asteroids, anomalies } = world
    const still = [...asteroids, ...anomalies].map((piece) => ({ ...piece, speed: 0 }))
    const body = [...ships, ...stations, ...torpedoes, ...probes, ...still].find(({ id }) => id === contact.id)
    assert.ok(body, `contact ${contact.id} is gone`)
    const away = distance(ship, body)
    if (contact.tier !== 'always') assert.ok(away <= tierRules.far.reach * 1.06, `${away}`)
    const known = contact.relation === 'friend' || (ship.bridge!.scans[contact.id] ?? 0) > 0 || contact.kind !== 'ship'
    if (!known) assert.deepEqual([contact.name, contact.shipClass, contact.faction], ['', '', ''])
    const shown = motionAfter(contact, ticksSince(contact.at, world.tick), 1 / world.hz)
    const error = Math.hypot(shown.x - body.x, shown.z - body.z)
    assert.ok(error <= mostError[contact.tier], `${contact.tier} is off by ${error}`)
  }
  const own = reader.game.ship
  assert.equal(own.alive, isAlive(ship))
  const motion = ownMotion(own)
  const engines = readOwnEngines(own, noEngines())
  for (let left = ticksSince(own.at, world.tick); left > 0; left--) moveShip(motion, engines, 1 / world.hz)
  assert.ok(Math.hypot(motion.x - ship.x, motion.z - ship.z) <= 2.2)
}
