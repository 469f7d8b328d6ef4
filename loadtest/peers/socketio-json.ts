/** Socket.IO as most begin: the whole world as JSON to everybody, ten times a second. */
import { flatten } from './flat.ts'
import { frameHz, type Peer } from './peer.ts'
import { connectSocketio, type Held, serveSocketio } from './socketio.ts'

export const socketioJson: Peer = {
  tells: 'all',
  async serve(world, port, obey) {
    const state = (): Held => ({ tick: world.tick, world: flatten(world) })
    const server = await serveSocketio(port, obey, (emit) => emit('state', state()))
    return {
      stepped() {
        if (world.tick % (world.hz / frameHz) === 0) server.emit('state', state())
      },
    }
  },
  connect: (url, ships, crew) =>
    connectSocketio(url, ships, crew, { state: (held, state: Held) => void Object.assign(held, state) }),
}
