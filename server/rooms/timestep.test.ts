import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { startTimestep, type Timer } from './timestep.ts'

/** A clock that goes on by hand; its timers come as late as told, and round as Node's do. */
function handTimer(lateness: () => number) {
  let now = 0
  let pending: { at: number; call: () => void } | undefined
  const timer: Timer = {
    now: () => now,
    after: (delay, call) => {
      const turn = { at: now + Math.max(1, Math.trunc(delay)) + lateness(), call }
      pending = turn
      return () => {
        if (pending === turn) pending = undefined
      }
    },
  }
  const runUntil = (end: number) => {
    while (pending !== undefined && pending.at <= end) {
      const { at, call } = pending
      pending = undefined
      now = at
      call()
    }
    now = Math.max(now, end)
  }
  return { timer, runUntil }
}

const end = 10_000
/** A timer's delay at most, and what its rounding adds. */
const mostLateMs = 22

describe('timestep', () => {
  it('steps as often as its rate says, however its timers are rounded or late', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.infiniteStream(fc.double({ min: 0, max: 20, noNaN: true })),
        (hz, delays) => {
          const late = delays[Symbol.iterator]()
          const { timer, runUntil } = handTimer(() => late.next().value as number)
          let steps = 0
          startTimestep(() => steps++, hz, timer)
          runUntil(end)
          const due = (ms: number) => Math.floor((ms * hz) / 1000 + 1e-6)
          ok(steps >= due(end - mostLateMs) && steps <= due(end + 0.5), `${steps} steps at ${hz} a second in ${end} ms`)
        },
      ),
    )
  })

  it('no step comes more than half a millisecond before its time, and each within a millisecond of it when timers are punctual', () => {
    const { timer, runUntil } = handTimer(() => 0)
    const at: number[] = []
    startTimestep(() => at.push(timer.now()), 60, timer)
    runUntil(5000)
    for (const [index, time] of at.entries()) {
      const late = time - (index + 1) * (1000 / 60)
      ok(late >= -0.5 && late <= 1, `step ${index} came ${late} ms late`)
    }
    ok(at.length >= 299)
  })

  it('a long pause is made up for by five steps, not more', () => {
    let pause = 0
    const { timer, runUntil } = handTimer(() => pause)
    const at: number[] = []
    startTimestep(() => at.push(timer.now()), 20, timer)
    runUntil(99)
    pause = 10_000
    runUntil(101)
    pause = 0
    const before = at.length
    runUntil(10_190)
    deepEqual([before, at.length - before], [2, 5])
  })

  it('a step that stops it is the last', () => {
    const { timer, runUntil } = handTimer(() => 200)
    let steps = 0
    const stop = startTimestep(
      () => {
        steps++
        stop()
      },
      20,
      timer,
    )
    runUntil(5000)
    equal(steps, 1)
  })
})
