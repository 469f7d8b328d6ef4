/** Flotilla over a bad network: the page's own session connection, played through the fault proxy. */
import assert from 'node:assert/strict'
import { Client, type Room, type SeatReservation } from 'colyseus.js'
import {
  type ConnectionStatus,
  createSessionConnection,
  type Link,
  type LinkListener,
} from '../client/network/session-connection.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { type FaultProxy, type Faults, startFaultProxy } from '../loadtest/faults/fault-proxy.ts'
import { type ErrorCode, RefusedError } from '../schema/errors.ts'
import { type ReplicaRoot, replicaRoot } from '../schema/replica-root.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { type Answered, startServer, TestPlayer, type TestServer } from './server.ts'

type Root = ReplicaRoot<ShipReplica>

/** A transatlantic line on a poor day. */
const badLine: Faults = { both: { delayMs: 75, jitterMs: 15, stall: { chance: 0.05, ms: 250 } } }
const oneWayLeastMs = 60

interface Admission {
  session: string
  seat: SeatReservation
}

function admissionOf({ body }: Answered): Admission {
  if (body.error) throw new RefusedError(body.error.code as ErrorCode)
  return body as unknown as Admission
}

async function openRoom(url: string, seat: SeatReservation, listener: LinkListener<Root>): Promise<Link> {
  const joined = await new Client(url).consumeSeatReservation(seat, replicaRoot(ShipReplica))
  const room = joined as unknown as Room<unknown, Root>
  room.reconnection.enabled = false
  room.onLeave((code) => listener.closed(code))
  room.onMessage('*', (type, payload) => listener.message(String(type), payload))
  room.onStateChange((state) => listener.state(state))
  return {
    send: (type, envelope) => room.send(type, envelope),
    ping: (answered) => room.ping(answered),
    close: (isConsented) => void room.leave(isConsented),
  }
}

/** The page's connection of one player to one session, and what it told. */
function openConnection(player: TestPlayer, session: string) {
  const heard = { statuses: [] as ConnectionStatus[], resumes: 0, state: undefined as Root | undefined }
  const connection = createSessionConnection<SeatReservation, Root>(
    {
      async resume(nonce) {
        heard.resumes++
        return admissionOf(await player.post(`/sessions/${session}/resume`, { nonce })).seat
      },
      open: (seat, listener) => openRoom(player.url, seat, listener),
      after(ms, action) {
        const timer = setTimeout(action, ms)
        return () => clearTimeout(timer)
      },
      random: () => 0.5,
      nowMs: () => performance.now(),
      nonce: () => crypto.randomUUID(),
    },
    {
      status: (status) => heard.statuses.push(status),
      state(state) {
        heard.state = state
      },
      message: () => {},
      rtt: () => {},
    },
  )
  return { connection, heard }
}

describe('a player on a bad network', () => {
  let server: TestServer
  let proxy: FaultProxy
  before(async () => {
    server = await startServer()
    const target = { host: '127.0.0.1', port: Number(new URL(server.url).port) }
    proxy = await startFaultProxy({ target, seed: 1 })
    proxy.set(badLine)
  })
  after(async () => {
    await proxy.close()
    await server.stop()
  })

  it('plays, and comes back to the same console by itself when the line was cut', async () => {
    const player = await TestPlayer.signIn(proxy.url, 'Ann')
    const { session, seat } = admissionOf(await player.post('/sessions', { name: 'Far away', settings: {} }))
    const { connection, heard } = openConnection(player, session)
    connection.start(seat)
    const order = async (name: string, args: object) => {
      const sent = performance.now()
      assert.equal(await connection.send(name, args), undefined, name)
      return performance.now() - sent
    }
    await order('seat.take', { group: 0, seat: 'helm' })
    await order('session.start', {})
    for (const heading of [1, 2, 3]) {
      assert.ok((await order('helm.heading', { heading })) >= 2 * oneWayLeastMs)
      const isOnCourse = () => Math.abs((heard.state?.game.ship.headingOrdered ?? 0) - heading) < 0.001
      await until('the course shows', isOnCourse)
    }

    const cut = proxy.cut(1000, 'reset')
    await until('the loss is noticed', () => connection.status.kind === 'reconnecting')
    const given = connection.send('helm.heading', { heading: 4 })
    await cut
    assert.equal(await given, undefined, 'an order given meanwhile is obeyed once the line is back')
    assert.equal(connection.status.kind, 'live')
    assert.ok(heard.resumes > 0)
    const holder = heard.state!.session.groups[0]!.seats.find(({ id }) => id === 'helm')?.holder
    assert.equal(holder, player.id)
    await order('helm.impulse', { value: 1 })
    const kinds = heard.statuses.map(({ kind }) => kind).filter((kind, at, all) => kind !== all[at - 1])
    assert.deepEqual(kinds, ['connecting', 'live', 'reconnecting', 'live'])
    connection.leave()
  })
})
