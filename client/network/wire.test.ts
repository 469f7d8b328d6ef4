import assert from 'node:assert/strict'
import { Protocol, type Room } from 'colyseus.js'
import { clear, type Way } from './conditions.ts'
import { createMessageLog } from './message-log.ts'
import { createMeter } from './meter.ts'
import { openWire } from './wire.ts'

/** A room of the SDK with a socket and a clock that are played by hand. */
function stage() {
  const world = { now: 0, cutUntil: 0, ways: { in: clear, out: clear } as Record<'in' | 'out', Way> }
  let timers: { at: number; action: () => void }[] = []
  const sent: number[][] = []
  const heard: number[][] = []
  const memory = new Uint8Array(16)
  let isClosed = false
  const events: Room['connection']['events'] = {
    onmessage: (event) => heard.push([...new Uint8Array(event.data)]),
    onclose: () => {
      isClosed = true
    },
  }
  const connection = { events, isOpen: true, send: (data: Uint8Array) => sent.push([...data]) }
  // Like the SDK it writes every frame into the same memory.
  const write = (...bytes: number[]) => {
    memory.set(bytes)
    connection.send(memory.subarray(0, bytes.length))
  }
  const room = {
    connection,
    send: (_type: string, payload: number) => write(Protocol.ROOM_DATA, payload),
    ping: () => write(Protocol.PING),
  }
  const nowMs = () => world.now
  const [meter, log] = [createMeter(nowMs), createMessageLog(nowMs)]
  log.start()
  let changed = () => {}
  const wire = openWire(room as unknown as Room, {
    meter,
    log,
    nowMs,
    way: (direction) => world.ways[direction],
    cutUntilMs: () => world.cutUntil,
    random: () => 0.5,
    after(ms, action) {
      const timer = { at: world.now + ms, action }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    onChanged(listener) {
      changed = listener
      return () => {
        changed = () => {}
      }
    },
  })
  return {
    world,
    wire,
    meter,
    log,
    sent,
    heard,
    connection,
    isClosed: () => isClosed,
    changed: () => changed(),
    hear: (...bytes: number[]) => events.onmessage?.({ data: new Uint8Array(bytes).buffer }),
    close: () => events.onclose?.({ code: 1006 }),
    until(ms: number) {
      for (;;) {
        const next = timers.filter(({ at }) => at <= ms).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((each) => each !== next)
        world.now = Math.max(world.now, next.at)
        next.action()
      }
      world.now = ms
    },
  }
}

describe('a wire', () => {
  it('counts frames with their headers, and logs them', () => {
    const { wire, hear, meter, log } = stage()
    hear(Protocol.ROOM_STATE_PATCH | 0x20, 1, 2)
    hear(Protocol.ROOM_STATE, 1)
    wire.send('helm.impulse', 3)
    const { patches } = meter.read(0)
    assert.deepEqual(
      patches.map(({ bytes, isFull }) => [bytes, isFull]),
      [
        [5, false],
        [4, true],
      ],
    )
    assert.deepEqual(
      log.messages.map(({ way, type, bytes, payload }) => [way, type, bytes, payload]),
      [
        ['in', 'state patch', 5, undefined],
        ['in', 'full state', 4, undefined],
        ['out', 'helm.impulse', 8, 3],
      ],
    )
  })

  it('delays both ways in order, each frame as it was written', () => {
    const { wire, hear, sent, heard, until, world } = stage()
    world.ways = { in: { ...clear, delayMs: 100 }, out: { ...clear, delayMs: 50 } }
    wire.send('a', 1)
    wire.send('b', 2)
    hear(Protocol.ROOM_DATA, 7)
    hear(Protocol.ROOM_DATA, 8)
    assert.deepEqual([sent, heard], [[], []])
    until(50)
    assert.deepEqual(sent, [
      [Protocol.ROOM_DATA, 1],
      [Protocol.ROOM_DATA, 2],
    ])
    until(100)
    assert.deepEqual(heard, [
      [Protocol.ROOM_DATA, 7],
      [Protocol.ROOM_DATA, 8],
    ])
  })

  it('measures a round trip that is longer than the time between two beats', () => {
    const { wire, hear, until, meter } = stage()
    const answers: number[] = []
    wire.ping((ms) => answers.push(ms))
    until(1000)
    wire.ping((ms) => answers.push(ms))
    until(1400)
    hear(Protocol.PING)
    until(2300)
    hear(Protocol.PING)
    assert.deepEqual(answers, [1400, 1300])
    assert.equal(meter.read(2300).rtt.value, 1300)
    assert.equal(meter.read(2300).lost, 0)
  })

  it('counts a beat as lost once when it stays unanswered', () => {
    const { wire, until, meter } = stage()
    for (let beat = 0; beat < 5; beat++) {
      wire.ping(() => {})
      until((beat + 1) * 1000)
    }
    assert.equal(meter.read(5000).lost, 3)
  })

  it('tells of the close after what came before it, and writes to no closed socket', () => {
    const { wire, hear, close, heard, sent, isClosed, until, world, connection } = stage()
    world.ways = { in: { ...clear, delayMs: 100 }, out: { ...clear, delayMs: 100 } }
    hear(Protocol.ROOM_DATA, 7)
    wire.send('a', 1)
    close()
    connection.isOpen = false
    assert.equal(isClosed(), false)
    until(100)
    assert.equal(heard.length, 1)
    assert.equal(isClosed(), true)
    assert.deepEqual(sent, [])
  })

  it('hands on nothing more of a line that the page gave up', () => {
    const { wire, hear, close, heard, until, world, meter, log, isClosed } = stage()
    world.ways.in = { ...clear, delayMs: 100 }
    hear(Protocol.ROOM_STATE_PATCH, 1)
    wire.leave()
    close()
    until(100)
    assert.deepEqual([heard, meter.read(100).patches], [[], []])
    assert.equal(isClosed(), true)
    assert.equal(log.messages.at(-1)?.type, 'closed 1006')
  })

  it('lets go at once of what a cut held when the cut is mended', () => {
    const { wire, sent, until, world, changed } = stage()
    world.cutUntil = 20_000
    wire.send('a', 1)
    until(1000)
    assert.deepEqual(sent, [])
    world.cutUntil = 1000
    changed()
    assert.equal(sent.length, 1)
  })
})
