/** Rules of a session's life: joining, losing a connection, starting, ending. */
import assert from 'node:assert/strict'
import { limits } from '../../schema/limits.ts'
import { again, closesAt, drop, expire, finish, leave, setReady, start } from './life.ts'
import { isOnAutopilot, leaveSeat, setAutopilot, takeSeat } from './seats.ts'
import { findPlayer, invitationCode, patience, type Session } from './session.ts'
import { enter, openSession, refuses, second } from './test-session.ts'

const holderOf = (session: Session, group: number, seat: number) => session.groups[group]?.seats[seat]?.holder
const seatAt = (session: Session, group: number, seat: number) => session.groups[group]!.seats[seat]!
const outcome = { victory: true, reason: 'won', seconds: 1, groups: [] }

describe('a session', () => {
  it('starts by its creator alone, and only when each crewed group has somebody ready', () => {
    const session = openSession()
    const [ann, bo] = [enter(session, 'ann'), enter(session, 'bo')]
    refuses('nobody-seated', () => start(session, ann, 0))
    takeSeat(session, ann, 0, 'front')
    takeSeat(session, bo, 1, 'front')
    refuses('creator-only', () => start(session, bo, 0))
    refuses('nobody-ready', () => start(session, ann, 0))
    setReady(session, bo, true)
    start(session, ann, 5 * second)
    assert.equal(session.phase, 'running')
    refuses('wrong-phase', () => start(session, ann, 0))
    refuses('wrong-phase', () => setReady(session, bo, false))
  })

  it("keeps a lost player's seats for the hold and no longer", () => {
    const session = openSession()
    const ann = enter(session, 'ann')
    enter(session, 'bo')
    takeSeat(session, ann, 0, 'front')
    drop(session, 'ann', 10 * second)
    assert.equal(isOnAutopilot(session, seatAt(session, 0, 0)), true)
    expire(session, 10 * second + patience.hold * second - 1, patience)
    assert.equal(holderOf(session, 0, 0), 'ann')
    enter(session, 'ann', 60 * second)
    assert.equal(isOnAutopilot(session, seatAt(session, 0, 0)), false, 'coming back hands the console back')
    drop(session, 'ann', 100 * second)
    assert.equal(expire(session, 100 * second + patience.hold * second, patience), true)
    assert.equal(holderOf(session, 0, 0), '')
    assert.equal(findPlayer(session, 'ann'), undefined)
  })

  it("passes the creator's role on when the creator is away too long, or leaves", () => {
    const session = openSession()
    for (const id of ['ann', 'bo', 'cy']) enter(session, id)
    drop(session, 'ann', 0)
    expire(session, patience.roleAbsent * second - 1, patience)
    assert.equal(session.creator, 'ann')
    expire(session, patience.roleAbsent * second, patience)
    assert.equal(session.creator, 'bo')
    leave(session, 'bo', 0)
    assert.equal(session.creator, 'cy')
  })

  it('goes from the results back to the lobby with the same crew in the same seats', () => {
    const session = openSession()
    const [ann, bo] = [enter(session, 'ann'), enter(session, 'bo')]
    takeSeat(session, ann, 0, 'back')
    setReady(session, ann, true)
    start(session, ann, 0)
    refuses('wrong-phase', () => again(session, ann, 0))
    finish(session, outcome, 0)
    refuses('creator-only', () => again(session, bo, 0))
    again(session, ann, 0)
    assert.equal(session.phase, 'lobby')
    assert.equal(session.outcome, undefined)
    assert.equal(holderOf(session, 0, 1), 'ann')
    assert.equal(ann.ready, false)
  })

  it('closes by itself: unused in the lobby, after the results, and when nobody is left', () => {
    const idle = openSession()
    enter(idle, 'ann', 0)
    expire(idle, patience.idleLobby * second - 1, patience)
    assert.equal(idle.phase, 'lobby')
    expire(idle, patience.idleLobby * second, patience)
    assert.equal(idle.phase, 'closed')
    refuses('session-closed', () => enter(idle, 'bo'))

    const over = openSession()
    takeSeat(over, enter(over, 'ann'), 0, 'front')
    start(over, findPlayer(over, 'ann')!, 0)
    assert.equal(closesAt(over, patience), undefined, 'a running session with people aboard has no end of its own')
    finish(over, outcome, 7 * second)
    assert.equal(closesAt(over, patience), 7 * second + patience.results * second)

    const empty = openSession()
    enter(empty, 'ann', 0)
    drop(empty, 'ann', 3 * second)
    expire(empty, 3 * second + patience.empty * second, patience)
    assert.equal(empty.phase, 'closed')
  })

  it('is full at its limit, but lets those aboard come back', () => {
    const session = openSession()
    for (let count = 0; count < limits.players; count++) enter(session, `player ${count}`)
    refuses('session-full', () => enter(session, 'one too many'))
    assert.equal(enter(session, 'player 7').id, 'player 7')
  })

  it('is found by codes of forty bits that people can read out', () => {
    const codes = new Set(Array.from({ length: 1000 }, invitationCode))
    assert.equal(codes.size, 1000)
    for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/)
  })
})

describe('a seat', () => {
  const running = () => {
    const session = openSession()
    const [ann, bo] = [enter(session, 'ann'), enter(session, 'bo')]
    takeSeat(session, ann, 0, 'front')
    start(session, ann, 0)
    return { session, ann, bo }
  }

  it('is first come, first served; in the lobby taking another one moves the player', () => {
    const session = openSession()
    const [ann, bo] = [enter(session, 'ann'), enter(session, 'bo')]
    takeSeat(session, ann, 0, 'front')
    refuses('seat-taken', () => takeSeat(session, bo, 0, 'front'))
    refuses('no-such-seat', () => takeSeat(session, bo, 0, 'roof'))
    refuses('no-such-seat', () => takeSeat(session, bo, 5, 'front'))
    takeSeat(session, ann, 1, 'back')
    assert.equal(holderOf(session, 0, 0), '')
    takeSeat(session, bo, 0, 'front')
    leaveSeat(session, bo, undefined)
    assert.equal(bo.group, -1)
    refuses('no-seat', () => leaveSeat(session, bo, undefined))
  })

  it('stays with its holder in a running session while others are on screen, on autopilot, free for a newcomer', () => {
    const { session, ann, bo } = running()
    takeSeat(session, ann, 0, 'back')
    assert.equal(holderOf(session, 0, 0), 'ann')
    assert.equal(isOnAutopilot(session, seatAt(session, 0, 0)), true)
    assert.equal(isOnAutopilot(session, seatAt(session, 0, 1)), false)
    refuses('seat-taken', () => takeSeat(session, bo, 0, 'back'))
    takeSeat(session, bo, 0, 'front')
    assert.equal(holderOf(session, 0, 0), 'bo')
  })

  it("is not changed for another group's while the session runs", () => {
    const { session, ann } = running()
    refuses('wrong-ship', () => takeSeat(session, ann, 1, 'front'))
  })

  it('is not taken from somebody whose connection is lost', () => {
    const { session, bo } = running()
    drop(session, 'ann', 0)
    refuses('seat-taken', () => takeSeat(session, bo, 0, 'front'))
  })

  it('can be handed to its autopilot and taken back, by its holder alone', () => {
    const { session, ann, bo } = running()
    setAutopilot(session, ann, 'front', true)
    assert.equal(isOnAutopilot(session, seatAt(session, 0, 0)), true)
    setAutopilot(session, ann, 'front', false)
    assert.equal(isOnAutopilot(session, seatAt(session, 0, 0)), false)
    refuses('wrong-seat', () => setAutopilot(session, bo, 'front', true))
  })
})
