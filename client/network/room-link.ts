/** The SDK's rooms that the first page needs: the lobby, and the line to people. */
import { Client, type Room, type SeatReservation } from 'colyseus.js'
import { LobbyState } from '../../schema/lobby.state.ts'
import { api } from './api.ts'
import type { PeopleLink, PeopleLinkListener } from './people-line.ts'

// The SDK's own authentication stays unset: it would write the token into the socket's address.
export const client = new Client(location.origin)

export function listenForClose(room: Room, closed: (code: number) => void): void {
  // We come back through the server's own resume route, never through the SDK.
  room.reconnection.enabled = false
  let isClosed = false
  room.onLeave((code) => {
    if (isClosed) return
    isClosed = true
    closed(code)
  })
}

/** Says goodbye, unless the other end has hung up: the SDK would write to a closed socket. */
export function leave(room: Room, isConsented: boolean): void {
  if (room.connection.isOpen) void room.leave(isConsented)
}

/** Opens the lobby; the answer closes it again. */
export async function openLobby(
  token: string,
  listener: { state(state: LobbyState): void; closed(code: number): void },
): Promise<() => void> {
  const room: Room<unknown, LobbyState> = await client.consumeSeatReservation((await api.lobby(token)).seat, LobbyState)
  listenForClose(room, listener.closed)
  room.onMessage('*', () => {})
  room.onStateChange((state) => listener.state(state))
  return () => {
    room.removeAllListeners()
    leave(room, true)
  }
}

/** Opens the player's line to people with a reserved seat. It has no state, only messages. */
export async function openPeopleRoom(seat: SeatReservation, listener: PeopleLinkListener): Promise<PeopleLink> {
  const room: Room = await client.consumeSeatReservation(seat)
  listenForClose(room, listener.closed)
  room.onMessage('*', (type, payload) => listener.message(String(type), payload))
  room.onError((code, message) => console.warn(`people's room error ${code}: ${message}`))
  return {
    send: (type, envelope) => room.send(type, envelope),
    renew: (token) => room.send('session.renew', token),
    ping: (answered) => room.ping(answered),
    close() {
      room.removeAllListeners()
      leave(room, true)
    },
  }
}
