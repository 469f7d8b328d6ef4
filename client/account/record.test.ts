import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { RecordLine } from '../../schema/accounts.ts'
import { columnsOf, minutesOf, mostColumns, scaleOf } from './record.ts'

const hour = 3600_000
const line = (endedAt: number, seconds = 600): RecordLine => ({
  result: String(endedAt),
  session: 's',
  name: 'Slow water',
  scenario: 'siege',
  victory: true,
  reason: '',
  seconds,
  ship: 'Kestrel',
  kind: 'corvette',
  seats: ['helm'],
  figures: {},
  players: 2,
  endedAt,
})
const noon = new Date(2026, 4, 5, 12).getTime()

describe('service record', () => {
  it('plots the oldest flight first, and the newest ones when there are many', () => {
    const lines = Array.from({ length: 60 }, (_, index) => line(noon - index * hour))
    const columns = columnsOf(lines)
    assert.equal(columns.length, mostColumns)
    assert.equal(columns.at(-1)?.line, lines[0])
    assert.ok(columns.every((column, index) => index === 0 || column.line.endedAt > columns[index - 1]!.line.endedAt))
  })

  it('names each day once, and alternates days', () => {
    const columns = columnsOf([line(noon + 24 * hour), line(noon + hour), line(noon), line(noon - 24 * hour)])
    assert.deepEqual(
      columns.map((column) => column.day),
      ['4 May', '5 May', undefined, '6 May'],
    )
    assert.deepEqual(
      columns.map((column) => column.isOddDay),
      [true, false, false, true],
    )
  })

  it('counts no flight as nothing', () => assert.equal(minutesOf(line(noon, 3)), 1))

  it('scales the plot so that everything fits and few marks suffice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (most) => {
        const marks = scaleOf(most)
        assert.ok((marks.at(-1) ?? 0) >= most)
        assert.ok(marks.length >= 2 && marks.length <= 5)
        assert.equal(marks[0], 0)
      }),
    )
  })
})
