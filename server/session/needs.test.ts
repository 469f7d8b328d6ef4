/** Rules of need: whoever comes late is shown the thinnest crew's most missed seat first. */
import assert from 'node:assert/strict'
import { neededSeats } from './needs.ts'
import { running } from './test-session.ts'

describe('needed seats', () => {
  it('are the free ones, the thinnest crew first, and in it what the game misses most', () => {
    const { session } = running('ann', 'bo', 'cy')
    assert.deepEqual(neededSeats(session), [{ group: 1, seat: 'back' }])
  })

  it('put any crew before a ship that nobody flies, and leave out locked ships', () => {
    const { session } = running('ann')
    assert.deepEqual(
      neededSeats(session).map(({ group, seat }) => `${group}.${seat}`),
      ['0.back', '1.back', '1.front'],
    )
    session.groups[0]!.isLocked = true
    assert.deepEqual(
      neededSeats(session).map(({ group }) => group),
      [1, 1],
    )
  })
})
