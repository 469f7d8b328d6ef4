/** What a session tells its players, and that an event which goes wrong stops nothing. */
import assert from 'node:assert/strict'
import pino from 'pino'
import { tugEvents } from '../../test/second-game/tug.events.ts'
import { tug } from '../../test/second-game/tug.game.ts'
import type { QueuedEvent } from '../events/queue.ts'
import type { GameEvent } from './game-definition.ts'
import { type HostServices, SessionHost } from './host.ts'
import { patience } from './session.ts'
import { testOptions } from './test-session.ts'

/** A running game of two, in whose every step `events` happen. */
async function stage(events: GameEvent[], broken: string[] = []) {
  const lines: string[] = []
  const told: [player: string, event: QueuedEvent][] = []
  const services: HostServices = {
    definition: {
      ...tug,
      step: (world: never, orders) => ({ ...tug.step(world, orders, 1 / 20), events }),
    } as HostServices['definition'],
    log: pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }),
    now: () => 0,
    patience,
    version: 'test',
    records: { part() {}, finished() {} },
  }
  const host = new SessionHost({ ...testOptions, settings: { length: 20 } }, services, {
    send() {},
    tell(player, event) {
      if (broken.includes(player)) throw new Error('a broken socket')
      told.push([player, event])
    },
    end() {},
    sessionChanged() {},
    groupActed() {},
  })
  for (const id of ['ann', 'bo']) host.connect({ id, name: id })
  host.receive('ann', 'seat.take', { sequence: 1, arguments: { group: 0, seat: 'front' } })
  host.receive('bo', 'seat.take', { sequence: 1, arguments: { group: 1, seat: 'front' } })
  host.receive('bo', 'session.ready', { sequence: 2, arguments: { ready: true } })
  host.receive('ann', 'session.start', { sequence: 2, arguments: {} })
  assert.equal(host.session.phase, 'running')
  told.length = 0
  lines.length = 0
  return { host, told, lines, packed: () => told.map(([player, { packed }]) => [player, packed]) }
}

const [pulled, rested] = tugEvents

describe('a session', () => {
  it('tells each event to whom it concerns, and answers with the tick', async () => {
    const { host, packed } = await stage([
      { type: 'pulled', data: { group: 0, strength: 3 } },
      { type: 'rested', groups: [1], data: { breath: 9 } },
    ])
    host.receive('ann', 'front.pull', { sequence: 3, arguments: { strength: 3 } })
    assert.deepEqual(packed(), [])
    host.step()
    assert.deepEqual(packed(), [
      ['ann', [1, 1, 3]],
      ['ann', [pulled.code, 1, 0, 3]],
      ['bo', [pulled.code, 1, 0, 3]],
      ['bo', [rested.code, 1, 9]],
    ])
  })

  it('logs an event that has no definition or another shape, tells it to nobody, and goes on', async () => {
    const { host, packed, lines } = await stage([
      { type: 'from-tomorrow', data: {} },
      { type: 'rested', data: { breath: 'much' } },
      { type: 'rested', groups: [1], data: { breath: 9 } },
    ])
    host.step()
    host.step()
    assert.deepEqual(packed(), [
      ['bo', [rested.code, 1, 9]],
      ['bo', [rested.code, 1, 9]],
    ])
    assert.equal(lines.length, 4)
    assert.match(lines[0]!, /from-tomorrow/)
    assert.equal(host.tick, 2)
  })

  it('goes on when telling fails for one of them', async () => {
    const { host, packed, lines } = await stage([{ type: 'rested', data: { breath: 9 } }], ['ann'])
    host.step()
    assert.deepEqual(packed(), [['bo', [rested.code, 1, 9]]])
    assert.equal(lines.length, 1)
  })

  it('keeps news for who is away, packed as it was', async () => {
    const { host } = await stage([{ type: 'pulled', data: { group: 0, strength: 3 } }])
    host.disconnect('bo', false)
    host.step()
    assert.deepEqual(host.checkpoint().absences.get('bo')?.events, [[1, [pulled.code, 1, 0, 3]]])
  })
})
