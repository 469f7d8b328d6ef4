/** One live game connection a player, whatever process it is on: the newest. */
import assert from 'node:assert/strict'
import { Redis } from 'ioredis'
import pino from 'pino'
import { type PrivateRedis, startRedis } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { sharedBus } from '../server/cluster/bus.ts'
import { type Connections, localConnections, sharedConnections } from '../server/cluster/connections.ts'

interface Opened {
  reason: string | undefined
  release(): void
}

const open = (connections: Connections, player: string, signIn = 's'): Opened => {
  const opened: Opened = { reason: undefined, release: () => undefined }
  opened.release = connections.open({
    player,
    signIn: () => signIn,
    end(reason) {
      assert.equal(opened.reason, undefined, 'ended once')
      opened.reason = reason
    },
  })
  return opened
}

describe('connections of one process', () => {
  it('leave a player the newest, and end the older one at once', () => {
    const connections = localConnections()
    const [first, second, other] = ['ann', 'ann', 'bo'].map((player) => open(connections, player))
    assert.deepEqual([first!.reason, second!.reason, other!.reason], ['elsewhere', undefined, undefined])
    first!.release()
    connections.signOut(['s'])
    assert.equal(second!.reason, 'signedOut', 'the release of the older one has not touched it')
  })

  it('end with their sign-in, and those of other sign-ins do not', () => {
    const connections = localConnections()
    const [ann, bo] = [open(connections, 'ann', 'one'), open(connections, 'bo', 'two')]
    let lobby = ''
    connections.attend({ signIn: () => 'one', end: (reason) => (lobby = reason) })
    connections.signOut(['one'])
    assert.deepEqual([ann.reason, bo.reason, lobby], ['signedOut', undefined, 'signedOut'])
  })
})

describe('connections of several processes', () => {
  let redis: PrivateRedis
  let clients: Redis[]
  let subscribers: Redis[]
  let processes: Connections[]
  beforeEach(async () => {
    redis = await startRedis()
    clients = [0, 1, 2].map(() => new Redis({ port: redis.port, host: '127.0.0.1', maxRetriesPerRequest: 0 }))
    for (const client of clients) client.on('error', () => undefined)
    const log = pino({ level: 'silent' })
    subscribers = clients.map((client) => client.duplicate())
    processes = clients.map((client, index) => sharedConnections(client, sharedBus(client, subscribers[index]!, log)))
  }).timeout(10_000)
  afterEach(async () => {
    for (const each of processes) each.close()
    for (const client of [...clients, ...subscribers]) client.disconnect()
    await redis.stop()
  })

  it('leave each of many players one, when all come to every process at once', async () => {
    const players = Array.from({ length: 300 }, (_, index) => `player ${index}`)
    const opened = players.map((player) => processes.map((connections) => open(connections, player)))
    const live = () => opened.map((own) => own.filter(({ reason }) => reason === undefined).length)
    await until('each has one', () => live().every((count) => count === 1))
    assert.ok(opened.flat().every(({ reason }) => reason === undefined || reason === 'elsewhere'))
    const [ann] = opened
    const next = open(processes[0]!, players[0]!)
    await until('the newest has it', () => ann!.every(({ reason }) => reason !== undefined))
    assert.equal(next.reason, undefined)
  }).timeout(10_000)

  it('end the older one also when the notice was lost', async () => {
    const old = open(processes[0]!, 'ann')
    await until('it is known', () => redis.client.exists('flotilla:connection:ann'))
    // As another process would that could not tell: only its generation stands there.
    await redis.client.set('flotilla:connection:ann', String(Date.now() * 1000 + 1e9))
    await until('it is ended', () => old.reason === 'elsewhere', 1500)
  })

  it('know the newest also after Redis was emptied', async () => {
    const old = open(processes[0]!, 'ann')
    await until('it is known', () => redis.client.exists('flotilla:connection:ann'))
    await redis.client.flushall()
    const next = open(processes[1]!, 'ann')
    await until('the older one is ended', () => old.reason === 'elsewhere')
    assert.equal(next.reason, undefined)
  })

  it('end with their sign-in on every process within a second', async () => {
    const opened = ['ann', 'bo', 'cy'].map((player, index) => open(processes[index]!, player, 'gone'))
    const other = open(processes[1]!, 'di', 'stays')
    await until('all listen', async () => Number((await redis.client.pubsub('NUMSUB', 'flotilla:notices'))[1]) === 3)
    processes[0]!.signOut(['gone'])
    await until('all are ended', () => opened.every(({ reason }) => reason === 'signedOut'), 1000)
    assert.equal(other.reason, undefined)
  })
})
