/** Listens in on one room's socket, both ways. */
import type { Room } from 'colyseus.js'

/** Bytes of a WebSocket frame: payload and header; a client's frames carry a mask of four. */
export const frameBytes = (payload: number, masked: boolean) =>
  payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10) + (masked ? 4 : 0)

export interface Ear {
  /** A frame came: its payload, and its bytes with the WebSocket header. */
  received(payload: Uint8Array, bytes: number): void
  sent(bytes: number): void
}

export function tapSocket(connection: Room['connection'], ear: Ear): void {
  const deliver = connection.events.onmessage
  connection.events.onmessage = (event: MessageEvent) => {
    const payload = new Uint8Array(event.data as ArrayBuffer)
    ear.received(payload, frameBytes(payload.byteLength, false))
    deliver?.(event)
  }
  const send = connection.send.bind(connection)
  connection.send = (data) => {
    ear.sent(frameBytes((data as Uint8Array).byteLength, true))
    send(data)
  }
}
