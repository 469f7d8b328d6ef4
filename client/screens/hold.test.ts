import assert from 'node:assert/strict'
import { closes } from '../../schema/close-codes.ts'
import { limits } from '../../schema/limits.ts'
import { line } from '../text/line.ts'
import { holdLeft, whyCut } from './hold.ts'

describe('a seat that is kept', () => {
  const cutAtMs = 5000

  it('counts down from the loss, and ends', () => {
    assert.deepEqual(holdLeft(cutAtMs, cutAtMs), { seconds: limits.holdSeconds, share: 1 })
    assert.deepEqual(holdLeft(cutAtMs, cutAtMs + limits.holdSeconds * 500), {
      seconds: limits.holdSeconds / 2,
      share: 0.5,
    })
    assert.equal(holdLeft(cutAtMs, cutAtMs + limits.holdSeconds * 1000), undefined)
  })

  it('is never kept longer than it may be, when the clock on screen lags behind', () => {
    assert.equal(holdLeft(cutAtMs, cutAtMs - 90)?.seconds, limits.holdSeconds)
  })
})

describe('why the line is cut', () => {
  it('has a sentence for every code, known or not', () => {
    for (const { code } of Object.values(closes)) assert.ok(whyCut(code))
    for (const code of [0, 1006, 4999]) assert.equal(whyCut(code), line.cut.title)
  })

  it('names what the server does', () => {
    const named = (Object.keys(line.cut.why) as (keyof typeof closes)[]).map((reason) => whyCut(closes[reason].code))
    assert.ok(named.length >= 2 && named.every((sentence) => sentence !== line.cut.title))
  })
})
