/** Holds back what is written to sockets until a piece of work is done: all frames of one tick then leave in one system call
 *  each, which costs more than all the rest of sending. */
import type { Socket } from 'node:net'
import type { Client } from '@colyseus/core'
import type { Frame } from '../interest/replica-stream.ts'

/** `readyState` of a WebSocket that takes frames. */
const openSocket = 1

/** The TCP socket beneath; none while it is being closed. `ws` calls it private, hence the cast. */
function socketOf({ ref }: Client): Socket | undefined {
  const { _socket, readyState } = ref as unknown as { _socket?: Socket | null; readyState: number }
  return readyState === openSocket ? (_socket ?? undefined) : undefined
}

/** Runs `work`; whatever it throws, the sockets are let go. */
export function corked(clients: Iterable<Client>, work: () => void): void {
  const sockets: Socket[] = []
  for (const client of clients) {
    const socket = socketOf(client)
    if (socket === undefined) continue
    socket.cork()
    sockets.push(socket)
  }
  try {
    work()
  } finally {
    for (const socket of sockets) socket.uncork()
  }
}

/** Writes a frame that is finished, past `ws`: it would make the same header anew for each reader, and write it apart. */
export function writeFrame(client: Client, { payload, whole }: Frame): void {
  const socket = socketOf(client)
  if (whole === undefined || socket === undefined) client.raw(payload)
  else socket.write(whole)
}

/** Bytes that wait to be sent to a client. */
export const waitingBytes = ({ ref }: Client): number =>
  (ref as unknown as { bufferedAmount?: number } | undefined)?.bufferedAmount ?? 0
