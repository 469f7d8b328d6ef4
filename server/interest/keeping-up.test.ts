/** Rules of keeping up: who falls behind is spared, who catches up goes on, and who never echoes is judged by the socket alone. */
import assert from 'node:assert/strict'
import { KeepingUp } from './keeping-up.ts'

/** Sends a tick every 50 ms for some seconds; the page echoes once a second what it got `lateMs` ago. */
function play(seconds: number, lateMs: number) {
  const bytes = { waiting: 0 }
  const keepingUp = new KeepingUp<string>(() => bytes.waiting)
  const paces: string[] = []
  for (let tick = 1; tick <= seconds * 20; tick++) {
    keepingUp.sent('page', tick, tick * 50)
    const read = tick - lateMs / 50
    if (tick % 20 === 0 && read > 0) keepingUp.echoed('page', Math.floor(read))
    paces.push(keepingUp.paceOf('page', tick * 50))
  }
  return { keepingUp, paces, bytes, nowMs: seconds * 1000 }
}

describe('keeping up', () => {
  it('is what a page does whose echoes come within a second or so', () => {
    for (const lateMs of [0, 150, 700])
      assert.ok(
        play(20, lateMs).paces.every((pace) => pace === 'up'),
        `${lateMs}`,
      )
  })

  it('fails a page whose echoes come later and later: it is held after two seconds and lost after ten', () => {
    const { keepingUp, nowMs } = play(3, 0)
    keepingUp.sent('page', 100, nowMs + 500)
    assert.equal(keepingUp.paceOf('page', nowMs + 2400), 'up')
    assert.equal(keepingUp.paceOf('page', nowMs + 2600), 'behind')
    assert.equal(keepingUp.paceOf('page', nowMs + 10_600), 'lost')
  })

  it('is regained only when the last tick that was sent is echoed', () => {
    const { keepingUp, nowMs } = play(3, 0)
    keepingUp.sent('page', 100, nowMs + 500)
    keepingUp.sent('page', 140, nowMs + 2500)
    keepingUp.echoed('page', 100)
    assert.equal(keepingUp.hasCaughtUp('page'), false)
    keepingUp.echoed('page', 140)
    assert.equal(keepingUp.hasCaughtUp('page'), true)
    assert.equal(keepingUp.paceOf('page', nowMs + 60_000), 'up')
  })

  it('is not proved by a tick that was never sent', () => {
    const { keepingUp, nowMs } = play(3, 0)
    keepingUp.sent('page', 100, nowMs + 500)
    keepingUp.echoed('page', 9999)
    assert.equal(keepingUp.paceOf('page', nowMs + 3000), 'behind')
  })

  it('is asked of nobody who never echoes, as long as the socket takes the bytes', () => {
    const bytes = { waiting: 0 }
    const keepingUp = new KeepingUp<string>(() => bytes.waiting)
    for (let tick = 1; tick <= 2000; tick++) keepingUp.sent('page', tick, tick * 50)
    assert.equal(keepingUp.paceOf('page', 100_000), 'up')
    bytes.waiting = 300 * 1024
    assert.equal(keepingUp.paceOf('page', 100_000), 'behind')
    assert.equal(keepingUp.hasCaughtUp('page'), false)
    bytes.waiting = 1100 * 1024
    assert.equal(keepingUp.paceOf('page', 100_000), 'lost')
  })
})
