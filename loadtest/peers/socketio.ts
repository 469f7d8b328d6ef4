/** What both Socket.IO peers share: a server that hears orders, and clients that hold the whole world. */
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { systemNames } from '../../simulation/world.ts'
import { frameBytes } from '../bot/socket-tap.ts'
import { type FlatWorld, viewOf } from './flat.ts'
import type { Obey, PeerClient } from './peer.ts'

/** Listens, and calls `welcome` with each newcomer's way to be sent something. */
export async function serveSocketio(
  port: number,
  obey: Obey,
  welcome: (emit: (event: string, data: unknown) => void) => void,
): Promise<Server> {
  const http = createServer()
  const server = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
  server.on('connection', (socket) => {
    const group = Number(socket.handshake.query['group'])
    socket.on('order', (name: string, args: unknown) => obey(group, name, args))
    welcome((event, data) => void socket.emit(event, data))
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  return server
}

export interface Held {
  tick: number
  world: FlatWorld
}

/** Connects everybody; `events` says how each event changes what a client holds. */
export function connectSocketio(
  url: string,
  ships: number,
  crew: number,
  events: Record<string, (held: Held, data: never) => void>,
): Promise<PeerClient[]> {
  const players = Array.from({ length: ships * crew }, (_, index) => Math.floor(index / crew))
  return Promise.all(players.map((group) => connectOne(url, group, events)))
}

function connectOne(
  url: string,
  group: number,
  events: Record<string, (held: Held, data: never) => void>,
): Promise<PeerClient> {
  const socket = io(url, { transports: ['websocket'], query: { group }, forceNew: true, reconnection: false })
  const held: Held = { tick: 0, world: {} }
  const own = () => Object.values(held.world).find((flat) => flat.group === group)
  const client: PeerClient = {
    received: { bytes: 0, frames: 0 },
    listeners: new Set(),
    order: (name, args) => void socket.emit('order', name, args),
    tick: () => held.tick,
    powerOrdered: (system) =>
      (own()?.systems as unknown as Record<string, { powerOrdered: number }> | undefined)?.[systemNames[system]!]
        ?.powerOrdered ?? Number.NaN,
    view: () => viewOf(held.tick, structuredClone(held.world), group),
    close: () => void socket.close(),
  }
  socket.io.on('open', () => {
    // Engine.IO hands on texts and binaries as they came: a text's bytes are UTF-8's.
    socket.io.engine.on('packet', ({ data }: { data?: string | ArrayBuffer }) => {
      const length = typeof data === 'string' ? Buffer.byteLength(data) : (data?.byteLength ?? 0)
      client.received.bytes += frameBytes(length + 1, false)
      client.received.frames++
    })
  })
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject)
    for (const [event, change] of Object.entries(events)) {
      socket.on(event, (data) => {
        const isFirst = held.tick === 0
        change(held, data as never)
        for (const hear of client.listeners) hear()
        if (isFirst) resolve(client)
      })
    }
  })
}
