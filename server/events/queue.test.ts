/** What waits on one connection: in which order it leaves, what is given up, and that a new event needs no more than itself. */
import assert from 'node:assert/strict'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { z } from 'zod'
import { type EventDefinition, event, type Priority } from '../../schema/events/event.ts'
import { gameEvents } from '../../schema/events/index.ts'
import { openMessageReader } from '../../schema/events/reader.ts'
import { type EventFrame, eventsMessage, indexEvents } from '../../schema/events/wire.ts'
import { droppedEvents, EventQueue, type QueuedEvent, queued } from './queue.ts'

const definition = (priority: Priority): EventDefinition => ({ ...gameEvents[0], priority })
/** `id` tells them apart. */
const at = (priority: Priority, id: number, tick = 1): QueuedEvent => queued(tick, definition(priority), [16, 1, id])
const priorities = [1, 2, 3, 4, 5] as const
const anyLess = fc.constantFrom(...priorities.slice(1))

function stage() {
  const sent: (EventFrame | Uint8Array)[] = []
  const network = { isClogged: false }
  const queue = new EventQueue(
    (frame) => sent.push(frame),
    () => network.isClogged,
  )
  const plain = (frame: EventFrame | Uint8Array): EventFrame =>
    frame instanceof Uint8Array ? JSON.parse(inflateRawSync(frame).toString()) : frame
  const ids = () =>
    sent.flatMap((frame) =>
      plain(frame)
        .slice(1)
        .map((packed) => (packed as number[])[2]!),
    )
  return { sent, network, queue, ids }
}

describe('the queue of a connection', () => {
  it('sends one frame a flush: the most urgent first, then in their order; nothing when nothing waits', () => {
    fc.assert(
      fc.property(fc.array(anyLess, { minLength: 1, maxLength: 60 }), (given) => {
        const { sent, queue, ids } = stage()
        for (const [id, priority] of given.entries()) queue.push(at(priority, id, id))
        assert.equal(sent.length, 0)
        queue.flush()
        queue.flush()
        assert.equal(sent.length, 1)
        assert.equal((sent[0] as EventFrame)[0], given.length - 1)
        const expected = [...given.entries()].sort(([a, one], [b, other]) => one - other || a - b).map(([id]) => id)
        assert.deepEqual(ids(), expected)
      }),
    )
  })

  it('packs once what two connections in a row hear the same, and again what differs', () => {
    const [one, other] = [stage(), stage()]
    const [first, second] = [at(3, 1), at(4, 2)]
    for (const { queue } of [one, other]) for (const event of [first, second]) queue.push(event)
    other.queue.push(at(3, 3))
    const third = stage()
    for (const event of [first, second]) third.queue.push(event)
    for (const { queue } of [one, third, other]) queue.flush()
    assert.equal(one.sent[0], third.sent[0])
    assert.deepEqual(
      [one.ids(), other.ids()],
      [
        [1, 2],
        [1, 3, 2],
      ],
    )
  })

  it('sends at once what is most urgent, and what waits with it', () => {
    const { sent, queue, ids } = stage()
    queue.push(at(3, 1))
    queue.push(at(1, 2))
    assert.equal(sent.length, 1)
    assert.deepEqual(ids(), [2, 1])
  })

  it('holds back on a clogged line all but what is most urgent, gives up the lowest first, and never 1 or 2', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...priorities), { maxLength: 900 }), (given) => {
        const { network, queue, ids } = stage()
        const droppedBefore = droppedEvents()
        network.isClogged = true
        for (const [id, priority] of given.entries()) queue.push(at(priority, id))
        queue.flush()
        const urgent = [...given.keys()].filter((id) => given[id] === 1)
        assert.deepEqual(ids(), urgent)
        network.isClogged = false
        queue.flush()
        const arrived = new Set(ids())
        assert.equal(arrived.size + droppedEvents() - droppedBefore, given.length)
        const lost = [...given.keys()].filter((id) => !arrived.has(id))
        for (const id of lost) assert.ok(given[id]! > 2)
        const held = [...arrived].filter((id) => given[id]! > 1)
        assert.ok(held.length <= 256 || held.every((id) => given[id] === 2), 'the cap holds for what can be given up')
        if (lost.length > 0) assert.ok(held.length >= 256, 'nothing is given up that fits')
      }),
      { numRuns: 30 },
    )
  })

  it('gives up the oldest of the lowest priority, and nothing while all fits', () => {
    const { queue, ids } = stage()
    for (let id = 0; id < 256; id++) queue.push(at(id < 100 ? 5 : 3, id))
    queue.push(at(4, 256))
    queue.push(at(2, 257))
    queue.flush()
    assert.deepEqual(
      Array.from({ length: 258 }, (_, id) => id).filter((id) => !ids().includes(id)),
      [0, 1],
    )
  })

  it('deflates a frame above 1 KiB when that makes it smaller; it reads the same', async () => {
    const { sent, queue } = stage()
    const index = indexEvents(gameEvents)
    const data = { shooter: 1200, target: 1300, x: 45_000, z: -45_000, toX: 1500, toZ: -900 }
    const { definition: beam, packed } = index.pack('beam', data)
    for (let count = 0; count < 100; count++) queue.push(queued(7, beam, packed))
    queue.flush()
    assert.ok(sent[0] instanceof Uint8Array && sent[0].length < 1024)
    const heard: unknown[] = []
    const all = Promise.withResolvers<void>()
    const read = openMessageReader(
      gameEvents,
      (_, payload) => {
        heard.push(payload)
        if (heard.length === 100) all.resolve()
      },
      all.reject,
    )
    read(eventsMessage, sent[0])
    await all.promise
    assert.deepEqual(heard[99], { type: 'beam', tick: 7, data })
    queue.push(queued(8, beam, packed))
    queue.flush()
    assert.deepEqual(sent[1], [8, packed])
  })
})

describe('a new event', () => {
  it('is one definition and its line in the catalogue: it is queued, sent and heard', () => {
    const saluted = event({
      name: 'saluted',
      code: 127,
      version: 1,
      priority: 4,
      category: 'game',
      shape: z.strictObject({ by: z.string().max(24), guns: z.int().min(1).max(21) }),
      says: 'Another ship salutes.',
    })
    const catalogue = [...gameEvents, saluted]
    const heard: unknown[] = []
    const read = openMessageReader(catalogue, (_, payload) => heard.push(payload), console.error)
    const queue = new EventQueue((frame) => read(eventsMessage, frame))
    const { definition: found, packed } = indexEvents(catalogue).pack('saluted', { by: 'Kestrel', guns: 21 })
    queue.push(queued(3, found, packed))
    queue.flush()
    assert.deepEqual(heard, [{ type: 'saluted', tick: 3, data: { by: 'Kestrel', guns: 21 } }])
  })
})
