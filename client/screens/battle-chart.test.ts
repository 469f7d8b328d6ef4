import assert from 'node:assert/strict'
import fc from 'fast-check'
import { markTexts } from '../text/battle.ts'
import { axisTimes, dealtBars, endOf, figuresAt, mostDealt, placeMarks, strengthPath } from './battle-chart.ts'

const mark = (at: number, kind = 'kill') => ({ at, kind, what: '', count: 1 })
const flight = { strength: [90, 60, 40], dealt: [10, 0, 30], marks: [mark(15)] }
const lost = { strength: [50, 0, 0], dealt: [5, 0, 0], marks: [mark(12, 'lost')] }
const ranks = ['lost', 'kill', 'scan']

describe('the chart of a battle', () => {
  it('writes so many times at most along its axis, from the start on and in whole steps', () => {
    assert.deepEqual(axisTimes(58, 6), [0, 10, 20, 30, 40, 50])
    assert.deepEqual(axisTimes(0, 6), [0])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 2, max: 20 }), (seconds, most) => {
        const times = axisTimes(seconds, most)
        assert.ok(times.length <= most + 1 && times.at(-1)! <= seconds)
        assert.ok(times.every((each, index) => each === index * (times[1] ?? 0)))
      }),
    )
  })

  it('draws strength from whole at the start to the end, in stretches of one length but for the last', () => {
    assert.equal(strengthPath(flight, 10, 25), '0.00 0L40.00 10L80.00 40L100.00 60')
  })

  it('draws a lost ship down to nothing, and no further', () => {
    assert.equal(endOf(lost, 25), 12)
    assert.equal(strengthPath(lost, 10, 25), '0.00 0L40.00 50L48.00 100')
  })

  it('measures what was dealt against the most of all ships, and leaves out what was nothing', () => {
    const most = mostDealt({ every: 10, parts: [], groups: [flight, lost] })
    assert.deepEqual(dealtBars(flight, 10, 25, most), [
      { x: 0, width: 40, share: 1 / 3 },
      { x: 80, width: 20, share: 1 },
    ])
    assert.equal(mostDealt({ every: 10, parts: [], groups: [] }), 1)
  })

  it('tells the figures of any moment: whole at the start, all of it at the end', () => {
    const at = (moment: number) => figuresAt(flight, 10, 25, moment)
    assert.deepEqual(
      [at(0), at(9), at(10), at(24), at(25)],
      [
        { strength: 100, dealt: 0 },
        { strength: 100, dealt: 0 },
        { strength: 90, dealt: 10 },
        { strength: 60, dealt: 10 },
        { strength: 40, dealt: 40 },
      ],
    )
  })

  it('words of marks cover no symbol, no other words and no edge', () => {
    const marks = fc.array(fc.record({ at: fc.integer({ min: 0, max: 300 }), kind: fc.constantFrom(...ranks) }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(marks, fc.integer({ min: 100, max: 1200 }), (given, row) => {
        const symbol = 20
        const width = 90
        const all = given.map(({ at, kind }) => mark(at, kind))
        const placed = placeMarks(all, 300, ranks, { row, symbol, wordsOf: () => width })
        const symbols = placed.map(({ x }) => [(x / 100) * row - symbol / 2, (x / 100) * row + symbol / 2] as const)
        const words = placed.flatMap(({ words: side }, index) => {
          const [left, right] = symbols[index]!
          if (!side) return []
          return [side === 'after' ? ([right, right + width] as const) : ([left - width, left] as const)]
        })
        for (const [index, [from, to]] of words.entries()) {
          assert.ok(from >= 0 && to <= row)
          const others = [...symbols, ...words.filter((_, other) => other !== index)]
          assert.ok(others.every(([left, right]) => from >= right || to <= left))
        }
      }),
    )
  })

  it('gives words to what matters most, where there is room for one', () => {
    const of = (kinds: string[]) => {
      const marks = kinds.map((kind, index) => mark(140 + index * 8, kind))
      const layout = { row: 300, symbol: 4, wordsOf: () => 140 }
      return placeMarks(marks, 300, ranks, layout).flatMap(({ words, mark: { kind } }) => (words ? [kind] : []))
    }
    assert.ok(of(['scan', 'scan', 'lost']).includes('lost'))
    assert.deepEqual(of(['kill']), ['kill'])
  })

  it('every kind of mark has words, for one and for many', () => {
    for (const words of Object.values(markTexts)) {
      assert.match(words('Talon', 1), /^[A-Z].*[a-z]$/)
      assert.match(words('', 3), /^(3 [a-z]|Lost|Docked 3)/)
    }
  })
})
