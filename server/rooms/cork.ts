/** Holds back what is written to sockets until a piece of work is done: all frames of one tick for a page then leave in one
 *  system call, which costs more than all the rest of sending. */
import type { Socket } from 'node:net'
import { type Client, ClientState, getMessageBytes, Protocol } from '@colyseus/core'
import { eventsMessage } from '../../schema/events/wire.ts'
import type { OutgoingEvents } from '../events/queue.ts'
import { type Frame, framed, headerRoom } from '../interest/frame.ts'

/** `readyState` of a WebSocket that takes frames. */
const openSocket = 1

/** The TCP socket beneath; none while it is being closed. `ws` calls it private, hence the cast. */
function socketOf({ ref }: Client): Socket | undefined {
  const { _socket, readyState } = ref as unknown as { _socket?: Socket | null; readyState: number }
  return readyState === openSocket ? (_socket ?? undefined) : undefined
}

/** Sockets that are written to in the piece of work under way. */
let held: Socket[] | undefined

/** Runs `work`, whose frames leave when it is done; whatever it throws, the sockets are let go. */
export function corked(work: () => void): void {
  held = []
  try {
    work()
  } finally {
    for (const socket of held) socket.uncork()
    held = undefined
  }
}

/** Writes a frame that is finished, past `ws`: it would make the same header anew for each reader, and write it apart. */
export function writeFrame(client: Client, { payload, whole }: Frame): void {
  const socket = socketOf(client)
  if (whole === undefined || socket === undefined) {
    client.raw(payload)
    return
  }
  if (held !== undefined && socket.writableCorked === 0) {
    socket.cork()
    held.push(socket)
  }
  socket.write(whole)
}

let lastEvents: { events: OutgoingEvents; frame: Frame } | undefined

/** Sends what happened. All of a crew mostly hear of the same: what was packed for one serves the next. */
export function sendEvents(client: Client, events: OutgoingEvents): void {
  // Before a page has said that it is there, Colyseus keeps what is for it.
  if (client.state !== ClientState.JOINED) {
    client.send(eventsMessage, events)
    return
  }
  if (lastEvents?.events !== events) lastEvents = { events, frame: messageFrame(events) }
  writeFrame(client, lastEvents.frame)
}

function messageFrame(events: OutgoingEvents): Frame {
  const message = getMessageBytes.raw(Protocol.ROOM_DATA, eventsMessage, events)
  const bytes = Buffer.allocUnsafe(headerRoom + message.length)
  bytes.set(message, headerRoom)
  return framed(bytes)
}

/** Bytes that wait to be sent to a client. */
export const waitingBytes = ({ ref }: Client): number =>
  (ref as unknown as { bufferedAmount?: number } | undefined)?.bufferedAmount ?? 0
