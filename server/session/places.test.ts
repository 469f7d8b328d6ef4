import { deepEqual, equal, ok } from 'node:assert/strict'
import { drop, leave } from './life.ts'
import { openPlaceTeller, placesOf } from './places.ts'
import { leaveSeat, takeSeat, watch } from './seats.ts'
import { enter, openSession, running } from './test-session.ts'

describe('places', () => {
  it('name the ship, what is held there, and what nobody holds', () => {
    const { session } = running('ann', 'bo', 'cy')
    const places = placesOf(session)
    deepEqual([...places.keys()], ['ann', 'bo', 'cy'])
    deepEqual(places.get('cy'), {
      ...{ session: 's', name: 'Yard', phase: 'running', hasPassword: false },
      ...{ group: 1, ship: 'Elm', seats: ['front'], free: ['back'], isSpectator: false, isConnected: true },
    })
    deepEqual(places.get('ann')?.free, [])
  })

  it('keep whoever is held, and say that their line is cut', () => {
    const { session } = running('ann', 'bo')
    drop(session, 'bo', 0)
    equal(placesOf(session).get('bo')?.isConnected, false)
    deepEqual(placesOf(session).get('bo')?.seats, ['back'])
    leave(session, 'bo', 0)
    equal(placesOf(session).has('bo'), false)
    deepEqual(placesOf(session).get('ann')?.free, ['back'])
  })

  it('offer no seat of a locked ship, nor to those who watch', () => {
    const { session } = running('ann')
    session.groups[0]!.isLocked = true
    deepEqual(placesOf(session).get('ann')?.free, [])
    const eve = enter(session, 'eve')
    watch(session, eve, 1)
    const place = placesOf(session).get('eve')
    deepEqual([place?.isSpectator, place?.ship, place?.free], [true, 'Elm', []])
  })

  it('are without a ship for whoever has not sat down', () => {
    const session = openSession({ passwordHash: 'hash' })
    const ann = enter(session, 'ann')
    takeSeat(session, ann, 0, 'front')
    leaveSeat(session, ann, undefined)
    const place = placesOf(session).get('ann')
    deepEqual([place?.group, place?.ship, place?.seats, place?.free], [-1, '', [], []])
    ok(place?.hasPassword)
  })

  it('end with the session', () => {
    const { session } = running('ann')
    session.phase = 'closed'
    equal(placesOf(session).size, 0)
  })

  it('are told when they change, each once, and taken back when somebody goes', () => {
    const { session } = running('ann', 'bo')
    const calls: string[] = []
    const teller = openPlaceTeller('s', {
      place: (player, { seats, isConnected }) => calls.push(`${player} ${seats} ${isConnected}`),
      leave: (player, left) => calls.push(`${player} left ${left}`),
    })
    const told = () => {
      teller.tell(placesOf(session))
      return calls.splice(0)
    }
    deepEqual(told(), ['ann front true', 'bo back true'])
    deepEqual(told(), [])
    drop(session, 'bo', 0)
    deepEqual(told(), ['bo back false'])
    leave(session, 'bo', 0)
    deepEqual(told(), ['bo left s', 'ann front true'], 'the seat is free for whoever looks at Ann')
    session.phase = 'closed'
    deepEqual(told(), ['ann left s'])
  })
})
