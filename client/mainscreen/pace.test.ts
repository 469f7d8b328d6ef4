/** Rules of the main screen's pace. */
import assert from 'node:assert/strict'
import { createPace } from './pace.ts'

/** Frames drawn of so many that come every `gap` milliseconds. */
function run(gap: number, frames: number) {
  let told = 0
  let drawn = 0
  const pace = createPace(() => {
    told += 1
  })
  for (let frame = 0; frame < frames; frame++) if (pace.isDue(frame * gap)) drawn += 1
  return { told, drawn }
}

describe('the main screen’s pace', () => {
  it('draws every frame where the machine keeps up', () => {
    assert.deepEqual(run(16, 300), { told: 0, drawn: 300 })
  })

  it('tells once that the machine is slow, and draws less often from then on', () => {
    const { told, drawn } = run(80, 200)
    assert.equal(told, 1)
    assert.ok(drawn > 60 && drawn < 130)
  })

  it('does not take a hidden page for a slow machine', () => {
    assert.equal(run(5000, 100).told, 0)
  })
})
