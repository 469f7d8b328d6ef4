/** How frames leave: those of one piece of work together, each with the header that a page's WebSocket expects. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { Writable } from 'node:stream'
import { type Client, ClientState, getMessageBytes, Protocol } from '@colyseus/core'
import { eventsMessage } from '../../schema/events/wire.ts'
import { framed, headerRoom } from '../interest/frame.ts'
import { closeAfterFrames, corked, sendEvents, writeFrame } from './cork.ts'

/** Of the very `ws` that Colyseus has. */
const Receiver = createRequire(import.meta.url)('ws').Receiver as new () => Writable

function reader(state: ClientState = ClientState.JOINED) {
  const writes: Buffer[] = []
  const socket = new Writable({
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk)
      done()
    },
    writev(chunks, done) {
      writes.push(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)))
      done()
    },
  })
  const sent: unknown[][] = []
  const left: number[] = []
  const client = {
    state,
    ref: { _socket: socket, readyState: 1 },
    send: (...message: unknown[]) => sent.push(message),
    raw: (payload: Buffer) => socket.write(frameOf(payload).whole),
    leave: (code: number) => {
      left.push(code)
      socket.end()
    },
  } as unknown as Client
  return { writes, socket, sent, left, client }
}

/** What a WebSocket reads of these writes. */
async function heard(writes: Buffer[]): Promise<Buffer[]> {
  const messages: Buffer[] = []
  const receiver = new Receiver()
  receiver.on('message', (data: Buffer) => messages.push(data))
  receiver.end(Buffer.concat(writes))
  await once(receiver, 'finish')
  return messages
}

const frameOf = (payload: Buffer) => framed(Buffer.concat([Buffer.alloc(headerRoom), payload]))

describe('frames on their way out', () => {
  it('of one piece of work leave a socket in one write, and are read one by one', async () => {
    const { client, writes } = reader()
    const payloads = [Buffer.of(15, 1), Buffer.alloc(300, 2), Buffer.alloc(125, 3)]
    corked(() => {
      for (const payload of payloads) writeFrame(client, frameOf(payload))
      assert.equal(writes.length, 0)
    })
    assert.equal(writes.length, 1)
    assert.deepEqual(await heard(writes), payloads)
  })

  it('leave at once outside of any work', () => {
    const { client, writes } = reader()
    writeFrame(client, frameOf(Buffer.of(1)))
    assert.equal(writes.length, 1)
  })

  it('are joined once for all who get the same, and apart for who gets another', async () => {
    const crew = [reader(), reader(), reader()]
    const [shared, own] = [frameOf(Buffer.of(15, 1)), frameOf(Buffer.of(13, 9))]
    const last = frameOf(Buffer.of(15, 2))
    corked(() => {
      for (const { client } of crew) writeFrame(client, shared)
      writeFrame(crew[2]!.client, own)
      for (const { client } of crew) writeFrame(client, last)
    })
    assert.equal(crew[0]!.writes[0], crew[1]!.writes[0])
    assert.deepEqual(
      await Promise.all(crew.map(({ writes }) => heard(writes))),
      [
        [shared, last],
        [shared, last],
        [shared, own, last],
      ].map((frames) => frames.map(({ payload }) => payload)),
    )
  })

  it('keep their order with what does not wait: a whole state, and the end', async () => {
    const { client, writes, left } = reader()
    const [early, whole, late] = [Buffer.of(15, 1), Buffer.of(14, 2), Buffer.of(15, 3)]
    corked(() => {
      writeFrame(client, frameOf(early))
      writeFrame(client, { payload: whole, whole: undefined })
      writeFrame(client, frameOf(late))
      closeAfterFrames(client, 4000)
      assert.deepEqual(left, [4000])
    })
    assert.deepEqual(await heard(writes), [early, whole, late])
  })

  it('leave although the work fails, and hold back nothing after it', () => {
    const { client, writes } = reader()
    const work = () => {
      writeFrame(client, frameOf(Buffer.of(1)))
      throw new Error('broken')
    }
    assert.throws(() => corked(work), /broken/)
    assert.equal(writes.length, 1)
    writeFrame(client, frameOf(Buffer.of(2)))
    assert.equal(writes.length, 2)
  })

  it('bring events as Colyseus would, to all who hear of the same', async () => {
    const events: [number, ...[number, number][]] = [7, [16, 1]]
    const crew = [reader(), reader()]
    corked(() => {
      for (const { client } of crew) sendEvents(client, events)
    })
    for (const { writes } of crew)
      assert.deepEqual(await heard(writes), [getMessageBytes.raw(Protocol.ROOM_DATA, eventsMessage, events)])
  })

  it('tell each connection its own events', async () => {
    const [one, other] = [reader(), reader()]
    sendEvents(one.client, [7, [16, 1]])
    sendEvents(other.client, [8, [17, 1]])
    assert.notDeepEqual(await heard(one.writes), await heard(other.writes))
  })

  it('are left to Colyseus while a page has not said that it is there', () => {
    const { client, writes, sent } = reader(ClientState.JOINING)
    sendEvents(client, [7, [16, 1]])
    assert.equal(writes.length, 0)
    assert.deepEqual(sent, [[eventsMessage, [7, [16, 1]]]])
  })
})
