/** Socket.IO with a thought for bytes: the fields that changed as JSON to everybody, ten times a second. */
import { changes, type FlatWorld, flatten, merge } from './flat.ts'
import { frameHz, type Peer } from './peer.ts'
import { connectSocketio, type Held, serveSocketio } from './socketio.ts'

interface Delta {
  tick: number
  changed: FlatWorld
  gone: string[]
}

export const socketioJsonDeltas: Peer = {
  tells: 'all',
  async serve(world, port, obey) {
    let last: Held = { tick: world.tick, world: flatten(world) }
    const server = await serveSocketio(port, obey, (emit) => emit('state', last))
    return {
      stepped() {
        if (world.tick % (world.hz / frameHz) !== 0) return
        const now = flatten(world)
        server.emit('delta', deltaOf(last.world, now, world.tick))
        last = { tick: world.tick, world: now }
      },
    }
  },
  connect: (url, ships, crew) =>
    connectSocketio(url, ships, crew, {
      state: (held, state: Held) => void Object.assign(held, state),
      delta: (held, delta: Delta) => apply(held, delta),
    }),
}

function deltaOf(before: FlatWorld, now: FlatWorld, tick: number): Delta {
  const changed: FlatWorld = {}
  for (const [id, flat] of Object.entries(now)) {
    const old = before[id]
    const difference = old === undefined ? flat : changes(old, flat)
    if (difference !== undefined) changed[id] = difference
  }
  return { tick, changed, gone: Object.keys(before).filter((id) => !(id in now)) }
}

function apply(held: Held, { tick, changed, gone }: Delta): void {
  held.tick = tick
  for (const [id, difference] of Object.entries(changed)) {
    const old = held.world[id]
    if (old === undefined) held.world[id] = difference
    else merge(old, difference)
  }
  for (const id of gone) delete held.world[id]
}
