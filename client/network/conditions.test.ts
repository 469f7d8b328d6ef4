import assert from 'node:assert/strict'
import fc from 'fast-check'
import { nextRandom, seedRandom } from '../../simulation/random.ts'
import { areClear, clear, createLane, presets, type Way } from './conditions.ts'

/** A lane with a clock that is moved by hand. */
function stage(some: Partial<Way> = {}, seed = 1) {
  const state = seedRandom(seed)
  const world = { now: 0, cutUntil: 0, way: { ...clear, ...some } }
  let timers: { at: number; action: () => void }[] = []
  const passed: { id: number; at: number }[] = []
  const lane = createLane({
    way: () => world.way,
    cutUntilMs: () => world.cutUntil,
    nowMs: () => world.now,
    random: () => nextRandom(state),
    after(ms, action) {
      const timer = { at: world.now + ms, action }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
  })
  return {
    world,
    lane,
    passed,
    put: (id: number, bytes = 10) => lane.put(bytes, () => passed.push({ id, at: world.now })),
    /** Moves the clock, and runs in their order the timers that fall due. */
    until(ms: number) {
      for (;;) {
        const next = timers.filter(({ at }) => at <= ms).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((each) => each !== next)
        world.now = Math.max(world.now, next.at)
        next.action()
      }
      world.now = ms
    },
  }
}
const ways = fc.record({
  delayMs: fc.integer({ min: 0, max: 500 }),
  jitterMs: fc.integer({ min: 0, max: 300 }),
  stallMs: fc.integer({ min: 0, max: 900 }),
  stallEveryMs: fc.integer({ min: 1000, max: 5000 }),
  bandwidth: fc.integer({ min: 0, max: 64 }),
})
const frames = fc.array(
  fc.record({ wait: fc.integer({ min: 0, max: 200 }), bytes: fc.integer({ min: 1, max: 4000 }) }),
  {
    maxLength: 40,
  },
)

describe('network conditions', () => {
  it('let everything pass at once where there are none', () => {
    const { put, passed } = stage()
    put(1)
    put(2)
    assert.deepEqual(passed, [
      { id: 1, at: 0 },
      { id: 2, at: 0 },
    ])
    assert.ok(
      areClear(presets.none) && !areClear(presets.good) && !areClear(presets.mobile) && !areClear(presets.awful),
    )
  })

  it('keep the order and lose nothing, whatever they are', () => {
    fc.assert(
      fc.property(ways, frames, fc.integer(), (way, all, seed) => {
        const { put, passed, until, world } = stage(way, seed)
        all.forEach(({ wait, bytes }, id) => {
          until(world.now + wait)
          put(id, bytes)
        })
        until(10_000_000)
        assert.deepEqual(
          passed.map(({ id }) => id),
          all.map((_, id) => id),
        )
      }),
    )
  })

  it('delay within the jitter’s bounds', () => {
    fc.assert(
      fc.property(ways, frames, fc.integer(), ({ delayMs, jitterMs }, all, seed) => {
        const { put, passed, until, world } = stage({ delayMs, jitterMs }, seed)
        const putAt = all.map(({ wait }, id) => {
          until(world.now + wait)
          put(id)
          return world.now
        })
        until(1_000_000)
        for (const { id, at } of passed) {
          const took = at - putAt[id]!
          assert.ok(took >= Math.max(0, delayMs - jitterMs) - 1e-6 && took <= delayMs + jitterMs + 1e-6, `${took}`)
        }
      }),
    )
  })

  it('repeat themselves with the same seed', () => {
    const times = (seed: number) => {
      const { put, passed, until } = stage({ delayMs: 100, jitterMs: 80 }, seed)
      for (let id = 0; id < 5; id++) put(id)
      until(1000)
      return passed.map(({ at }) => at)
    }
    assert.deepEqual(times(7), times(7))
    assert.notDeepEqual(times(7), times(8))
  })

  it('carry no more than their bandwidth', () => {
    const { put, passed, until } = stage({ bandwidth: 2 })
    for (let id = 0; id < 4; id++) put(id, 1024)
    until(10_000)
    assert.deepEqual(
      passed.map(({ at }) => at),
      [500, 1000, 1500, 2000],
    )
  })

  it('stall for a while of every period', () => {
    const { put, passed, until } = stage({ stallMs: 250, stallEveryMs: 1000 })
    for (const [id, at] of [600, 740, 760, 990, 1010].entries()) {
      until(at)
      put(id)
    }
    until(5000)
    assert.deepEqual(
      passed.map(({ at }) => at),
      [600, 740, 1000, 1000, 1010],
    )
  })

  it('let nothing through a cut, and then everything', () => {
    const { put, passed, until, world } = stage({ delayMs: 50 })
    put(1)
    world.cutUntil = 1000
    until(200)
    put(2)
    until(999)
    assert.deepEqual(passed, [])
    until(1000)
    put(3)
    until(2000)
    assert.deepEqual(
      passed.map(({ id, at }) => [id, at]),
      [
        [1, 1000],
        [2, 1000],
        [3, 1050],
      ],
    )
  })

  it('hold nothing back any more once they are called off', () => {
    const { put, passed, until, world, lane } = stage({ delayMs: 5000 })
    put(1)
    world.cutUntil = 9000
    until(10)
    world.cutUntil = 0
    world.way = clear
    lane.changed()
    put(2)
    assert.deepEqual(
      passed.map(({ id, at }) => [id, at]),
      [
        [1, 10],
        [2, 10],
      ],
    )
  })

  it('go on with those behind a frame that failed', () => {
    const { lane, put, passed, until } = stage({ delayMs: 10 })
    lane.put(1, () => {
      throw new Error('undecodable')
    })
    put(2)
    assert.throws(() => until(20), /undecodable/)
    until(30)
    assert.deepEqual(
      passed.map(({ id }) => id),
      [2],
    )
  })
})
