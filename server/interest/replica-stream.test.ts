/** Rules of replicas: whatever happens, a member's decoded state is the stream's own, and holds nothing of another stream. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import type { Writable } from 'node:stream'
import { Decoder, type Schema, schema, t } from '@colyseus/schema'
import fc from 'fast-check'
import type { Frame } from './frame.ts'
import { ReplicaStream } from './replica-stream.ts'

const Item = schema(
  { id: t.uint8().default(0), x: t.quantized({ min: -100, max: 100, bits: 16 }).default(0) },
  'TestItem',
)
const Part = schema({ secret: t.string().default(''), items: t.array(Item) }, 'TestPart')
const Root = schema({ tick: t.uint32().default(0), part: t.ref(Part).optional() }, 'TestRoot')
type Root = InstanceType<typeof Root>

/** How the other end reads them; its types leave it out. */
const Receiver = createRequire(import.meta.url)('ws').Receiver as new () => Writable

const streamCount = 3

/** A stock client: full states resync it, patches change it. */
class Reader {
  readonly decoder = new Decoder(new Root())
  readonly frames: Uint8Array[] = []
  raw(bytes: Uint8Array): void {
    this.frames.push(bytes)
    const isFull = bytes[0] === 14
    if (isFull && this.decoder.root.refs.size > 1) this.decoder.decodeResync(bytes, { offset: 1 })
    else this.decoder.decode(bytes, { offset: 1 })
  }
}

type Act =
  | { do: 'move'; reader: number; to: number }
  | { do: 'write'; stream: number; item: number; x: number }
  | { do: 'grow'; stream: number }
  | { do: 'flush'; stream: number }

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('move' as const), reader: fc.nat(3), to: fc.nat(streamCount - 1) }),
    fc.record({
      do: fc.constant('write' as const),
      stream: fc.nat(streamCount - 1),
      item: fc.nat(5),
      x: fc.integer({ min: -99, max: 99 }),
    }),
    fc.record({ do: fc.constant('grow' as const), stream: fc.nat(streamCount - 1) }),
    fc.record({ do: fc.constant('flush' as const), stream: fc.nat(streamCount - 1) }),
  ),
  { maxLength: 60 },
)

const build = (index: number) => (root: Root) => {
  root.part = new Part()
  root.part.secret = `secret of ${index}`
}
const json = (root: Schema) => JSON.stringify(root.toJSON())

function play(sequence: Act[]) {
  const streams = Array.from(
    { length: streamCount },
    (_, index) => new ReplicaStream<Root, Reader>(Root, index, build(index)),
  )
  const readers = Array.from({ length: 4 }, () => new Reader())
  const at = new Map<Reader, ReplicaStream<Root, Reader>>()
  for (const act of sequence) {
    if (act.do === 'move') {
      const reader = readers[act.reader]!
      const stream = streams[act.to]!
      if (at.get(reader) === stream) continue
      at.get(reader)?.members.delete(reader)
      reader.raw(stream.fullState())
      stream.members.add(reader)
      at.set(reader, stream)
    } else if (act.do === 'flush') streams[act.stream]!.flush()
    else {
      const { root } = streams[act.stream]!
      const items = root.part!.items
      root.tick++
      if (act.do === 'grow') {
        const item = new Item()
        item.id = items.length + 1
        items.push(item)
      } else if (act.item < items.length) items[act.item]!.x = act.x
    }
  }
  for (const stream of streams) stream.flush()
  return at
}

describe('replica streams', () => {
  it('keep every member equal to the stream it is on, whatever it was on before', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        for (const [reader, stream] of play(sequence)) {
          assert.equal(json(reader.decoder.state as Schema), json(stream.root))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('send all members of a stream the same bytes, and readers of others none of them', () => {
    const streams = [0, 1].map((index) => new ReplicaStream<Root, Reader>(Root, index, build(index)))
    const [a, b, other] = [new Reader(), new Reader(), new Reader()]
    for (const reader of [a, b]) {
      reader.raw(streams[0]!.fullState())
      streams[0]!.members.add(reader)
    }
    other.raw(streams[1]!.fullState())
    streams[1]!.members.add(other)
    for (let tick = 1; tick <= 5; tick++) {
      streams[0]!.root.part!.secret = `changed ${tick}`
      streams[0]!.flush()
    }
    assert.deepEqual(a.frames.slice(1), b.frames.slice(1))
    assert.equal(a.frames.length, 6)
    assert.equal(other.frames.length, 1)
    assert.ok(!other.frames.some((frame) => Buffer.from(frame).includes('changed')))
  })

  it('send frames that later ones do not overwrite: a slow socket still holds them', () => {
    const stream = new ReplicaStream<Root, Reader>(Root, 0, build(0))
    const reader = new Reader()
    reader.raw(stream.fullState())
    stream.members.add(reader)
    stream.root.tick = 1
    stream.flush()
    const kept = Buffer.from(reader.frames[1]!).toString('hex')
    stream.root.tick = 2
    stream.flush()
    assert.equal(Buffer.from(reader.frames[1]!).toString('hex'), kept)
  })

  it('head their frames as WebSockets do, at every length that a header tells apart', async () => {
    let sent: Frame[] = []
    const write = (_: Reader, frame: Frame) => void sent.push(frame)
    const stream = new ReplicaStream<Root, Reader>(Root, 0, build(0), write)
    stream.members.add(new Reader())
    for (const length of [1, 100, 119, 120, 121, 122, 123, 124, 125, 126, 127, 5000, 20_000]) {
      stream.root.part!.secret = 'x'.repeat(length)
      stream.flush()
    }
    const payloads: Buffer[] = []
    const receiver = new Receiver()
    receiver.on('message', (data: Buffer) => payloads.push(data))
    for (const { whole } of sent) receiver.write(whole!)
    receiver.end()
    await once(receiver, 'finish')
    assert.deepEqual(
      payloads,
      sent.map(({ payload }) => payload),
    )
    assert.ok(sent.some(({ payload }) => payload.length === 125) && sent.some(({ payload }) => payload.length === 126))
    sent = []
    stream.root.part!.secret = 'x'.repeat(66_000)
    stream.flush()
    assert.equal(sent[0]!.whole, undefined)
    assert.ok(sent[0]!.payload.length > 66_000)
  })
})
