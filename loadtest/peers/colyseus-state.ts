/** Plain Colyseus: the world as one schema state, usual field types, no filters, patches ten times a second. */
import { createServer } from 'node:http'
import { defineRoom, defineServer, Room } from '@colyseus/core'
import { Encoder, type SchemaType, schema, t } from '@colyseus/schema'
import { WebSocketTransport } from '@colyseus/ws-transport'
import { Client } from 'colyseus.js'
import type { World } from '../../simulation/world.ts'
import { tapSocket } from '../bot/socket-tap.ts'
import { type Flat, type FlatWorld, flatten, viewOf } from './flat.ts'
import { frameHz, type Obey, type Peer, type PeerClient } from './peer.ts'

const System = schema(
  {
    power: t.float32(),
    powerOrdered: t.float32(),
    coolant: t.float32(),
    coolantOrdered: t.float32(),
    heat: t.float32(),
    health: t.float32(),
  },
  'PlainSystem',
)
const Tube = schema({ ordnance: t.string(), state: t.string(), remaining: t.float32() }, 'PlainTube')
const Bridge = schema(
  {
    group: t.uint8(),
    impulseOrdered: t.float32(),
    headingOrdered: t.float32(),
    energy: t.float32(),
    target: t.uint16(),
    marked: t.uint16(),
    alert: t.string(),
    view: t.string(),
    systems: t.map(System),
    tubes: t.map(Tube),
    stock: t.map('uint8'),
  },
  'PlainBridge',
)
const Body = schema(
  {
    kind: t.string(),
    name: t.string(),
    shipClass: t.string(),
    faction: t.string(),
    x: t.float32(),
    z: t.float32(),
    heading: t.float32(),
    speed: t.float32(),
    hull: t.float32().optional(),
    maxHull: t.float32().optional(),
    shieldsUp: t.boolean().optional(),
    shieldFront: t.float32().optional(),
    shieldRear: t.float32().optional(),
    maxShieldFront: t.float32().optional(),
    maxShieldRear: t.float32().optional(),
    bridge: t.ref(Bridge).optional(),
  },
  'PlainBody',
)
const State = schema({ tick: t.uint32().default(0), bodies: t.map(Body) }, 'PlainState')
type State = SchemaType<typeof State>

const bridgeFields = [
  'group',
  'impulseOrdered',
  'headingOrdered',
  'energy',
  'target',
  'marked',
  'alert',
  'view',
] as const
const bridgeParts = ['systems', 'tubes', 'stock'] as const
const parts = { systems: System, tubes: Tube, stock: undefined }

/** The whole world fits, so that the encoder's buffer is not made anew for every newcomer. */
Encoder.BUFFER_SIZE = 128 * 1024

/** Writes a flat body; what has not changed is no change for the encoder. */
function write(state: State, id: string, flat: Flat): void {
  let body = state.bodies.get(id)
  if (body === undefined) {
    body = new Body()
    state.bodies.set(id, body)
  }
  const rest: Flat = { ...flat }
  if (flat.group !== undefined) {
    body.bridge ??= new Bridge()
    for (const name of bridgeFields) Object.assign(body.bridge, { [name]: flat[name] })
    for (const name of bridgeParts) writePart(body.bridge[name] as never, flat[name] as Flat, parts[name])
    for (const name of [...bridgeFields, ...bridgeParts]) delete rest[name]
  }
  Object.assign(body, rest)
}

function writePart(map: Map<string, unknown>, values: Flat, Item: (new () => object) | undefined): void {
  for (const [name, value] of Object.entries(values)) {
    if (Item === undefined) {
      if (map.get(name) !== value) map.set(name, value)
      continue
    }
    if (!map.has(name)) map.set(name, new Item())
    Object.assign(map.get(name) as object, value)
  }
}

function update(state: State, world: World): void {
  state.tick = world.tick
  const flat = flatten(world)
  for (const [id, body] of Object.entries(flat)) write(state, id, body)
  for (const id of [...state.bodies.keys()]) if (!(id in flat)) state.bodies.delete(id)
}

/** The state as the plain records that it was written from. */
function read(state: State): FlatWorld {
  const { bodies } = state.toJSON() as unknown as { bodies: FlatWorld }
  return Object.fromEntries(
    Object.entries(bodies).map(([id, { bridge, ...body }]) => [id, { ...body, ...(bridge as Flat | undefined) }]),
  )
}

export const colyseusState: Peer = {
  tells: 'all',
  async serve(world, port, obey) {
    let room: Room | undefined
    const state = new State()
    update(state, world)
    const server = defineServer({
      greet: false,
      rooms: { bridge: defineRoom(roomOf(state, obey, (made) => (room = made))) },
      transport: new WebSocketTransport({ server: createServer() }),
    })
    await server.listen(port, '127.0.0.1')
    return {
      stepped() {
        if (world.tick % (world.hz / frameHz) !== 0) return
        update(state, world)
        room?.broadcastPatch()
      },
    }
  },
  async connect(url, ships, crew) {
    const clients: PeerClient[] = []
    // One after another: the first one makes the room.
    for (let index = 0; index < ships * crew; index++) clients.push(await connectOne(url, Math.floor(index / crew)))
    return clients
  },
}

const roomOf = (state: State, obey: Obey, made: (room: Room) => void) =>
  class extends Room {
    override onCreate(): void {
      this.maxClients = 100
      this.state = state
      this.setTimestep(() => {}, 1000)
      // Patches go out with the world's own steps, at the same rate.
      this.patchRate = null
      this.onMessage('order', (client, { name, args }: { name: string; args: unknown }) =>
        obey((client.userData as { group: number }).group, name, args),
      )
      made(this)
    }
    override onJoin(client: { userData?: unknown }, { group }: { group: number }): void {
      client.userData = { group }
    }
  }

async function connectOne(url: string, group: number): Promise<PeerClient> {
  const room = await new Client(url).joinOrCreate<State>('bridge', { group }, State as never)
  room.reconnection.enabled = false
  const state = () => room.state as unknown as State
  const client: PeerClient = {
    received: { bytes: 0, frames: 0 },
    listeners: new Set(),
    order: (name, args) => room.send('order', { name, args }),
    tick: () => state().tick,
    powerOrdered(system) {
      const own = [...state().bodies.values()].find(({ bridge }) => bridge?.group === group)
      return [...(own?.bridge?.systems.values() ?? [])][system]?.powerOrdered ?? Number.NaN
    },
    view: () => viewOf(state().tick, read(state()), group),
    close: () => void room.leave(),
  }
  tapSocket(room.connection as never, {
    received(_, bytes) {
      client.received.bytes += bytes
      client.received.frames++
    },
    sent: () => {},
  })
  await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()))
  room.onStateChange(() => {
    for (const hear of client.listeners) hear()
  })
  return client
}
