/** Makes the SDK's rooms fit the session connection's idea of a link. */
import { Client, type Room, type SeatReservation } from 'colyseus.js'
import { gameEvents } from '../../schema/events/index.ts'
import { openMessageReader } from '../../schema/events/reader.ts'
import { LobbyState } from '../../schema/lobby.state.ts'
import { replicaRoot } from '../../schema/replica-root.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { api } from './api.ts'
import type { PeopleLink, PeopleLinkListener } from './people-line.ts'
import type { Link, LinkListener } from './session-connection.ts'
import { openWire, type WirePorts } from './wire.ts'

export const GameRoot = replicaRoot(ShipReplica)
export type GameRoot = InstanceType<typeof GameRoot>

// The SDK's own authentication stays unset: it would write the token into the socket's address.
const client = new Client(location.origin)

function listenForClose(room: Room, closed: (code: number) => void): void {
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
function leave(room: Room, isConsented: boolean): void {
  if (room.connection.isOpen) void room.leave(isConsented)
}

/** Opens a game room's socket with a reserved seat. What passes from then on is measured, logged and held back by `ports`. */
export async function openGameRoom(
  seat: SeatReservation,
  listener: LinkListener<GameRoot>,
  ports: WirePorts,
): Promise<Link> {
  const room: Room<unknown, GameRoot> = await client.consumeSeatReservation(seat, GameRoot)
  const wire = openWire(room, ports)
  listenForClose(room, listener.closed)
  const deliver = (type: string, payload: unknown) => {
    ports.log.received(type, payload, wire.bytesNow)
    listener.message(type, payload)
  }
  const read = openMessageReader(gameEvents, deliver, (error) => {
    ports.log.strange(error, wire.bytesNow)
    console.warn(`a message of the session failed; ${read.strange} were not understood so far`, error)
  })
  room.onMessage('*', (type, payload) => read(String(type), payload))
  room.onStateChange((state) => listener.state(state))
  room.onError((code, message) => console.warn(`room error ${code}: ${message}`))
  return {
    send: wire.send,
    renew: (token) => wire.send('session.renew', token),
    echo: (tick) => wire.send('state.seen', tick),
    resync: () => wire.send('state.resync', null),
    ping: wire.ping,
    close: (isConsented) => {
      wire.leave()
      leave(room, isConsented)
    },
  }
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
