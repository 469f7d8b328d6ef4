import assert from 'node:assert/strict'
import { createMessageLog, filterMessages, type MessageFilter, prettyJson } from './message-log.ts'

describe('the log of messages', () => {
  const all: MessageFilter = { way: 'both', kind: 'all', search: '' }
  function stage() {
    const log = createMessageLog(() => 5)
    log.start()
    return {
      log,
      types: (some: Partial<MessageFilter> = {}) =>
        filterMessages(log.messages, { ...all, ...some }).map(({ type }) => type),
    }
  }

  it('keeps nothing until somebody looks', () => {
    const log = createMessageLog(() => 0)
    log.received('reply', { sequence: 1 }, 10)
    log.sent('helm.impulse', { sequence: 1, arguments: {} }, 10)
    log.frame('in', 'patch', 10)
    assert.deepEqual(log.messages, [])
    log.start()
    log.frame('in', 'patch', 10)
    assert.equal(log.messages.length, 1)
  })

  it('marks an order that was refused, and the reply that says so', () => {
    const { log, types } = stage()
    log.sent('helm.impulse', { sequence: 1, arguments: { value: 1 } }, 40)
    log.sent('weapons.fire', { sequence: 2, arguments: { tube: 1 } }, 40)
    log.received('reply', { sequence: 1 }, 20)
    log.received('reply', { sequence: 2, error: { code: 'no-target', detail: 'Pick one.' } }, 30)
    assert.deepEqual(types({ kind: 'problems' }), ['reply', 'weapons.fire'])
    assert.deepEqual(types({ kind: 'problems', search: 'no-TARGET' }), ['reply', 'weapons.fire'])
    assert.deepEqual(types(), ['reply', 'reply', 'weapons.fire', 'helm.impulse'])
  })

  it('marks what has not the shape it should have', () => {
    const { log, types } = stage()
    log.received('event', { type: 'wave', tick: 1, data: { number: 1, of: 3 } }, 40)
    log.received('event', { type: 'wave', tick: -1, data: {} }, 40)
    log.received('reply', null, 40)
    log.received('shout', {}, 40)
    assert.deepEqual(types({ kind: 'problems' }), ['shout', 'reply', 'event'])
  })

  it('finds by direction, kind and words', () => {
    const { log, types } = stage()
    log.sent('seat.take', { sequence: 1, arguments: { group: 0, seat: 'helm' } }, 40)
    log.received('reply', { sequence: 1 }, 20)
    log.received('event', { type: 'wave', tick: 1, data: { number: 1, of: 3 } }, 40)
    log.frame('in', 'patch', 30)
    log.frame('out', 'pong', 7)
    assert.deepEqual(types({ way: 'out' }), ['beat', 'seat.take'])
    assert.deepEqual(types({ kind: 'order' }), ['seat.take'])
    assert.deepEqual(types({ kind: 'event' }), ['event'])
    assert.deepEqual(types({ kind: 'state' }), ['state patch'])
    assert.deepEqual(types({ search: ' HELM ' }), ['seat.take'])
    assert.deepEqual(types({ search: 'wave', way: 'out' }), [])
  })

  it('keeps the newest 500, and patches push no message out', () => {
    const { log, types } = stage()
    log.received('reply', { sequence: 1 }, 20)
    for (let index = 0; index < 2000; index++) log.frame('in', index % 2 ? 'patch' : 'pong', 30)
    assert.equal(types().length, 201)
    assert.deepEqual(types({ kind: 'reply' }), ['reply'])
    for (let sequence = 0; sequence < 1000; sequence++) log.received('reply', { sequence }, 20)
    assert.equal(log.messages.length, 500)
    assert.deepEqual(log.messages.at(-1)?.payload, { sequence: 999 })
  })

  it('shows no token', () => {
    const { log } = stage()
    log.sent('session.renew', 'a-secret-token', 300)
    assert.ok(!prettyJson(log.messages).includes('a-secret-token'))
    assert.equal(log.messages[0]?.type, 'session.renew')
  })
})
