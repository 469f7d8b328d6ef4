import assert from 'node:assert/strict'
import { consoleNames } from '../consoles/titles.ts'
import { createWorld } from '../create.ts'
import { step } from '../step.ts'
import type { World } from '../world.ts'
import { scenarios } from './index.ts'
import { waveSize } from './siege.ts'
import type { ScenarioId } from './titles.ts'

const ids = Object.keys(scenarios) as ScenarioId[]
const isSentence = (text: string) => assert.match(text, /^[A-Z].{5,110}[.:]?.*\.$/)

/** Runs until the world has an outcome, or so many seconds at most. */
function play(world: World, seconds: number, each: () => void = () => {}): World {
  while (!world.outcome && world.tick < seconds * world.hz) {
    step(world, [], 1 / world.hz)
    each()
  }
  return world
}

describe('scenarios', () => {
  for (const id of ids) {
    it(`${id}: takes one to eight crews, apart from each other and within the sector`, () => {
      for (let ships = 1; ships <= 8; ships++) {
        const world = createWorld({ scenario: id, difficulty: 5, ships, seed: ships })
        assert.equal(world.groups.length, ships)
        const crewed = world.ships.filter((ship) => ship.bridge)
        assert.equal(new Set(crewed.map((ship) => `${ship.x} ${ship.z}`)).size, ships)
        for (const ship of crewed) {
          assert.ok(!Object.values(ship.bridge!.autopilot).includes(false))
          assert.ok(Math.abs(ship.x) < 50_000 && Math.abs(ship.z) < 50_000)
        }
        assert.equal(world.outcome, undefined)
      }
    })

    it(`${id}: says what it is and at every moment what is to be done`, () => {
      const { summary, minutes } = scenarios[id]
      isSentence(summary)
      assert.ok(minutes.from > 0 && minutes.to >= minutes.from)
      const world = createWorld({ scenario: id, difficulty: 1, ships: 1, seed: 2 })
      isSentence(scenarios[id].objective(world))
      play(world, 600, () => isSentence(scenarios[id].objective(world)))
      isSentence(world.outcome!.reason)
    })
  }
})

describe('first flight', () => {
  it('has one raider 5,000–6,000 off and a dock close by', () => {
    for (let seed = 0; seed < 20; seed++) {
      const world = createWorld({ scenario: 'first-flight', difficulty: 5, ships: 1, seed })
      const raiders = world.ships.filter((ship) => ship.ai)
      assert.equal(raiders.length, 1)
      const away = Math.hypot(raiders[0]!.x, raiders[0]!.z)
      assert.ok(away >= 5000 && away <= 6000)
      assert.ok(world.stations.some((station) => Math.hypot(station.x, station.z) < 2500))
    }
  })

  it('is won by six autopilots within 180 seconds, whatever the seed and the difficulty', function () {
    this.timeout(20_000)
    for (let seed = 1; seed <= 24; seed++) {
      for (const difficulty of [1, 5, 11]) {
        const world = play(createWorld({ scenario: 'first-flight', difficulty, ships: 1, seed }), 180)
        assert.equal(world.outcome?.victory, true, `seed ${seed}, difficulty ${difficulty}`)
        assert.equal(world.ships[0]!.bridge!.statistics.kills, 1)
      }
    }
  })

  it('is the same flight at 10 and at 30 ticks a second: six autopilots win it', () => {
    for (const hz of [10, 30]) {
      const world = play(createWorld({ scenario: 'first-flight', difficulty: 5, ships: 1, seed: 9, hz }), 180)
      assert.equal(world.outcome?.victory, true)
    }
  })

  it('the coach always has one short sentence, and more than one in a flight', () => {
    const world = createWorld({ scenario: 'first-flight', difficulty: 5, ships: 1, seed: 3 })
    const said = new Set<string>()
    play(world, 180, () => {
      const { coach } = world.ships[0]!.bridge!
      assert.match(coach, /^[A-Z].{10,99}\.$/)
      said.add(coach.replace(/\d+/g, 'n'))
    })
    assert.ok(said.size >= 5, [...said].join('\n'))
  })

  it('a crew that does nothing is not lost, and is still told what to do', () => {
    const world = createWorld({ scenario: 'first-flight', difficulty: 11, ships: 1, seed: 3 })
    const ship = world.ships[0]!
    for (const name of consoleNames) ship.bridge!.autopilot[name] = false
    play(world, 600)
    assert.equal(world.outcome, undefined)
    assert.ok(ship.hull >= 30)
    assert.match(ship.bridge!.coach, /Helm|Weapons|Science|Engineering/)
  })
})

describe('siege', () => {
  it('ends within 20 minutes at difficulty 1 with autopilots, one way or the other', function () {
    this.timeout(20_000)
    for (let seed = 1; seed <= 12; seed++) {
      const world = play(createWorld({ scenario: 'siege', difficulty: 1, ships: 1, seed }), 20 * 60)
      assert.ok(world.outcome, `seed ${seed}`)
    }
  })

  it('sends two waves, told to all, 150 seconds apart', () => {
    const world = createWorld({ scenario: 'siege', difficulty: 1, ships: 1, seed: 1 })
    const waves: [number, unknown, unknown][] = []
    play(world, 200, () => {
      for (const event of world.events) {
        if (event.type === 'wave') waves.push([world.tick / world.hz, event.data.number, event.groups])
      }
    })
    assert.deepEqual(waves, [
      [20, 1, undefined],
      [170, 2, undefined],
    ])
  })

  it('sizes a wave by difficulty, ships and manned seats', () => {
    const size = (difficulty: number, ships: number, manned: number) => {
      const world = createWorld({ scenario: 'siege', difficulty, ships, seed: 1 })
      for (const ship of world.ships) {
        for (const name of consoleNames.slice(0, manned)) ship.bridge!.autopilot[name] = false
      }
      return waveSize(world)
    }
    // ceil(5 · 1 · 0.5), ceil(5 · 1 · 1), ceil(8 · 1 · 1), ceil(20 · 1 · 1), ceil(20 · 8^0.8 · 1)
    assert.deepEqual([size(1, 1, 0), size(1, 1, 6), size(8, 1, 6), size(11, 1, 6), size(11, 8, 6)], [3, 5, 8, 20, 106])
  })

  it('never has more than 50 raiders alive; the rest wait and come later', () => {
    const world = createWorld({ scenario: 'siege', difficulty: 11, ships: 8, seed: 1 })
    let most = 0
    play(world, 40, () => {
      most = Math.max(most, world.ships.filter((ship) => ship.ai).length)
    })
    assert.equal(most, 50)
    assert.ok(world.progress.waiting! > 0)
  })

  it('is lost when all stations or all ships have fallen, won when the last wave has', () => {
    const ended = (change: (world: World) => void) => {
      const world = createWorld({ scenario: 'siege', difficulty: 1, ships: 2, seed: 1 })
      step(world, [], 1 / 20)
      change(world)
      step(world, [], 1 / 20)
      return world.outcome?.victory
    }
    assert.equal(
      ended((world) => {
        for (const station of world.stations) station.hull = 0
      }),
      false,
    )
    assert.equal(
      ended((world) => {
        for (const ship of world.ships) ship.hull = 0
      }),
      false,
    )
    assert.equal(
      ended((world) => {
        world.ships[0]!.hull = 0
      }),
      undefined,
    )
    assert.equal(
      ended((world) => {
        world.progress.wave = 2
      }),
      true,
    )
  })
})
