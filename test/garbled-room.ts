/** The tests of a live room under garbage, for any number of frames. */
import assert from 'node:assert/strict'
import { type Client, matchMaker, type Room } from '@colyseus/core'
import WebSocket from 'ws'
import { until } from '../loadtest/bench/waiting.ts'
import { protocol } from '../loadtest/bot/wire.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { seedRandom } from '../simulation/random.ts'
import { garbage } from './garbage.ts'
import { startServer, type TestConnection, TestPlayer, type TestServer } from './server.ts'

/** The entry of messages, behind the socket, which Colyseus keeps to itself. */
type Entry = { _onMessage(client: Client, frame: Buffer): void; clients: Client[] } & Pick<Room, 'maxMessagesPerSecond'>

/** A frame's type stands in the lower bits of its first byte. */
const typeMask = 0x1f
/** A goodbye is no garbage: whoever says it has left. */
const isGoodbye = (frame: Buffer) => (frame[0]! & typeMask) === protocol.left
const batch = 2500
const burst = 100

export function beGarbled(amount: { frames: number; overSockets: number; seed: number }): void {
  let server: TestServer
  let ann: TestConnection<ShipReplica>
  let eve: TestConnection<ShipReplica>
  let heading = 0
  // Colyseus writes a line of each frame that it cannot decode.
  const { error, warn } = console
  before(() => Object.assign(console, { error() {}, warn() {} }))
  after(() => Object.assign(console, { error, warn }))
  before(async () => {
    server = await startServer()
  })
  after(() => server.stop())
  beforeEach(async () => {
    const [first, second] = await Promise.all(['Ann', 'Eve'].map((name) => TestPlayer.signIn(server.url, name)))
    ann = await first!.open(ShipReplica, { name: 'Garbled', settings: { scenario: 'siege', ships: 2 } })
    eve = await second!.join(ShipReplica, ann.session)
    assert.equal(await ann.command('seat.take', { group: 0, seat: 'helm' }), '')
    assert.equal(await eve.command('seat.take', { group: 1, seat: 'helm' }), '')
    assert.equal(await eve.command('session.ready', { ready: true }), '')
    assert.equal(await ann.command('session.start'), '')
    await until('they fly', () => ann.state.game?.ship.alive)
  })

  /** Ann is obeyed, answered and shown the game as ever. */
  async function playsOn(): Promise<void> {
    const { tick } = ann.state
    heading = (heading + 1.1) % 6
    assert.equal(await ann.command('helm.heading', { heading }), '')
    await until('the order shows', () => Math.abs(ann.state.game.ship.headingOrdered - heading) < 0.01)
    await until('time goes on', () => ann.state.tick > tick)
    assert.deepEqual([ann.closed, ann.problems], [undefined, []])
  }

  it(`of ${amount.frames} frames at a room's entry stops nothing and disturbs nobody`, async () => {
    const room = matchMaker.getLocalRoomById(ann.session) as unknown as Entry
    const client = room.clients.find(({ auth }) => auth.id === eve.player.id)!
    const draw = seedRandom(amount.seed)
    // Whoever sends what cannot be decoded is sent away, which here would end the test.
    let ends = 0
    client.leave = () => void ends++
    room.maxMessagesPerSecond = Number.POSITIVE_INFINITY
    for (let sent = 0; sent < amount.frames; sent += batch) {
      for (let count = 0; count < batch; count++) {
        const frame = garbage(draw)
        if (!isGoodbye(frame)) room._onMessage(client, frame)
      }
      await playsOn()
    }
    assert.ok(ends > amount.frames / 100, 'much of it cannot be decoded')
    assert.ok(room.clients.includes(client))
  }).timeout(30_000 + amount.frames / 5)

  it(`of ${amount.overSockets} frames on real sockets closes at most the socket it came on`, async () => {
    const draw = seedRandom(amount.seed)
    let socket: WebSocket | undefined
    let ends = 0
    for (let sent = 0; sent < amount.overSockets; sent += burst) {
      if (socket?.readyState !== WebSocket.OPEN) socket = await comeBack(eve.player, ann.session)
      const came = socket
      for (let count = 0; count < burst; count++) {
        const frame = garbage(draw)
        if (!isGoodbye(frame)) came.send(frame)
      }
      await answersOrEnds(came)
      if (came.readyState !== WebSocket.OPEN) ends++
      if ((sent / burst) % 10 === 0) await playsOn()
    }
    await playsOn()
    assert.ok(ends > 0)
    socket?.close()
  }).timeout(30_000 + amount.overSockets * 20)
}

/** A socket by hand on a seat that is asked for anew. */
async function comeBack(player: TestPlayer, session: string): Promise<WebSocket> {
  const { body } = await player.post(`/sessions/${session}/resume`, { nonce: crypto.randomUUID() })
  const { seat } = body as unknown as { seat: { processId: string; roomId: string; sessionId: string } }
  assert.ok(seat, JSON.stringify(body))
  const { processId, roomId, sessionId } = seat
  const socket = new WebSocket(`${player.url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`)
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.on('message', (data: Buffer) => data[0] === protocol.joined && resolve(data)))
  socket.send(Uint8Array.of(protocol.joined))
  return socket
}

const answersOrEnds = (socket: WebSocket) =>
  new Promise<void>((resolve) => {
    socket.once('close', () => resolve())
    socket.once('pong', () => resolve())
    socket.ping()
  })
