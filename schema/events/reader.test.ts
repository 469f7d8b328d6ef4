/** What a page hears of a room's messages. */
import assert from 'node:assert/strict'
import { deflateRawSync } from 'node:zlib'
import { gameEvents } from './index.ts'
import { platformEvents } from './platform.ts'
import { openMessageReader } from './reader.ts'
import { EventShapeError, eventsMessage, indexEvents, UnknownEventError } from './wire.ts'

const index = indexEvents([...platformEvents, ...gameEvents])
const packed = (name: string, data: object) => index.pack(name, data).packed
const wave = packed('wave', { number: 1, of: 2 })
const waveAt = (tick: number) => ({ type: 'wave', tick, data: { number: 1, of: 2 } })

function stage(deliver?: (type: string, payload: unknown) => void) {
  const heard: [string, unknown][] = []
  const problems: unknown[] = []
  const hear = (type: string, payload: unknown) => {
    heard.push([type, payload])
    deliver?.(type, payload)
  }
  return { heard, problems, read: openMessageReader(gameEvents, hear, (error) => problems.push(error)) }
}

describe('a reader of messages', () => {
  it('hands out a frame’s events one by one, in their order', () => {
    const { heard, problems, read } = stage()
    const reason = packed('terminated', { reason: 'closed' })
    const refused = packed('reply', { sequence: 7, code: 'refused', detail: 'Undock first.' })
    read(eventsMessage, [
      9,
      reason,
      packed('reply', { sequence: 6 }),
      refused,
      packed('refused', { code: 'bad-shape' }),
      wave,
    ])
    assert.deepEqual(heard, [
      ['session:terminated', { reason: 'closed' }],
      ['reply', { sequence: 6 }],
      ['reply', { sequence: 7, error: { code: 'refused', detail: 'Undock first.' } }],
      ['error', { code: 'bad-shape' }],
      ['event', waveAt(9)],
    ])
    assert.deepEqual(problems, [])
  })

  it('hands on other messages as they are, and what was missed with the tick of each event', () => {
    const { heard, read } = stage()
    read('welcome', { tickHz: 20 })
    read('away', [12, [5, wave], [7, wave]])
    assert.deepEqual(heard, [
      ['welcome', { tickHz: 20 }],
      ['away', { seconds: 12, events: [waveAt(5), waveAt(7)] }],
    ])
  })

  it('shows nothing of an event it does not know, says so, counts it, and goes on', () => {
    const { heard, problems, read } = stage()
    read(eventsMessage, [9, [99, 1], [wave[0], 2, 1, 2], [wave[0], 1, 'one', 2], wave])
    for (const frame of [undefined, 7, ['x'], {}]) read(eventsMessage, frame)
    assert.deepEqual(heard, [['event', waveAt(9)]])
    assert.equal(read.strange, 7)
    const [type, version, shape] = problems
    assert.ok(type instanceof UnknownEventError && type.type === 99)
    assert.ok(version instanceof UnknownEventError && version.version === 2)
    assert.ok(shape instanceof EventShapeError)
  })

  it('goes on when a listener throws', () => {
    const { heard, problems, read } = stage((_, payload) => {
      if ((payload as { tick: number }).tick === 1) throw new Error('a broken listener')
    })
    read(eventsMessage, [1, wave, wave])
    read(eventsMessage, [2, wave])
    assert.equal(heard.length, 3)
    assert.deepEqual(problems.map(String), ['Error: a broken listener', 'Error: a broken listener'])
  })

  it('keeps the order of messages around a deflated frame, and survives one that is broken', async () => {
    const all = Promise.withResolvers<void>()
    const { heard, problems, read } = stage((type) => type === 'last' && all.resolve())
    const settled = () => new Promise((resolve) => setImmediate(resolve))
    const small = deflateRawSync(JSON.stringify([2, ...Array.from({ length: 100 }, () => wave)]))
    read(eventsMessage, [1, wave])
    read(eventsMessage, small)
    read(eventsMessage, [3, wave])
    read(eventsMessage, Uint8Array.of(1, 2, 3))
    read('last', undefined)
    await all.promise
    const ticks = heard.slice(0, -1).map(([, payload]) => (payload as { tick: number }).tick)
    assert.deepEqual(ticks, [1, ...Array.from({ length: 100 }, () => 2), 3])
    assert.equal(problems.length, 1)
    assert.equal(read.strange, 1)
    await settled()
    read(eventsMessage, [4, wave])
    assert.equal(heard.length, 104, 'and then nothing waits any more')
  })
})
