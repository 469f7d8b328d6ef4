/** Rules of sightings: everybody's is written, nobody's twice a minute. */
import assert from 'node:assert/strict'
import { openSightings } from './sightings.ts'

describe('sightings', () => {
  it('are written at most once a minute a player', () => {
    let now = 0
    let written = 0
    const seen = openSightings({ enqueue: () => ++written > 0 }, () => now)
    for (; now <= 5 * 60_000; now += 1000) seen('Mira')
    assert.equal(written, 6)
    seen('Bo')
    assert.equal(written, 7)
  })
})
