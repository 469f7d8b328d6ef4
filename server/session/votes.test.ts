/** Rules of votes: more than half of those concerned decide, and nothing stays undecided. */
import assert from 'node:assert/strict'
import { drop, expire, leave } from './life.ts'
import { takeSeat, watch } from './seats.ts'
import { type Player, patience, type Session } from './session.ts'
import { enter, openSession, refuses, running, second } from './test-session.ts'
import { callVote, castVote, count } from './votes.ts'

const call = (session: Session, caller: Player, kind: 'pause' | 'resume' | 'remove', target = '', now = 0) =>
  callVote(session, caller, kind, target, now, patience)

describe('a vote', () => {
  it('on a pause is carried by more than half of those aboard, and the clock stands meanwhile', () => {
    const { session, players } = running('ann', 'bo', 'cy')
    const [ann, bo] = players
    refuses('wrong-phase', () => call(session, ann!, 'resume'))
    call(session, ann!, 'pause')
    assert.equal(session.pausedAt, undefined, 'one of three is no majority')
    refuses('vote-running', () => call(session, bo!, 'pause'))
    castVote(session, bo!, true, 5 * second)
    assert.deepEqual([session.pausedAt, session.vote], [5 * second, undefined])
    call(session, bo!, 'resume')
    castVote(session, ann!, true, 65 * second)
    assert.deepEqual([session.pausedAt, session.startedAt], [undefined, 60 * second])
  })

  it('of one person alone is carried at once', () => {
    const { session, players } = running('ann')
    call(session, players[0]!, 'pause', '', second)
    assert.equal(session.pausedAt, second)
  })

  it('fails when half are against it, when its time is over, and when it is about nothing any more', () => {
    const { session, players } = running('ann', 'bo', 'cy', 'di')
    const [ann, bo, cy] = players
    call(session, ann!, 'pause')
    castVote(session, bo!, false, 0)
    castVote(session, cy!, false, 0)
    assert.deepEqual([session.vote, session.pausedAt], [undefined, undefined])
    refuses('no-vote', () => castVote(session, ann!, true, 0))
    call(session, ann!, 'pause')
    assert.equal(expire(session, patience.vote * second - 1, patience), false)
    assert.equal(expire(session, patience.vote * second, patience), true)
    assert.equal(session.vote, undefined)
    call(session, cy!, 'remove', 'di')
    assert.equal(session.groups[1]?.barred.has('di'), true, 'a crew of two: the other one decides')
  })

  it('removes one of the crew by the rest of it, who then cannot come back to that ship', () => {
    const { session, players } = running('ann', 'bo', 'cy')
    const [ann, bo, cy] = players
    for (const target of ['ann', 'cy', 'nobody']) refuses('no-such-player', () => call(session, ann!, 'remove', target))
    refuses('no-such-player', () => call(session, enter(session, 'di'), 'remove', 'ann'))
    call(session, ann!, 'remove', 'bo')
    assert.equal(bo!.group, -1)
    assert.equal(session.groups[0]?.seats[1]?.holder, '')
    refuses('barred', () => takeSeat(session, bo!, 0, 'back'))
    takeSeat(session, bo!, 1, 'back')
    assert.equal(cy!.group, 1)
  })

  it('counts those who are connected and concerned, and neither the one it is about nor who watches', () => {
    const { session, players } = running('ann', 'bo', 'cy', 'di')
    const eve = enter(session, 'eve')
    watch(session, eve, 0)
    refuses('spectators-watch', () => call(session, eve, 'pause'))
    call(session, players[0]!, 'pause')
    refuses('no-vote', () => castVote(session, eve, true, 0))
    assert.deepEqual(count(session, session.vote!), { yes: 1, no: 0, needed: 3 })
    drop(session, 'di', 0)
    assert.equal(count(session, session.vote!).needed, 2)
    leave(session, 'cy', 0)
    castVote(session, players[1]!, true, 0)
    assert.equal(session.pausedAt, 0)
  })

  it('on a pause is held only while a session runs, and a pause ends by itself', () => {
    const lobby = openSession()
    refuses('wrong-phase', () => call(lobby, enter(lobby, 'ann'), 'pause'))
    const { session, players } = running('ann')
    call(session, players[0]!, 'pause')
    expire(session, patience.pause * second, patience)
    assert.equal(session.pausedAt, undefined)
  })
})
