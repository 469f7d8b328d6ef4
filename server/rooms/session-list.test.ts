/** The lobby's list under any order of news. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { LobbyState } from '../../schema/lobby.state.ts'
import type { Listing } from '../session/listing.ts'
import { openSessionList } from './session-list.ts'

const listing = (id: string, name: string) => ({ id, name }) as Listing
const open = () => {
  const { sessions } = new LobbyState()
  return { sessions, list: openSessionList(sessions) }
}

describe('the list of sessions', () => {
  it('keeps a session that an heir carries, whichever of the two was heard of last', () => {
    for (const order of [
      ['dead', 'heir'],
      ['heir', 'dead'],
    ]) {
      const { sessions, list } = open()
      for (const room of order) list(room, listing('s', room))
      list('dead', undefined)
      assert.equal(sessions.get('s')?.name, 'heir')
      list('heir', undefined)
      assert.equal(sessions.size, 0)
    }
  })

  it('shows exactly the sessions that some room carries, after any news', () => {
    const news = fc.record({
      room: fc.constantFrom('a', 'b', 'c', 'd'),
      session: fc.option(fc.constantFrom('s', 't', 'u'), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(news, { maxLength: 40 }), (all) => {
        const { sessions, list } = open()
        const carried = new Map<string, string>()
        for (const { room, session } of all) {
          list(room, session && listing(session, room))
          if (session) carried.set(room, session)
          else carried.delete(room)
        }
        assert.deepEqual([...sessions.keys()].sort(), [...new Set(carried.values())].sort())
        for (const [session, { name }] of sessions) assert.equal(carried.get(name), session)
      }),
    )
  })
})
