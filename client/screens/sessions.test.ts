import assert from 'node:assert/strict'
import { GroupState, PlayerState, SessionState } from '../../schema/session.state.ts'
import type { SeatView, SessionView } from '../network/snapshot.ts'
import { outcomeOf } from './outcome.ts'
import { crewOf, gameSeconds, hasFreeSeat, neededSeats, seatSquares, seatStanding, settingsOf } from './sessions.ts'

const seat = (values: Partial<SeatView>): SeatView => ({
  id: 'helm',
  holder: '',
  autopilot: true,
  onScreen: false,
  ...values,
})
const player = { ...new PlayerState().toJSON(), id: 'm', name: 'Mira', group: 0, connected: true }
const session = (players: SessionView['players'], seconds = 0): SessionView => ({
  ...new SessionState().toJSON(),
  players,
  seconds,
})

describe('what the wire says of sessions', () => {
  it('draws one square a seat, ship by ship', () => {
    assert.deepEqual(seatSquares('#. ..'), [
      [true, false],
      [false, false],
    ])
    assert.deepEqual(seatSquares(''), [])
  })

  it('reads settings, and broken ones as the mildest', () => {
    assert.deepEqual(settingsOf('{"scenario":"siege","difficulty":7,"ships":2}'), {
      scenario: 'siege',
      difficulty: 7,
      ships: 2,
      presets: true,
    })
    assert.deepEqual(settingsOf('{'), { scenario: '', difficulty: 1, ships: 1, presets: true })
  })

  it('shows a seat that nobody holds as the autopilot’s', () => {
    assert.equal(seatStanding(session([]), seat({})).kind, 'autopilot')
    assert.equal(seatStanding(session([]), seat({ holder: 'gone' })).kind, 'autopilot')
  })

  it('counts down the seconds for which a lost player’s seat is held', () => {
    const lost = { ...player, connected: false, heldUntil: 100 }
    const standing = seatStanding(session([lost], 59), seat({ holder: 'm' }))
    assert.ok(standing.kind === 'held')
    assert.equal(standing.seconds, 41)
  })

  it('tells a seat whose holder works another console from one on screen', () => {
    assert.equal(seatStanding(session([player]), seat({ holder: 'm' })).kind, 'elsewhere')
    assert.equal(seatStanding(session([player]), seat({ holder: 'm', onScreen: true })).kind, 'person')
  })

  it('does not count spectators of a ship among its crew', () => {
    const watcher = { ...player, id: 'w', isSpectator: true }
    assert.deepEqual(crewOf(session([player, watcher]), 0), [player])
  })

  it('stops the game’s clock while it is paused', () => {
    const running = { ...session([], 100), startedAt: 40 }
    assert.equal(gameSeconds(running), 60)
    assert.equal(gameSeconds({ ...running, pausedAt: 70 }), 30)
    assert.equal(gameSeconds(session([], 100)), 0)
  })

  it('offers the seats most in need in their order, without those the player cannot take', () => {
    const group = { ...new GroupState().toJSON(), seats: [seat({}), seat({ id: 'weapons' })] }
    const info = { ...session([player]), phase: 'running' as const, groups: [group, group] }
    const needy = { ...info, needs: ['1.helm', '0.weapons', '7.helm'] }
    assert.deepEqual(neededSeats(needy, { ...player, group: -1 }), [
      { group: 1, seat: 'helm' },
      { group: 0, seat: 'weapons' },
    ])
    assert.deepEqual(neededSeats(needy, player), [{ group: 0, seat: 'weapons' }])
    assert.equal(hasFreeSeat(needy, { ...player, group: -1 }), true)
    const locked = { ...info, groups: [{ ...group, isLocked: true }] }
    assert.equal(hasFreeSeat(locked, { ...player, group: -1 }), false)
  })

  it('has no outcome until there is one', () => {
    assert.equal(outcomeOf(''), undefined)
    assert.equal(outcomeOf('{'), undefined)
    assert.equal(outcomeOf('{"victory":true,"reason":"Won.","seconds":9,"groups":[]}')?.victory, true)
  })
})
