import assert from 'node:assert/strict'
import { errors } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import {
  GroupState,
  PlayerState,
  SeatState,
  SessionState,
  type VoteKind,
  VoteState,
} from '../../schema/session.state.ts'
import type { SessionView } from '../network/snapshot.ts'
import { crew } from './crew.ts'
import { line } from './line.ts'
import { sessionNews } from './session-news.ts'

const player = (id: string, group = 0) => ({ ...new PlayerState().toJSON(), id, name: id, group, connected: true })
const ship = (captain = '') => ({ ...new GroupState().toJSON(), name: 'Kestrel', captain, seats: [] })
const vote = (kind: VoteKind, target = '') => ({
  ...new VoteState().toJSON(),
  kind,
  target,
  group: kind === 'remove' ? 0 : -1,
  caller: 'ann',
  endsAt: 30,
})
const session = (values: Partial<SessionView> = {}): SessionView => ({
  ...new SessionState().toJSON(),
  phase: 'running',
  creator: 'ann',
  groups: [ship('ann'), ship()],
  players: [player('ann'), player('ben'), player('cleo')],
  vote: new VoteState().toJSON(),
  ...values,
})
const titles = (before: SessionView, after: SessionView, who = 'ben') =>
  sessionNews(before, after, who).map((notice) => notice.title)

describe('news of a session', () => {
  it('are none while nothing changes', () => {
    assert.deepEqual(titles(session(), session({ seconds: 1 })), [])
    assert.deepEqual(titles(session({ vote: vote('pause') }), session({ vote: { ...vote('pause'), yes: 2 } })), [])
  })

  it('tell of a vote that failed, and let one that was carried speak for itself', () => {
    for (const kind of ['pause', 'resume'] as const) {
      const pausedAt = kind === 'resume' ? 5 : 0
      assert.deepEqual(titles(session({ vote: vote(kind), pausedAt }), session({ pausedAt })), [crew.vote.failed[kind]])
    }
    assert.deepEqual(titles(session({ vote: vote('pause') }), session({ pausedAt: 5 })), [])
  })

  it('do not call a vote failed that ended with the game', () => {
    assert.deepEqual(titles(session({ vote: vote('pause') }), session({ phase: 'results' })), [])
  })

  it('say that a pause is over, voted or not', () => {
    assert.deepEqual(titles(session({ pausedAt: 5 }), session()), [crew.pause.over])
    assert.deepEqual(titles(session({ pausedAt: 5, vote: vote('resume') }), session()), [crew.pause.over])
  })

  it('tell whoever is voted off, their mates, and nobody else', () => {
    const before = session({
      vote: vote('remove', 'ben'),
      players: [player('ann'), player('ben'), player('dora', 1)],
    })
    const after = session({ players: [player('ann'), player('ben', -1), player('dora', 1)] })
    assert.deepEqual(titles(before, after, 'ben'), [errors.barred.message])
    assert.deepEqual(titles(before, after, 'ann'), [crew.vote.removed('ben')])
    assert.deepEqual(titles(before, after, 'dora'), [])
    assert.deepEqual(titles(before, session(), 'ann'), [crew.vote.failed.remove('ben')])
    assert.deepEqual(titles(before, session(), 'ben'), [])
  })

  it('tell of roles that pass to the player, not of those they begin with', () => {
    assert.deepEqual(titles(session(), session({ creator: 'ben' })), [crew.roles.nowCreator])
    const passed = session({ groups: [ship('ben'), ship()] })
    assert.deepEqual(titles(session(), passed), [crew.roles.nowCaptain('Kestrel')])
    assert.deepEqual(titles(session({ groups: [ship(), ship()] }), passed), [])
  })

  describe('of a crew mate’s line', () => {
    const lostAt = 100
    const seat = (id: string, onScreen = true) => ({ ...new SeatState().toJSON(), id, holder: 'ann', onScreen })
    const seats = [seat('helm'), seat('science', false)]
    /** Ann as the others see her `seconds` after her line was cut, or with it whole. */
    const at = (seconds: number, ann: Partial<SessionView['players'][number]> = {}) =>
      session({
        seconds: lostAt + seconds,
        groups: [{ ...ship(), seats }, ship()],
        players: [{ ...player('ann'), ...ann }, player('ben'), player('dora', 1)],
      })
    const away = { connected: false, heldUntil: lostAt + limits.holdSeconds }
    const { mates } = line

    it('tell once that it is cut, who has the console, and how long it is kept', () => {
      const [notice] = sessionNews(at(1, away), at(2, away), 'ben')
      assert.equal(notice?.title, mates.cut('ann', 'the helm'))
      assert.equal(notice?.detail, mates.kept('0:58'))
      assert.deepEqual(titles(at(2, away), at(3, away)), [])
    })

    it('tell of the loss also when several seconds were missed', () => {
      assert.deepEqual(titles(at(0), at(9, away)), [mates.cut('ann', 'the helm')])
    })

    it('say nothing of somebody who is back at once, as after loading the page again', () => {
      assert.deepEqual(titles(at(0), at(0, away)), [])
      assert.deepEqual(titles(at(0, away), at(1, away)), [])
      assert.deepEqual(titles(at(1, away), at(2)), [])
    })

    it('tell that they are back, and where', () => {
      assert.deepEqual(titles(at(10, away), at(10)), [mates.back('ann', 'the helm')])
    })

    it('tell that they did not come back and what is free, but not of somebody who was removed meanwhile', () => {
      const without = (seconds: number) => ({ ...at(seconds), players: [player('ben')] })
      const [notice] = sessionNews(at(59, away), without(60), 'ben')
      assert.equal(notice?.title, mates.gone('ann'))
      assert.equal(notice?.detail, mates.free('Helm, Science'))
      assert.deepEqual(titles(at(29, away), without(30)), [])
    })

    it('tell nobody else: not another ship, not the player, not a lobby, and nothing of spectators', () => {
      for (const who of ['dora', 'ann']) assert.deepEqual(titles(at(1, away), at(2, away), who), [])
      const lobby = (seconds: number) => ({ ...at(seconds, away), phase: 'lobby' as const })
      assert.deepEqual(titles(lobby(1), lobby(2)), [])
      const spectator = { ...away, isSpectator: true }
      assert.deepEqual(titles(at(1, spectator), at(2, spectator)), [])
    })
  })
})
