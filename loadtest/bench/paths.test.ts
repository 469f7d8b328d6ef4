/** Rules of track errors: a track is compared with where its body was at the tick that the crew had received. */
import assert from 'node:assert/strict'
import { ContactReplica } from '../../schema/contact.replica.ts'
import { createWorld } from '../../simulation/create.ts'
import { spawnAiShip } from '../../simulation/spawn.ts'
import type { Bot } from '../bot/crew.ts'
import { PathRecorder, TrackWatch } from './paths.ts'

/** A bot of a session of 20 ticks a second that holds one contact, and a way to let it receive a tick. */
function botWith(contact: ContactReplica) {
  const hearers = new Set<() => void>()
  const onStateChange = Object.assign((hear: () => void) => hearers.add(hear), {
    remove: (hear: () => void) => hearers.delete(hear),
  })
  const state = { tick: 0, game: { contacts: { toArray: () => [contact, new ContactReplica()] } } }
  const receive = (tick: number) => {
    state.tick = tick
    for (const hear of hearers) hear()
  }
  return { bot: { person: { state, tickHz: 20, room: { onStateChange } } } as unknown as Bot, receive, hearers }
}

function fly(offBy: number, { id = 0 } = {}) {
  const world = createWorld({ scenario: 'siege', difficulty: 1, ships: 1, seed: 1 })
  const ship = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 1000, z: 2000 }, [])
  const contact = new ContactReplica()
  Object.assign(contact, { id: id || ship.id, tier: 'mid', at: 0, x: 1000 + offBy, z: 2000, heading: 0, speed: 60 })
  // Places travel on a grid.
  Object.assign(ship, { x: contact.x - offBy, z: contact.z })
  const { bot, receive, hearers } = botWith(contact)
  const recorder = new PathRecorder()
  recorder.begin()
  const watch = new TrackWatch([bot])
  for (let tick = 1; tick <= 40; tick++) {
    world.tick = tick
    ship.z += 60 / 20
    recorder.record(world)
    if (tick % 4 === 0) receive(tick)
  }
  watch.end()
  assert.equal(hearers.size, 0)
  return watch.errors(recorder.read())
}

describe('track errors', () => {
  it('are the distances to the true paths at the received ticks, by tier', () => {
    const none = { count: 0, p50: 0, p99: 0, max: 0 }
    assert.deepEqual(fly(0), { near: none, mid: { ...none, count: 10 }, far: none, always: none })
    assert.deepEqual(fly(7).mid, { count: 10, p50: 7, p99: 7, max: 7 })
  })

  it('leave out what has no path', () => {
    assert.equal(fly(0, { id: 9999 }).mid.count, 0)
  })
})
