import assert from 'node:assert/strict'
import { type Absences, begin, end, missEvent } from './absences.ts'

const event = (tick: number) => ({ type: 'wave', tick, data: { number: tick } })

describe('somebody who was away', () => {
  it('is told the last of what happened and how long it was; once', () => {
    const absences: Absences = new Map()
    begin(absences, 'ann', 1000)
    for (let tick = 1; tick <= 25; tick++) missEvent(absences, 'ann', event(tick))
    begin(absences, 'ann', 9000)
    const told = end(absences, 'ann', 11_400)
    assert.deepEqual([told?.seconds, told?.events.length], [10, 20])
    assert.deepEqual([told?.events[0]?.tick, told?.events.at(-1)?.tick], [6, 25])
    assert.equal(end(absences, 'ann', 20_000), undefined)
  })

  it('is told nothing of a moment, and nobody else is told anything', () => {
    const absences: Absences = new Map()
    begin(absences, 'ann', 1000)
    missEvent(absences, 'bo', event(1))
    assert.equal(end(absences, 'bo', 9000), undefined)
    assert.equal(end(absences, 'ann', 3999), undefined)
  })
})
