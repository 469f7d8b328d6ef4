import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Person, Place, PresenceStatus } from '../../schema/people.ts'
import { phases } from '../../schema/session.state.ts'
import { byNearness, freeSeatOf, presenceText } from './presence.ts'

const place: Place = {
  session: 's',
  name: 'Friday',
  phase: 'running',
  hasPassword: false,
  group: 0,
  ship: 'Intrepid',
  seats: ['helm'],
  free: [],
  isSpectator: false,
}
const person = (name: string, status: PresenceStatus, some?: Partial<Place>): Person => ({
  id: name,
  name,
  relation: 'friend',
  presence: { status, ...(some ? { place: { ...place, ...some } } : {}) },
})

describe('where friends are', () => {
  it('puts those first beside whom a seat is free', () => {
    const list = [
      person('Off', 'offline'),
      person('Away', 'away'),
      person('Lobby', 'lobby'),
      person('Full', 'game', {}),
      person('Free', 'game', { free: ['weapons'] }),
    ]
    assert.deepEqual(
      byNearness(list).map(({ name }) => name),
      ['Free', 'Full', 'Lobby', 'Away', 'Off'],
    )
  })

  it('says what is free, else where they sit', () => {
    assert.equal(presenceText(person('A', 'game', { free: ['weapons'] })), 'Weapons free on Intrepid')
    assert.equal(presenceText(person('A', 'game', {})), 'Helm on Intrepid')
    assert.equal(presenceText(person('A', 'game', { isSpectator: true })), 'Watches Friday')
  })

  it('offers no seat of a ship that is watched, has ended, or is none', () => {
    const hidden = fc.oneof(
      fc.record({ isSpectator: fc.constant(true), phase: fc.constantFrom(...phases) }),
      fc.record({ group: fc.constant(-1), phase: fc.constantFrom(...phases) }),
      fc.record({ phase: fc.constant('results' as const) }),
    )
    fc.assert(
      fc.property(hidden, (some) => {
        assert.equal(freeSeatOf(person('A', 'game', { ...some, free: ['weapons'] })), undefined)
      }),
    )
  })
})
