import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sectorHalf } from '../schema/limits.ts'
import { createWorld } from './create.ts'
import { randomOrders, runDeterminism } from './determinism.ts'
import { frequencies } from './frequency.ts'
import { hash } from './hash.ts'
import { boostSpeed, strafeSpeed, warpLimit } from './move.ts'
import { seedRandom } from './random.ts'
import { scenarios } from './scenarios/index.ts'
import type { ScenarioId } from './scenarios/titles.ts'
import { crewedClasses, shipClassOf } from './ships/index.ts'
import { step } from './step.ts'
import { mostHacked } from './systems/hacking.ts'
import { enemyPace } from './systems/thrust.ts'
import { type Body, systemNames, type World } from './world.ts'

const fleet = crewedClasses.map((shipClass) => ({ name: shipClass, shipClass }))
const scenarioIds = Object.keys(scenarios) as ScenarioId[]
const seeds = fc.integer()
const worlds = fc.record({
  scenario: fc.constantFrom(...scenarioIds),
  difficulty: fc.integer({ min: 1, max: 11 }),
  // So many of the usual class, or one of each, for all that only some are fitted with.
  ships: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(fleet)),
  seed: seeds,
})
const run = (world: World, draw: ReturnType<typeof seedRandom>, ticks: number, check: () => void = () => {}) => {
  for (let i = 0; i < ticks; i++) {
    step(world, randomOrders(draw, world), 1 / world.hz)
    check()
  }
}

/** Through text: a world is plain data. */
const copy = (world: World) => JSON.parse(JSON.stringify(world)) as World

describe('determinism', () => {
  it('the same seed and orders give the same hash over 20,000 ticks, other seeds another', function () {
    this.timeout(60_000)
    const once = runDeterminism(20_000, 7)
    assert.equal(runDeterminism(20_000, 7), once)
    assert.notEqual(runDeterminism(20_000, 8), once)
  })

  it('a world is plain data: its copy has the same hash, also a thousand steps later', function () {
    this.timeout(20_000)
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 2000 }), (options, before) => {
        const world = createWorld(options)
        const draw = seedRandom(options.seed)
        run(world, draw, before)
        const restored = copy(world)
        assert.equal(hash(restored), hash(world))
        run(restored, [...draw], 1000)
        run(world, draw, 1000)
        assert.equal(hash(restored), hash(world))
      }),
      { numRuns: 12 },
    )
  })

  it('a world looked at and projected between steps goes the same way', () => {
    const [one, other] = [0, 1].map(() => createWorld({ scenario: 'siege', difficulty: 3, ships: 1, seed: 5 }))
    for (let i = 0; i < 600; i++) {
      step(one!, [], 1 / 20)
      step(other!, [], 1 / 20)
      scenarios.siege.objective(other!)
      copy(other!)
      assert.equal(hash(one!), hash(other!))
    }
  })
})

describe('hash', () => {
  it('changes with every single number, text and flag of the world', () => {
    const world = createWorld({ scenario: 'siege', difficulty: 3, ships: 1, seed: 5 })
    for (let i = 0; i < 500; i++) step(world, [], 1 / 20)
    world.events = []
    const before = hash(world)
    let leaves = 0
    const visit = (node: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(node)) {
        if (typeof value === 'object' && value !== null) {
          visit(value as Record<string, unknown>)
          continue
        }
        if (value === undefined) continue
        leaves += 1
        node[key] =
          typeof value === 'number' ? value + Math.max(1e-9, Math.abs(value) * 1e-15) : value === true ? false : 'x'
        assert.notEqual(hash(world), before, key)
        node[key] = value
      }
    }
    visit(world as unknown as Record<string, unknown>)
    assert.ok(leaves > 300)
    assert.equal(hash(world), before)
  })
})

describe('invariants under any orders', () => {
  const inSector = ({ x, z, heading, speed, turnRate }: Body) => {
    for (const value of [x, z, heading, speed, turnRate]) assert.ok(Number.isFinite(value))
    assert.ok(Math.abs(x) <= sectorHalf && Math.abs(z) <= sectorHalf)
    assert.ok(heading >= 0 && heading < 2 * Math.PI)
  }
  const checkScience = (world: World) => {
    assert.ok(Number.isFinite(world.reputation) && world.reputation >= 0)
    for (const { bridge } of world.ships) {
      if (!bridge) continue
      const { scan, scanQueue, scans, probes, waypoints } = bridge
      assert.ok(Number.isInteger(probes) && probes >= 0 && probes <= 8)
      assert.ok(!scan || (scan.remaining >= 0 && scan.remaining <= scan.duration && scan.duration <= 60))
      assert.ok(scanQueue.length <= 8 && new Set([...scanQueue, scan?.target]).size === scanQueue.length + 1)
      for (const level of Object.values(scans)) assert.ok(level === 1 || level === 2)
      assert.equal(new Set(waypoints.map(({ number }) => number)).size, waypoints.length)
      for (const { number, x, z } of waypoints) {
        assert.ok(number >= 1 && number <= 9 && Math.abs(x) <= sectorHalf && Math.abs(z) <= sectorHalf)
      }
    }
  }
  const check = (world: World) => {
    for (const body of [...world.ships, ...world.stations, ...world.torpedoes, ...world.probes]) inSector(body)
    for (const { life, hull, number } of world.probes) {
      assert.ok(life > 0 && life <= 600 && hull > 0 && hull <= 10 && number >= 1 && number <= 8)
    }
    checkScience(world)
    for (const { hull, maxHull, shields } of [...world.ships, ...world.stations]) {
      assert.ok(hull >= 0 && hull <= maxHull)
      assert.ok(shields.front >= 0 && shields.front <= shields.maxFront)
      assert.ok(shields.rear >= 0 && shields.rear <= shields.maxRear)
    }
    assert.ok(Number.isFinite(world.reputation) && world.reputation >= 0)
    for (const ship of world.ships) {
      assert.ok(ship.energy >= 0 && ship.energy <= 1000)
      for (const pieces of Object.values(ship.stock))
        assert.ok(Number.isInteger(pieces) && pieces >= 0 && pieces <= 255)
      // Effectiveness is power × health ≤ 3 × 1, impulse at most 1, and speed slews toward their product with the
      // class's speed; only the computer's ships are quickened by the difficulty. Warp and bursts come on top.
      const pace = ship.ai ? enemyPace(world.difficulty) : 1
      const { speed, drive } = shipClassOf(ship)
      assert.ok(Math.abs(ship.speed - ship.surge) <= 3 * speed * pace + 1e-9)
      assert.ok(ship.surge >= 0 && ship.surge <= (drive === 'warp' ? warpLimit : 0) + boostSpeed)
      assert.ok(ship.burst >= 0 && ship.burst <= boostSpeed && Math.abs(ship.drift) <= strafeSpeed)
      assert.ok(ship.warp >= 0 && ship.warp <= (drive === 'warp' ? 4 : 0))
      const { jump, maneuver } = ship
      assert.ok(jump.charge >= 0 && jump.charge <= 50_000 && jump.remaining >= 0 && jump.remaining <= 10)
      assert.ok(drive === 'jump' || (jump.stage === 'idle' && jump.charge === 0))
      assert.ok(ship.dockedTo === 0 || (jump.stage === 'idle' && ship.warp === 0 && maneuver.boost === 0))
      assert.ok(maneuver.charge >= 0 && maneuver.charge <= 1)
      assert.ok((ship.bridge?.log.length ?? 0) <= 100)
      let coolant = 0
      for (const name of systemNames) {
        const system = ship.systems[name]
        coolant += system.coolant
        assert.ok(system.power >= 0 && system.power <= 3 && system.coolant >= 0)
        assert.ok(system.hacked >= 0 && system.hacked <= mostHacked)
        assert.ok(system.heat >= 0 && system.heat <= 1 && system.health >= 0 && system.health <= 1)
      }
      assert.ok(coolant <= 10 + 1e-9)
      for (const { remaining, duration } of ship.tubes) assert.ok(remaining >= 0 && remaining <= duration)
      for (const frequency of [ship.frequency.beams, ship.frequency.shields, ship.recalibration.to])
        assert.ok(frequencies.includes(frequency))
      assert.ok(ship.recalibration.remaining >= 0 && ship.recalibration.remaining <= 25)
      assert.ok(ship.recalibration.remaining === 0 || !ship.shields.up)
      for (const preset of ship.bridge?.presets ?? [])
        assert.ok((preset?.coolant ?? []).reduce((sum, units) => sum + units, 0) <= 10 + 1e-9)
      const { stage, remaining } = ship.bridge?.selfDestruct ?? { stage: 'safe', remaining: 0 }
      assert.ok(remaining >= 0 && remaining <= (stage === 'armed' ? 30 : stage === 'counting' ? 10 : 0))
      assert.ok((ship.bridge?.comms.length ?? 0) <= 30)
      for (const value of Object.values(ship.bridge?.statistics ?? {})) assert.ok(Number.isFinite(value) && value >= 0)
    }
  }

  const checkMines = ({ torpedoes }: World) => {
    for (const { ordnance, arming, fuse, speed, life } of torpedoes) {
      assert.ok(life > 0 && arming >= 0 && (fuse === undefined || (fuse >= 0 && fuse <= 1)))
      if (ordnance === 'mine') assert.ok(speed === (arming > 0 ? 100 : 0))
    }
  }

  it('no value leaves its bounds', function () {
    this.timeout(60_000)
    fc.assert(
      fc.property(worlds, (options) => {
        const world = createWorld(options)
        run(world, seedRandom(options.seed), 1200, () => {
          check(world)
          checkMines(world)
        })
      }),
      { numRuns: 20 },
    )
  })

  it('a first flight keeps 15% of every hull', function () {
    this.timeout(60_000)
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = createWorld({ scenario: 'first-flight', difficulty: 11, ships: 2, seed })
        const draw = seedRandom(seed)
        run(world, draw, 4000, () => {
          for (const ship of world.ships) if (ship.bridge) assert.ok(ship.hull >= 0.15 * ship.maxHull)
        })
      }),
      { numRuns: 5 },
    )
  })
})
