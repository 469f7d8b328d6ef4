/** Rules of the main screen's figures. */
import assert from 'node:assert/strict'
import { kinds } from '../text/terms.ts'
import { drawnDistance, fieldOfView, heightOf, modelOf, tapeMarks, tapeX } from './view.ts'

describe('the main screen', () => {
  it('has its own bearing in the middle, and the edges of its field at the edges', () => {
    assert.equal(tapeX(0.3, 0.3, 1000), 500)
    assert.ok(Math.abs(tapeX(0.3, 0.3 + fieldOfView / 2, 1000)! - 1000) < 1e-6)
    assert.equal(tapeX(0, Math.PI, 1000), undefined)
  })

  it('marks bearings from left to right, also across north', () => {
    const degrees = tapeMarks(0.1, 1000).map((mark) => mark.degree)
    assert.ok(degrees.indexOf(350) < degrees.indexOf(0) && degrees.indexOf(0) < degrees.indexOf(30))
    assert.ok(degrees.length > 12)
  })

  it('keeps the order of distances, and the near ones true', () => {
    assert.equal(drawnDistance(4000), 4000)
    let before = 0
    for (let away = 500; away <= 50_000; away += 500) {
      const drawn = drawnDistance(away)
      assert.ok(drawn > before && drawn < 16_000)
      before = drawn
    }
  })

  it('has a model and a modest height for every kind', () => {
    for (const kind of Object.keys(kinds)) assert.ok(modelOf({ kind, shipClass: '' }))
    assert.equal(modelOf({ kind: 'ship', shipClass: 'cruiser' }), 'cruiser')
    for (let id = 1; id < 500; id++) assert.ok(Math.abs(heightOf({ id, kind: 'ship' })) <= 100)
  })
})
