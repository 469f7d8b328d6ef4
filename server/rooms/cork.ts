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

/** Frames of the piece of work under way, in their order, by whom they are for. */
let held: Map<Client, Buffer[]> | undefined

/** Runs `work`, whose frames leave when it is done; whatever it throws, they do. */
export function corked(work: () => void): void {
  held = new Map()
  try {
    work()
  } finally {
    releaseAll()
    held = undefined
  }
}

/** Sends what is held back: before anything that does not wait, such as an end. */
export function releaseAll(): void {
  if (held !== undefined) for (const client of held.keys()) release(client)
}

function release(client: Client): void {
  const frames = held?.get(client)
  if (frames === undefined) return
  held?.delete(client)
  socketOf(client)?.write(joined(frames))
}

/** What was joined last: members of a crew mostly get the same. */
let lastJoined: { frames: readonly Buffer[]; whole: Buffer } = { frames: [], whole: Buffer.alloc(0) }

/** One buffer: a list of them costs a socket three times as much. */
function joined(frames: readonly Buffer[]): Buffer {
  if (frames.length === 1) return frames[0]!
  const { frames: before } = lastJoined
  const isSame = before.length === frames.length && before.every((frame, index) => frame === frames[index])
  if (!isSame) lastJoined = { frames, whole: Buffer.concat(frames) }
  return lastJoined.whole
}

/** Writes a frame that is finished, past `ws`: it would make the same header anew for each reader, and write it apart. */
export function writeFrame(client: Client, { payload, whole }: Frame): void {
  const socket = socketOf(client)
  if (whole === undefined || socket === undefined) {
    release(client)
    client.raw(payload)
    return
  }
  if (held === undefined) {
    socket.write(whole)
    return
  }
  const frames = held.get(client)
  if (frames === undefined) held.set(client, [whole])
  else frames.push(whole)
}

/** Closes a client's connection, once it has been told what came before. */
export function closeAfterFrames(client: Client, code: number): void {
  release(client)
  client.leave(code)
}

let lastEvents: { events: OutgoingEvents; frame: Frame } | undefined

/** Sends what happened. All of a crew mostly hear of the same: what was packed for one serves the next. */
export function sendEvents(client: Client, events: OutgoingEvents): void {
  // Before a page has said that it is there, Colyseus keeps what is for it.
  if (client.state !== ClientState.JOINED) {
    release(client)
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
