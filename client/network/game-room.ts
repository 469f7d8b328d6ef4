/** Makes the SDK's room of a game fit the session connection's idea of a link. */
import type { Room, SeatReservation } from 'colyseus.js'
import { gameEvents } from '../../schema/events/index.ts'
import { openMessageReader } from '../../schema/events/reader.ts'
import { replicaRoot } from '../../schema/replica-root.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { client, leave, listenForClose } from './room-link.ts'
import type { Link, LinkListener } from './session-connection.ts'
import { openWire, type WirePorts } from './wire.ts'

export const GameRoot = replicaRoot(ShipReplica)
export type GameRoot = InstanceType<typeof GameRoot>

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
