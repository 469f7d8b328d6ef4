/** Friends' news while the list of friends is read, cannot be read, or changes under the reading. */
import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import pino from 'pino'
import type { Person } from '../../schema/people.ts'
import { localBus } from '../cluster/bus.ts'
import { openAttendance } from '../people/attendance.ts'
import { localPresence } from './local-presence.ts'
import { startPeopleNews } from './people-news.ts'
import type { Contact } from './relations.ts'
import { testClock } from './test-presence.ts'

const contact = (id: string): Contact => ({ id, name: id, relation: 'friend' })

describe('news of friends', () => {
  let reads: { players: string[]; answer(friends: string[]): Promise<void>; fail(): Promise<void> }[]
  let told: string[]
  let clock: ReturnType<typeof testClock>
  let presence: ReturnType<typeof localPresence>
  let bus: ReturnType<typeof localBus>
  let leave: () => void
  let stop: () => void
  beforeEach(() => {
    reads = []
    told = []
    clock = testClock()
    presence = localPresence({ clock })
    bus = localBus()
    const attendance = openAttendance(bus)
    const friendsOf = (players: string[]) =>
      new Promise<Map<string, Contact[]>>((resolve, reject) => {
        const answer = (friends: string[]) => {
          resolve(new Map(players.map((player) => [player, friends.map(contact)])))
          return setImmediate()
        }
        const fail = () => {
          reject(new Error('away'))
          return setImmediate()
        }
        reads.push({ players, answer, fail })
      })
    stop = startPeopleNews({ attendance, presence, bus, clock, friendsOf, log: pino({ level: 'silent' }) })
    leave = attendance.attend({
      player: 'ann',
      sendBytes() {},
      send: (_name, people) => told.push(...(people as Person[]).map(({ id, presence }) => `${id} ${presence.status}`)),
    })
  })
  const comes = (player: string) => {
    presence.attend(player)
    clock.turn(150)
  }

  it('that come during the reading are told after it', async () => {
    comes('bo')
    comes('cy')
    assert.deepEqual(told, [])
    await reads[0]!.answer(['bo'])
    assert.deepEqual(told, ['bo lobby'])
    comes('di')
    assert.deepEqual(told, ['bo lobby'], 'and of strangers never')
  })

  it('are not taken from a list that has changed while it was read', async () => {
    bus.publish('relations', { players: ['ann', 'bo'] })
    comes('bo')
    await reads[0]!.answer(['bo'])
    assert.deepEqual([told, reads[1]?.players], [[], ['ann']])
    await reads[1]!.answer([])
    assert.deepEqual(told, [])
  })

  it('stop at once with a friendship, before the list is read again', async () => {
    await reads[0]!.answer(['bo'])
    bus.publish('relations', { players: ['ann', 'bo'] })
    comes('bo')
    assert.deepEqual(told, [])
  })

  it('come when the database is back', async () => {
    await reads[0]!.fail()
    comes('bo')
    clock.turn(5000)
    await reads[1]!.answer(['bo'])
    assert.deepEqual(told, ['bo lobby'])
  })

  it('are read again after a gap, and of nobody who has left', async () => {
    await reads[0]!.answer(['bo'])
    bus.broken()
    await reads[1]!.answer(['cy'])
    comes('cy')
    assert.deepEqual(told, ['cy lobby'])
    leave()
    comes('bo')
    bus.publish('relations', { players: ['ann'] })
    assert.deepEqual([told.length, reads.length], [1, 2])
  })

  it('end', async () => {
    await reads[0]!.answer(['bo'])
    stop()
    comes('bo')
    assert.deepEqual(told, [])
  })
})
