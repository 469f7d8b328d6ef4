import assert from 'node:assert/strict'
import { limits } from '../../schema/limits.ts'
import { GroupState, PlayerState, SessionState, VoteState } from '../../schema/session.state.ts'
import { captainAbove, mayVote, mayWatch, whyNoOrders, whyNoSeat } from './rights.ts'
import type { GroupView, PlayerView, SessionView, Snapshot } from './snapshot.ts'
import { shipView } from './test-views.ts'

const player = (values: Partial<PlayerView> = {}): PlayerView => ({
  ...new PlayerState().toJSON(),
  id: 'm',
  name: 'Mira',
  group: 0,
  connected: true,
  ...values,
})
const group = (values: Partial<GroupView> = {}): GroupView => ({ ...new GroupState().toJSON(), seats: [], ...values })
const session = (values: Partial<SessionView> = {}): SessionView => ({
  ...new SessionState().toJSON(),
  phase: 'running',
  groups: [group(), group()],
  players: [player()],
  vote: new VoteState().toJSON(),
  ...values,
})
const snapshot = (info: SessionView, alive = true): Snapshot => ({
  tick: 40,
  group: 0,
  session: info,
  ship: { ...shipView(), alive },
  contacts: [],
  clouds: [],
  objective: '',
  coach: '',
})

describe('rights of a player', () => {
  it('orders are for those who fly, while the session runs on and the ship lives', () => {
    assert.equal(whyNoOrders(snapshot(session()), player()), undefined)
    assert.equal(whyNoOrders(snapshot(session()), player({ isSpectator: true })), 'spectators-watch')
    assert.equal(whyNoOrders(snapshot(session({ pausedAt: 9 })), player()), 'paused')
    assert.equal(whyNoOrders(snapshot(session(), false), player()), 'ship-lost')
  })

  it('a ship that has not been seen yet does not count as lost', () => {
    assert.equal(whyNoOrders({ ...snapshot(session(), false), tick: 0 }, player()), undefined)
  })

  it('seats of other ships are shut while the session runs, and open in the lobby', () => {
    assert.equal(whyNoSeat(session(), player(), 1), 'wrong-ship')
    assert.equal(whyNoSeat(session({ phase: 'lobby' }), player(), 1), undefined)
  })

  it('a lock keeps newcomers out, not those aboard', () => {
    const locked = session({ groups: [group({ isLocked: true }), group()] })
    assert.equal(whyNoSeat(locked, player(), 0), undefined)
    assert.equal(whyNoSeat(locked, player({ group: -1 }), 0), 'seat-locked')
    assert.equal(whyNoSeat(locked, player({ group: 0, isSpectator: true }), 0), 'seat-locked')
  })

  it('a spectator finds no seat once the session is full', () => {
    const players = Array.from({ length: limits.players }, (_, index) => player({ id: String(index) }))
    const watcher = player({ id: 'w', isSpectator: true })
    assert.equal(whyNoSeat(session({ players: [...players, watcher] }), watcher, 0), 'session-full')
    assert.equal(whyNoSeat(session({ players: [...players.slice(1), watcher] }), watcher, 0), undefined)
  })

  it('watching is for those whom the session lets, and who do not fly in it', () => {
    assert.equal(mayWatch(session(), player({ group: -1 })), false)
    const open = { allowsSpectators: true }
    assert.equal(mayWatch(session(open), player({ group: -1 })), true)
    assert.equal(mayWatch(session(open), player()), false)
    assert.equal(mayWatch(session({ ...open, phase: 'lobby' }), player()), true)
  })

  it('a vote is for those concerned, without the one it is about and without spectators', () => {
    const vote = (values: object) => session({ vote: { ...new VoteState().toJSON(), ...values } })
    assert.equal(mayVote(vote({}), player()), false)
    const pause = vote({ kind: 'pause' })
    assert.equal(mayVote(pause, player({ group: 1 })), true)
    assert.equal(mayVote(pause, player({ isSpectator: true })), false)
    const remove = vote({ kind: 'remove', group: 0, target: 'j' })
    assert.equal(mayVote(remove, player()), true)
    assert.equal(mayVote(remove, player({ group: 1 })), false)
    assert.equal(mayVote(remove, player({ id: 'j' })), false)
  })

  it('a captain who is away leaves the decision to the Captain seat', () => {
    const mate = player({ id: 'j', name: 'Jonas' })
    const ship = group({ captain: 'm' })
    assert.equal(captainAbove(session({ players: [player(), mate] }), ship, 'j')?.name, 'Mira')
    assert.equal(captainAbove(session({ players: [player({ connected: false }), mate] }), ship, 'j'), undefined)
    assert.equal(captainAbove(session({ players: [player(), mate] }), ship, 'm'), undefined)
  })
})
