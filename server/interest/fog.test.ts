/** The fog of war, level by level, on what a client decodes: what is not revealed must not be on the wire at all. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type ContactReplica, readHealths, writeHealths } from '../../schema/contact.replica.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { addAnomaly, addNebula } from '../../simulation/terrain.ts'
import { type Ship, systemNames } from '../../simulation/world.ts'
import { project } from './project.ts'
import { type Reader, type Scene, stillScene } from './project-scene.ts'

/** A moving enemy `away` from the first crew's ship, at a scan level. */
function sighting(away: number, scan = 0) {
  const scene = stillScene()
  const enemy = scene.enemy(-60_000, away)
  Object.assign(enemy, { speed: 50, heading: 1, frequency: { beams: 440, shields: 720 } })
  enemy.systems.beams.health = 0.5
  scene.crewed(0).bridge!.scans[enemy.id] = scan
  const reader = scene.join(0)
  return { scene, enemy, reader, contact: reader.contact(enemy.id)! }
}

type Field = 'motion' | 'size' | 'name' | 'faction' | 'shipClass' | 'shields' | 'hull' | 'systems' | 'frequencies'

/** Which facts about a contact have arrived. */
function arrived({ contact: it }: ReturnType<typeof sighting>): Field[] {
  const facts: Record<Field, boolean> = {
    motion: it.speed > 1 && it.heading > 0.1,
    size: it.size > 0,
    name: it.name !== '',
    faction: it.faction !== '',
    shipClass: it.shipClass !== '',
    shields: it.shieldFront > 0,
    hull: it.hull > 0,
    systems: it.systems !== '',
    frequencies: it.shieldFrequency > 0 || it.beamFrequency > 0,
  }
  return (Object.keys(facts) as Field[]).filter((name) => facts[name])
}

describe('the fog', () => {
  const scanOne: Field[] = ['motion', 'size', 'name', 'faction', 'shipClass', 'shields', 'hull']
  const table: [string, number, number, Field[]][] = [
    ['within 5,000, not scanned: motion and size', 4000, 0, ['motion', 'size']],
    ['within 30,000, not scanned: motion', 12_000, 0, ['motion']],
    ['within 30,000, where contacts count as far: motion', 28_000, 0, ['motion']],
    ['beyond 30,000, not scanned: the way over ground alone', 35_000, 0, ['motion']],
    ['scan 1: who, shields and hull', 12_000, 1, scanOne],
    ['scan 2: systems and frequencies too', 12_000, 2, [...scanOne, 'systems', 'frequencies']],
    [
      'scan 2 from far off: instruments cannot read what changes',
      28_000,
      2,
      ['motion', 'size', 'name', 'faction', 'shipClass', 'frequencies'],
    ],
  ]
  for (const [rule, away, scan, fields] of table) {
    it(rule, () => {
      const seen = sighting(away, scan)
      assert.deepEqual(arrived(seen).toSorted(), fields.toSorted())
      const isNamed = seen.reader.bytes.some((frame) => Buffer.from(frame).includes(seen.enemy.name))
      assert.equal(isNamed, scan > 0)
    })
  }

  it('a contact that goes beyond 30,000 unscanned is a blip within half a second, whose bow nobody can tell', () => {
    const seen = sighting(29_000)
    seen.scene.put(seen.enemy, -60_000, 31_000)
    Object.assign(seen.enemy, { speed: -40, drift: 0, turnRate: 0.1 })
    seen.scene.pass(10)
    const { kind, heading, turnRate } = seen.contact
    assert.deepEqual([kind, turnRate], ['blip', 0])
    assert.ok(Math.cos(heading - seen.enemy.heading) < -0.99, 'astern, its way is not its bow')
  })

  it('scan 2 tells the frequencies and each system’s health within one percent', () => {
    const { contact } = sighting(12_000, 2)
    assert.deepEqual([contact.shieldFrequency, contact.beamFrequency], [720, 440])
    const healths = readHealths(contact.systems)
    assert.equal(healths.length, systemNames.length)
    assert.ok(Math.abs(healths[systemNames.indexOf('beams')]! - 0.5) < 0.01)
    for (const value of [0, 0.005, 0.333, 1])
      assert.ok(Math.abs(readHealths(writeHealths([value]))[0]! - value) <= 0.006)
  })

  it('a nebula takes a contact off the crew’s screens, and a probe near by brings it back with what is close', () => {
    const { scene, enemy, reader } = sighting(20_000)
    Object.assign(enemy, { speed: 0 })
    addNebula(scene.world, { x: -60_000, z: 20_000 }, 3000)
    scene.pass(10)
    assert.equal(reader.contact(enemy.id), undefined)
    addProbe(scene, { x: -60_000, z: 18_000 })
    scene.pass(10)
    const contact = reader.contact(enemy.id)!
    assert.deepEqual([contact.kind, contact.relation, contact.size, contact.tier], ['ship', 'hostile', 50, 'near'])
    assert.equal(contact.name, '')
  })

  it('shows within half a second what a crew that looks for the first time is shown, wherever it goes and whatever comes between', () => {
    // Between the distances at which a contact stays what it was.
    const distances = [900, 4900, 5100, 9900, 10_600, 19_900, 21_100, 29_900, 30_100, 49_900, 52_600, 70_000]
    const change = fc.record({
      away: fc.constantFrom(...distances),
      scan: fc.constantFrom(0, 0, 0, 0, 1, 2),
      between: fc.constantFrom('nothing', 'cloud on it', 'cloud on us', 'probe near it', 'cloud and probe'),
      who: fc.constantFrom('it', 'we'),
      health: fc.constantFrom(1, 0.6, 0.2),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 8 }), (changes) => {
        const { scene, enemy, reader } = sighting(900)
        const { world } = scene
        const own = scene.crewed(0)
        const facts = (contacts: Iterable<ContactReplica>) => {
          const found = [...contacts].find(({ id }) => id === enemy.id)
          return (
            found && [found.kind, found.tier, found.scan, found.name, found.relation, found.size, found.systems !== '']
          )
        }
        const gauges = (contacts: Iterable<ContactReplica>) => {
          const {
            hull = 0,
            shieldFront = 0,
            shieldFrequency = 0,
            systems = '',
          } = [...contacts].find(({ id }) => id === enemy.id) ?? {}
          return [hull, shieldFront, shieldFrequency, ...readHealths(systems)]
        }
        for (const { away, scan, between, who, health } of changes) {
          // It may have begun to chase us: it stays where it is put.
          for (const ship of [own, enemy]) Object.assign(ship, { speed: 0, turnRate: 0 })
          const [mover, other] = who === 'it' ? [enemy, own] : [own, enemy]
          // Toward the middle: the sector's edge would hold it.
          scene.put(mover, other.x, other.z + (other.z > 0 ? -away : away))
          own.bridge!.scans[enemy.id] = scan
          // Without an event: what changes by itself is seen too.
          enemy.hull = health * enemy.maxHull
          enemy.shields.front = health * enemy.shields.maxFront
          enemy.frequency.shields = 400 + health * 100
          enemy.systems.beams.health = health
          world.nebulae.length = 0
          world.probes.length = 0
          if (between.includes('probe')) addProbe(scene, { x: enemy.x, z: enemy.z + 1000 })
          if (between.includes('cloud')) addNebula(world, between === 'cloud on us' ? own : enemy, 500)
          scene.pass(world.hz / 2)
          const first = new ShipReplica()
          project(world, 0, first)
          assert.deepEqual(facts(reader.game.contacts), facts(first.contacts))
          const [shown, told] = [gauges(reader.game.contacts), gauges(first.contacts)]
          for (const [index, value] of told.entries())
            assert.ok(Math.abs(shown[index]! - value) < 0.03, `${shown} ${told}`)
        }
      }),
      { numRuns: 250 },
    )
  })

  it('gauges of who goes nowhere are read within half a second, whatever moves them', () => {
    const { scene, enemy, reader, contact } = sighting(8000, 2)
    enemy.ai = undefined
    Object.assign(enemy, { speed: 0 })
    const station = scene.world.stations[0]!
    scene.pass(scene.world.hz)
    for (const [vessel, share] of [
      [enemy, 0.7],
      [station, 0.5],
      [station, 1],
      [enemy, 0.2],
    ] as const) {
      vessel.hull = share * vessel.maxHull
      vessel.shields.rear = share * vessel.shields.maxRear
      scene.pass(scene.world.hz / 2)
      const { hull, shieldRear } = reader.contact(vessel.id)!
      assert.ok(
        Math.abs(hull - share) < 0.03 && Math.abs(shieldRear - share) < 0.03,
        `${hull}, ${shieldRear}: ${share}`,
      )
    }
    enemy.frequency.shields = 480
    scene.pass(scene.world.hz / 2)
    assert.equal(contact.shieldFrequency, 480)
  })

  it('a ship whose reactor blows up is shown as a wreck within half a second, though nothing hit it', () => {
    const scene = stillScene()
    const lost = scene.crewed(1)
    scene.put(lost, -60_000, 8000)
    const reader = scene.join(0)
    scene.pass(scene.world.hz)
    assert.equal(reader.contact(lost.id)?.kind, 'ship')
    lost.hull = 0
    scene.pass(scene.world.hz / 2)
    assert.equal(reader.contact(lost.id)?.kind, 'wreck')
  })

  it('a probe shows to its own crew alone, with its number and its end', () => {
    const scene = stillScene()
    addProbe(scene, { x: -60_000, z: 9000 })
    const [own, other] = [scene.join(0), scene.join(1)]
    const { name, kind, until } = own.contact(9100)!
    assert.deepEqual([name, kind, until], ['Probe 3', 'probe', 100 * scene.world.hz])
    assert.equal(other.contact(9100), undefined)
  })
})

const addProbe = (scene: Scene, { x, z }: { x: number; z: number }) =>
  scene.world.probes.push({
    ...{ id: 9100, group: 0, faction: 'union', number: 3, x, z, toX: x, toZ: z },
    ...{ heading: 0, speed: 0, turnRate: 0, radius: 10, hull: 10, life: 100 },
  })

describe('terrain on the wire', () => {
  it('clouds at any distance, rocks within 20,000, anomalies by their name after a scan', () => {
    const scene = stillScene()
    const { world } = scene
    const odd = addAnomaly(world, { x: -60_000, z: 12_000 }, 'derelict')
    const reader = scene.join(0)
    const clouds = [...reader.game.clouds].map(({ x, z, radius }) => [Math.round(x), Math.round(z), radius])
    assert.deepEqual(
      clouds,
      world.nebulae.map(({ x, z, radius }) => [Math.round(x), Math.round(z), radius]),
    )
    assert.equal(reader.contacts.filter(({ kind }) => kind === 'asteroid').length, 0)
    assert.deepEqual([reader.contact(odd.id)?.kind, reader.contact(odd.id)?.name], ['anomaly', ''])
    assert.ok(!reader.bytes.some((frame) => Buffer.from(frame).includes('Derelict')))
    scene.crewed(0).bridge!.scans[odd.id] = 1
    scene.pass(1)
    assert.equal(reader.contact(odd.id)?.name, 'Derelict hull')
    const { x, z } = world.asteroids[0]!
    scene.put(scene.crewed(0), x + 19_000, z)
    scene.pass(1)
    assert.equal(reader.contact(world.asteroids[0]!.id)?.kind, 'asteroid')
  })

  it('costs nothing once it is known', () => {
    const spent = (isBare: boolean) => {
      const scene = stillScene()
      const ship: Ship = scene.crewed(0)
      const rock = scene.world.asteroids[0]!
      scene.put(ship, rock.x, rock.z + 8000)
      if (isBare) Object.assign(scene.world, { asteroids: [], nebulae: [], anomalies: [] })
      const reader: Reader = scene.join(0)
      assert.equal(
        reader.contacts.some(({ kind }) => kind === 'asteroid'),
        !isBare,
      )
      const before = reader.bytes.length
      scene.pass(scene.world.hz * 90)
      return reader.bytes.slice(before).reduce((sum, frame) => sum + frame.length, 0)
    }
    assert.equal(spent(false), spent(true))
  })
})

describe('the crew’s own science on the wire', () => {
  it('a scan travels as the ticks of its begin and end, and as a share while it waits', () => {
    const { scene, enemy, reader } = sighting(3000)
    Object.assign(enemy, { speed: 0 })
    const { bridge } = scene.crewed(0)
    const { hz } = scene.world
    bridge!.scan = { target: enemy.id, remaining: 20, duration: 20 }
    scene.pass(1)
    const { scanReadyAt } = reader.game.ship
    assert.equal(scanReadyAt, scene.world.tick + 20 * hz - 1)
    scene.pass(5 * hz)
    assert.deepEqual([reader.game.ship.scanTarget, reader.game.ship.scanReadyAt], [enemy.id, scanReadyAt])
    scene.put(enemy, -60_000, 70_000)
    scene.pass(hz)
    const held = reader.game.ship
    assert.deepEqual([held.scanTarget, held.scanReadyAt, held.scanStartedAt], [enemy.id, 0, 0])
    assert.ok(Math.abs(held.scanHeld - 0.25) < 0.01)
    bridge!.scan = undefined
    scene.pass(1)
    assert.deepEqual([reader.game.ship.scanTarget, Math.abs(reader.game.ship.scanHeld) < 0.01], [0, true])
  })

  it('waypoints stand at their numbers, for those who join later too, and leave nothing behind', () => {
    const { scene, reader } = sighting(3000)
    const { bridge } = scene.crewed(0)
    bridge!.waypoints.push({ number: 3, x: 1234.5, z: -50 }, { number: 1, x: 7, z: 8 })
    scene.pass(1)
    const shown = (from: Reader) =>
      [...from.game.ship.waypoints].map(({ set, x, z }) => [set, Math.round(x), Math.round(z)])
    const expected = [
      [true, 7, 8],
      [false, 0, 0],
      [true, 1235, -50],
    ]
    assert.deepEqual(shown(reader), expected)
    assert.deepEqual(shown(scene.join(0)), expected)
    assert.deepEqual(shown(scene.join(1)), [])
    bridge!.waypoints.shift()
    scene.pass(1)
    assert.deepEqual(shown(reader)[2], [false, 0, 0])
  })
})
