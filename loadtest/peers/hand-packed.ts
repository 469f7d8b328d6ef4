/** By hand: `ws` and a stream of bits, one a ship, ten frames a second, everything predicted at both ends. `hand-packed` tells what is
 *  left of each mover at the rate of its tier, as such protocols do; `hand-packed-tracks` only what would leave its tolerance, as we do. */

import { WebSocket, WebSocketServer } from 'ws'
import { crewedShips } from '../../simulation/lookup.ts'
import { type Ship, systemNames, type World } from '../../simulation/world.ts'
import { frameBytes } from '../bot/socket-tap.ts'
import { BitReader, BitWriter } from './packed/bits.ts'
import { advanceHeld, blip, emptyHeld, exchange, type Held, type Track } from './packed/held.ts'
import { figure, ownView } from './packed/own-figures.ts'
import { type Places, Planner, readPlaces } from './packed/plan.ts'
import { tierNames } from './packed/track.ts'
import { type BodyView, frameHz, type Peer, type PeerClient, type View } from './peer.ts'

export const handPacked = packedBy(false)
export const handPackedTracks = packedBy(true)

function packedBy(isThrifty: boolean): Peer {
  return {
    tells: 'tiers',
    async serve(world, port, obey) {
      const streams = crewedShips(world).map((ship) => new Stream(world, ship, isThrifty))
      const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false })
      server.on('connection', (socket, request) => {
        const group = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('group'))
        socket.on('message', (data) => {
          const [name, args] = JSON.parse(String(data)) as [string, unknown]
          obey(group, name, args)
        })
        streams[group]?.join(socket)
      })
      let places: Places | undefined
      return {
        stepped() {
          if (world.tick % (world.hz / frameHz) !== 0) return
          places = readPlaces(world, places)
          for (const stream of streams) stream.send(places)
        },
      }
    },
    connect(url, ships, crew) {
      const groups = Array.from({ length: ships * crew }, (_, index) => Math.floor(index / crew))
      return Promise.all(groups.map((group) => connectOne(url, group)))
    },
  }
}

/** One crew's stream: encoded once, the same bytes to all aboard. */
class Stream {
  private readonly world: World
  private readonly held: Held
  private readonly planner: Planner
  private readonly sockets = new Set<WebSocket>()
  private readonly writer = new BitWriter()

  constructor(world: World, ship: Ship, isThrifty: boolean) {
    this.world = world
    this.held = emptyHeld(world.tick, ship.shipClass, isThrifty)
    this.planner = new Planner(world, ship, this.held)
  }

  /** A newcomer gets all that is held as JSON, once; what follows is bits. */
  join(socket: WebSocket): void {
    socket.send(JSON.stringify({ hz: this.world.hz, held: this.held }))
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
  }

  send(places: Places): void {
    advanceHeld(this.held, this.world.hz / frameHz, this.world.hz)
    exchange(this.writer, this.held, this.planner.plan(places))
    const frame = this.writer.take()
    for (const socket of this.sockets) socket.send(frame)
  }
}

function connectOne(url: string, group: number): Promise<PeerClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?group=${group}`, { perMessageDeflate: false })
  let hz = 0
  let held: Held | undefined
  const client: PeerClient = {
    received: { bytes: 0, frames: 0 },
    listeners: new Set(),
    order: (name, args) => socket.send(JSON.stringify([name, args])),
    tick: () => held!.tick,
    powerOrdered: (system) => figure(held!.figures, `${systemNames[system]}.powerOrdered`) / 80,
    view: () => viewOfHeld(held!),
    close: () => socket.close(),
  }
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer, isBinary) => {
      client.received.bytes += frameBytes(data.length, false)
      client.received.frames++
      if (!isBinary) {
        const first = JSON.parse(String(data)) as { hz: number; held: Held }
        hz = first.hz
        held = first.held
        resolve(client)
        return
      }
      advanceHeld(held!, hz / frameHz, hz)
      exchange(new BitReader(data), held!)
      for (const hear of client.listeners) hear()
    })
  })
}

export function viewOfHeld({ tick, figures, own, slots }: Held): View {
  const bodies = slots.filter((track) => track !== null).map(bodyOf)
  return { tick, own: ownView(figures, own), bodies }
}

function bodyOf({ id, x, z, tier, heading, health, identity }: Track): BodyView {
  const [hull, shieldFront, shieldRear] = health.map((value) => value / 255)
  const isBlip = identity.numbers[0] === blip
  return { id, x, z, tier: tierNames[tier], heading: isBlip ? undefined : heading, hull, shieldFront, shieldRear }
}
