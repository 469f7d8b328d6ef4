/** Sits on a game room's socket: measures and logs what passes, and holds it back under the conditions that are set. */
import { Protocol, type Room } from 'colyseus.js'
import { createLane, type LanePorts, type Way } from './conditions.ts'
import type { MessageLog } from './message-log.ts'
import type { FrameKind, Meter } from './meter.ts'

export interface WirePorts extends Pick<LanePorts, 'cutUntilMs' | 'nowMs' | 'random' | 'after'> {
  meter: Meter
  log: MessageLog
  way(direction: 'in' | 'out'): Way
  /** Hears of changed conditions; the answer ends it. */
  onChanged(changed: () => void): () => void
}

/** The SDK puts modifiers into the upper bits of a frame's first byte. */
const codeMask = 0x1f
const kinds: Partial<Record<number, FrameKind>> = {
  [Protocol.ROOM_STATE]: 'state',
  [Protocol.ROOM_STATE_PATCH]: 'patch',
  [Protocol.ROOM_DATA]: 'message',
  [Protocol.PING]: 'pong',
}
const kindOf = (frame: Uint8Array): FrameKind => kinds[(frame[0] ?? 0) & codeMask] ?? 'other'

/** Bytes of a WebSocket frame: payload and header; a client's frames carry a mask of four. */
const frameBytes = (payload: number, isMasked: boolean) =>
  payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10) + (isMasked ? 4 : 0)

/** A beat without an answer after this long counts as lost, though it may come yet. */
const lostMs = 2000

interface Beat {
  atMs: number
  isLost: boolean
  answered(rttMs: number): void
}

export function openWire(room: Pick<Room, 'connection' | 'send' | 'ping'>, ports: WirePorts) {
  const { meter, log, nowMs } = ports
  const { connection } = room
  const lanes = {
    in: createLane({ ...ports, way: () => ports.way('in') }),
    out: createLane({ ...ports, way: () => ports.way('out') }),
  }
  const stopListening = ports.onChanged(() => {
    lanes.in.changed()
    lanes.out.changed()
  })
  /** Answers come in the order of the beats; the SDK itself would mistake a late one for the answer to the next. */
  const beats: Beat[] = []
  /** Bytes of the frame that is being decoded. */
  let bytesNow = 0
  /** What the page is saying, while the SDK encodes it. */
  let saying: { type: string; payload: unknown } | undefined

  let isLeft = false

  function hear(event: MessageEvent, deliver: ((event: MessageEvent) => void) | null | undefined): void {
    // What a cut held back of a line that the page gave up meanwhile reaches nobody.
    if (isLeft) return
    const frame = new Uint8Array(event.data as ArrayBuffer)
    const kind = kindOf(frame)
    bytesNow = frameBytes(frame.byteLength, false)
    meter.received(kind, bytesNow, nowMs())
    if (kind !== 'message') log.frame('in', kind, bytesNow)
    deliver?.(event)
    if (kind !== 'pong') return
    const beat = beats.shift()
    if (!beat) return
    const rttMs = nowMs() - beat.atMs
    meter.rtt(rttMs)
    beat.answered(Math.round(rttMs))
  }

  const { onmessage, onclose } = connection.events
  connection.events.onmessage = (event: MessageEvent) =>
    lanes.in.put((event.data as ArrayBuffer).byteLength, () => hear(event, onmessage))
  connection.events.onclose = (event: CloseEvent) =>
    lanes.in.put(0, () => {
      stopListening()
      log.closed(event.code)
      onclose?.(event)
    })

  const send = connection.send.bind(connection)
  connection.send = (data) => {
    const bytes = frameBytes(data.byteLength, true)
    meter.sent(bytes, nowMs())
    if (saying) log.sent(saying.type, saying.payload, bytes)
    else log.frame('out', kindOf(data) === 'pong' ? 'pong' : 'other', bytes)
    // The SDK writes its next frame into the same memory.
    const copy = data.slice()
    lanes.out.put(data.byteLength, () => {
      if (connection.isOpen) send(copy)
    })
  }

  return {
    /** Bytes of the frame whose message is being handed on. */
    get bytesNow() {
      return bytesNow
    },
    send(type: string, payload: unknown): void {
      saying = { type, payload }
      try {
        room.send(type, payload)
      } finally {
        saying = undefined
      }
    },
    /** The page lets go of this line. */
    leave(): void {
      isLeft = true
    },
    ping(answered: (rttMs: number) => void): void {
      if (!connection.isOpen) return
      for (const beat of beats) {
        if (beat.isLost || nowMs() - beat.atMs < lostMs) continue
        beat.isLost = true
        meter.lost()
      }
      beats.push({ atMs: nowMs(), isLost: false, answered })
      room.ping(() => {})
    },
  }
}
