/** Rules of the session on the wire: it shows what is, and a change moves nothing that did not change. */
import assert from 'node:assert/strict'
import { SessionState } from '../../schema/session.state.ts'
import { drop, leave } from './life.ts'
import { projectSession } from './project-session.ts'
import { patience } from './session.ts'
import { enter, openSession, running, second } from './test-session.ts'
import { callVote } from './votes.ts'

const idsOf = (state: SessionState) => [...state.players].map(({ id }) => id)

describe('the session on the wire', () => {
  it('keeps each player in one place while others come and go', () => {
    const session = openSession()
    const state = new SessionState()
    for (const id of ['ann', 'bo', 'cy']) enter(session, id)
    projectSession(session, state, 0, patience)
    assert.deepEqual(idsOf(state), ['ann', 'bo', 'cy'])
    leave(session, 'ann', 0)
    projectSession(session, state, 0, patience)
    assert.deepEqual(idsOf(state), ['', 'bo', 'cy'])
    for (const id of ['di', 'eve']) enter(session, id)
    projectSession(session, state, 0, patience)
    assert.deepEqual(idsOf(state), ['di', 'bo', 'cy', 'eve'])
  })

  it('shows until when a lost connection is waited for, and what a vote needs', () => {
    const { session, players } = running('ann', 'bo', 'cy')
    const state = new SessionState()
    drop(session, 'cy', 10 * second)
    callVote(session, players[0]!, 'pause', '', 10 * second, patience)
    projectSession(session, state, 10 * second, patience)
    assert.equal(state.players[2]!.heldUntil, 10 + patience.hold)
    assert.equal(state.players[0]!.heldUntil, 0)
    assert.deepEqual(
      [state.vote.kind, state.vote.yes, state.vote.needed, state.vote.endsAt],
      ['pause', 1, 2, 10 + patience.vote],
    )
    assert.deepEqual([...state.needs], ['1.back'])
  })
})
