/** Rules of roles: creator and captain are held by somebody present, and only they may do what is theirs. */
import assert from 'node:assert/strict'
import { drop, expire, leave } from './life.ts'
import { chooseKind, fillRoles, kick, lockGroup, nameGroup } from './roles.ts'
import { leaveGroup, takeSeat, watch } from './seats.ts'
import { findPlayer, patience, type Session } from './session.ts'
import { enter, openSession, refuses, running, second } from './test-session.ts'

/** Takes a seat as the command does. */
function board(session: Session, id: string, group: number, seat: string) {
  const player = findPlayer(session, id) ?? enter(session, id)
  takeSeat(session, player, group, seat)
  fillRoles(session)
  return player
}
const captainOf = (session: Session, group: number) => session.groups[group]?.captain

describe("a ship's captain", () => {
  it('is the first aboard, and the next of the crew after them', () => {
    const session = openSession()
    board(session, 'ann', 0, 'back')
    board(session, 'bo', 0, 'front')
    assert.equal(captainOf(session, 0), 'ann')
    board(session, 'ann', 1, 'front')
    assert.deepEqual([captainOf(session, 0), captainOf(session, 1)], ['bo', 'ann'])
    leave(session, 'bo', 0)
    assert.equal(captainOf(session, 0), '')
  })

  it('stays captain through a short absence, and passes the role on after a longer one', () => {
    const { session } = running('ann', 'bo')
    assert.equal(captainOf(session, 0), 'ann')
    drop(session, 'ann', 0)
    expire(session, patience.roleAbsent * second - 1, patience)
    assert.equal(captainOf(session, 0), 'ann')
    expire(session, patience.roleAbsent * second, patience)
    assert.equal(captainOf(session, 0), 'bo')
  })

  it('names the ship and chooses its class in the lobby, and nobody else does', () => {
    const session = openSession()
    const ann = board(session, 'ann', 0, 'front')
    const bo = board(session, 'bo', 0, 'back')
    nameGroup(session, ann, 'Ash')
    chooseKind(session, ann, 'squad')
    assert.deepEqual([session.groups[0]?.name, session.groups[0]?.kind], ['Ash', 'squad'])
    refuses('name-taken', () => nameGroup(session, ann, 'ELM'))
    refuses('no-such-kind', () => chooseKind(session, ann, 'fleet'))
    for (const act of [nameGroup, chooseKind]) refuses('captain-only', () => act(session, bo, 'squad'))
    refuses('no-seat', () => nameGroup(session, enter(session, 'cy'), 'Yew'))
    session.phase = 'running'
    for (const act of [nameGroup, chooseKind]) refuses('wrong-phase', () => act(session, ann, 'squad'))
  })

  it('locks the ship: newcomers find its seats closed, the crew still changes seats', () => {
    const { session, players } = running('ann')
    const [ann] = players
    lockGroup(session, ann!, true)
    const bo = enter(session, 'bo')
    refuses('seat-locked', () => takeSeat(session, bo, 0, 'back'))
    takeSeat(session, ann!, 0, 'back')
    lockGroup(session, ann!, false)
    takeSeat(session, bo, 0, 'front')
    refuses('captain-only', () => lockGroup(session, bo, true))
  })
})

describe('the creator', () => {
  it('removes a player for good, and nobody else can', () => {
    const { session, players } = running('ann', 'bo')
    const [ann, bo] = players
    refuses('creator-only', () => kick(session, bo!, 'ann'))
    refuses('no-such-player', () => kick(session, ann!, 'nobody'))
    refuses('no-such-player', () => kick(session, ann!, 'ann'))
    kick(session, ann!, 'bo')
    assert.equal(findPlayer(session, 'bo'), undefined)
    assert.equal(session.groups[0]?.seats[1]?.holder, '')
    refuses('kicked', () => enter(session, 'bo'))
  })
})

describe('a spectator', () => {
  it('watches only where the creator allows it', () => {
    const session = openSession({ allowsSpectators: false })
    refuses('spectators-off', () => watch(session, enter(session, 'bo'), 0))
  })

  it('watches one ship and then another, and sits nowhere', () => {
    const session = openSession()
    const ann = board(session, 'ann', 0, 'front')
    watch(session, ann, 1)
    assert.deepEqual([ann.group, ann.isSpectator, session.groups[0]?.seats[0]?.holder], [1, true, ''])
    refuses('no-such-seat', () => watch(session, ann, 7))
    watch(session, ann, 0)
    fillRoles(session)
    assert.equal(captainOf(session, 0), '')
    takeSeat(session, ann, 1, 'back')
    assert.deepEqual([ann.isSpectator, ann.group], [false, 1])
  })

  it('is nobody who flies a ship in the running game', () => {
    const { session, players } = running('ann', 'bo')
    refuses('spectator-only', () => watch(session, players[1]!, 1))
    leaveGroup(session, 'bo')
    watch(session, players[1]!, 1)
    assert.equal(players[1]!.isSpectator, true)
  })
})
