import assert from 'node:assert/strict'
import type { EventFrame } from '../../schema/events/wire.ts'
import { type Absences, begin, end, missEvent } from './absences.ts'

const event = (tick: number): EventFrame => [tick, [25, 1, 2]]

describe('somebody who was away', () => {
  it('is told the last of what happened and how long it was; once', () => {
    const absences: Absences = new Map()
    begin(absences, 'ann', 1000)
    for (let tick = 1; tick <= 25; tick++) missEvent(absences, 'ann', event(tick))
    begin(absences, 'ann', 9000)
    const [seconds, ...events] = end(absences, 'ann', 11_400)!
    assert.deepEqual([seconds, events.length], [10, 20])
    assert.deepEqual([events[0], events.at(-1)], [event(6), event(25)])
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
