/** Presence on one process: the best of what a player's connections say, patience, and those who are not to be seen. */
import assert from 'node:assert/strict'
import { localPresence } from './local-presence.ts'
import type { PresenceService } from './presence.ts'
import { placeIn, testClock } from './test-presence.ts'

describe('presence on one process', () => {
  let clock: ReturnType<typeof testClock>
  let presence: PresenceService
  let told: { players: string[]; seen: string[] }[]
  beforeEach(() => {
    clock = testClock()
    presence = localPresence({ clock })
    told = []
    presence.onChange((players, seen) => told.push({ players: [...players], seen: [...seen] }))
  })
  const status = (player = 'ann') => presence.seenBy(player).status

  it('is the best of what the connections of a player say', () => {
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline' })
    const page = presence.attend('ann', { isAway: true })
    assert.equal(status(), 'away')
    const other = presence.attend('ann')
    assert.equal(status(), 'lobby')
    presence.place('ann', placeIn('s'))
    const { isConnected: _, ...place } = placeIn('s')
    assert.deepEqual(presence.seenBy('ann'), { status: 'game', place })
    presence.place('ann', placeIn('s', { isConnected: false }))
    assert.deepEqual(presence.seenBy('ann'), { status: 'lobby' })
    assert.equal(presence.placeOf('ann')?.isConnected, false, 'the seat is held')
    other.away(true)
    assert.equal(status(), 'away')
    presence.leave('ann', 's')
    assert.equal(presence.placeOf('ann'), undefined)
    page.away(false)
    assert.equal(status(), 'lobby')
  })

  it('is not told of a page that is loaded again', () => {
    const page = presence.attend('ann')
    clock.turn(1000)
    assert.equal(told.length, 1)
    page.release()
    clock.turn(5999)
    assert.equal(status(), 'lobby')
    presence.attend('ann').release()
    clock.turn(5999)
    assert.deepEqual([status(), told.length], ['lobby', 1])
    const left = clock.now() - 5999
    clock.turn(1 + 150)
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: left })
    assert.equal(told.length, 2)
    clock.turn(60_000)
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: left }, 'and remembered')
  })

  it('tells of many changes once, and of none that come to nothing', () => {
    const page = presence.attend('ann')
    presence.attend('bo')
    presence.place('bo', placeIn('s'))
    clock.turn(149)
    assert.equal(told.length, 0)
    clock.turn(1)
    assert.deepEqual(told, [{ players: ['ann', 'bo'], seen: ['ann', 'bo'] }])
    page.away(true)
    page.away(false)
    presence.place('bo', placeIn('s'))
    clock.turn(1000)
    assert.equal(told.length, 1)
  })

  it('does not let others see who wants to be unseen, but knows where they belong', () => {
    const page = presence.attend('ann')
    clock.turn(1000)
    presence.setInvisible('ann', true)
    const hid = clock.now()
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: hid }, 'without patience')
    clock.turn(1000)
    presence.place('ann', placeIn('s'))
    clock.turn(1000)
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: hid })
    assert.equal(presence.placeOf('ann')?.session, 's')
    assert.deepEqual(told.at(-1), { players: ['ann'], seen: [] }, 'the place changed, what is seen did not')
    page.release()
    presence.leave('ann', 's')
    clock.turn(10_000)
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: hid })
    // The game comes back sooner than the page that knows.
    presence.place('ann', placeIn('s'))
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: hid })
    presence.attend('ann', { isInvisible: true })
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline', seenAt: hid })
    presence.setInvisible('ann', false)
    assert.equal(status(), 'game')
  })

  it('gives nobody away who comes unseen', () => {
    presence.attend('ann', { isInvisible: true })
    clock.turn(1000)
    assert.deepEqual(presence.seenBy('ann'), { status: 'offline' })
    assert.equal(told.length, 0)
  })

  it('keeps the new session when the old one lets go later', () => {
    presence.place('ann', placeIn('old', { isConnected: false }))
    clock.turn(10)
    presence.place('ann', placeIn('new'))
    presence.leave('ann', 'old')
    assert.equal(presence.placeOf('ann')?.session, 'new')
    presence.place('ann', placeIn('new', { isConnected: false }))
    presence.place('ann', placeIn('third', { isConnected: false }))
    clock.turn(10)
    presence.place('ann', placeIn('new'))
    assert.equal(presence.placeOf('ann')?.session, 'new', 'where they are connected')
  })

  it('goes through a lobby when the place is gone before its player', () => {
    const page = presence.attend('ann')
    presence.place('ann', placeIn('s'))
    clock.turn(1000)
    page.release()
    presence.leave('ann', 's')
    assert.deepEqual(presence.seenBy('ann'), { status: 'lobby' })
    clock.turn(6000)
    assert.equal(status(), 'offline')
  })
})
