import assert from 'node:assert/strict'
import { aimAt, type Place } from './aim.ts'

const place = (id: number, x: number, radius = 10): Place => ({ id, at: { x, y: 100 }, radius })
const at = (x: number) => ({ x, y: 100 })

describe('taking aim', () => {
  it('means the nearest symbol within reach, and nothing beyond it', () => {
    const places = [place(1, 100), place(2, 140)]
    assert.equal(aimAt(places, at(118), false, 0)?.id, 1)
    assert.equal(aimAt(places, at(123), false, 0)?.id, 2)
    assert.equal(aimAt(places, at(170), false, 0), undefined)
  })

  it('gives a finger 44 pixels around the smallest symbol', () => {
    assert.equal(aimAt([place(1, 100, 3)], at(121), true, 0)?.id, 1)
    assert.equal(aimAt([place(1, 100, 3)], at(121), false, 0), undefined)
  })

  it('never hides the chosen one behind others', () => {
    const places = [place(1, 100), place(2, 103), place(3, 104)]
    for (const { id } of places) assert.equal(aimAt(places, at(104), false, id)?.id, id)
  })
})
