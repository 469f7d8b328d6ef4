/** The presence of players on several processes that share a real Redis. */
import assert from 'node:assert/strict'
import { Redis } from 'ioredis'
import pino from 'pino'
import { type PrivateRedis, startRedis } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { sharedBus } from '../server/cluster/bus.ts'
import { redisTables } from '../server/presence/presence-tables.ts'
import { type SharedPresence, sharedPresence } from '../server/presence/shared-presence.ts'
import { placeIn } from '../server/presence/test-presence.ts'

const log = pino({ level: 'silent' })

interface Process {
  presence: SharedPresence
  /** Ends as by `kill -9`: says and hears nothing any more. */
  kill(): void
}

describe('presence on one Redis', () => {
  let redis: PrivateRedis
  let processes: Process[]
  beforeEach(async () => {
    redis = await startRedis()
    processes = []
    await open('one')
    await open('two')
  }).timeout(10_000)
  afterEach(async () => {
    for (const each of processes) each.kill()
    await redis.stop()
  })

  async function open(id: string): Promise<SharedPresence> {
    const where = { port: redis.port, host: '127.0.0.1', retryStrategy: () => 50, maxRetriesPerRequest: 0 }
    const own = new Redis({ ...where, enableOfflineQueue: false, commandTimeout: 400 })
    const subscriber = new Redis({ ...where, maxRetriesPerRequest: null })
    for (const client of [own, subscriber]) client.on('error', () => undefined)
    const bus = sharedBus(own, subscriber, log)
    const presence = sharedPresence({ self: () => id, tables: redisTables(own), bus, log, graceMs: 300 })
    await until('Redis is there', () => own.status === 'ready')
    presence.start()
    const kill = () => {
      own.disconnect()
      subscriber.disconnect()
    }
    processes.push({ presence, kill })
    const listeners = async () => Number((await redis.client.pubsub('NUMSUB', 'flotilla:notices'))[1])
    const living = processes.length
    await until('it listens', async () => (await listeners()) === living)
    return presence
  }
  const [one, two] = [() => processes[0]!.presence, () => processes[1]!.presence]
  const seen = (presence: SharedPresence, player: string, status: string, withinMs = 1000) =>
    until(`${player} is ${status}`, () => presence.seenBy(player).status === status, withinMs)

  it('is seen on the other process within a second, whole', async () => {
    const page = one().attend('ann')
    await seen(two(), 'ann', 'lobby')
    one().place('ann', placeIn('s', { seats: ['helm', 'weapons'] }))
    await seen(two(), 'ann', 'game')
    assert.deepEqual(two().placeOf('ann'), placeIn('s', { seats: ['helm', 'weapons'] }))
    two().attend('ann').release()
    page.release()
    one().leave('ann', 's')
    await seen(two(), 'ann', 'offline')
    assert.deepEqual([one().placeOf('ann'), two().placeOf('ann')], [undefined, undefined])
  })

  it('of a process that was killed goes when it is forgotten, everywhere', async () => {
    const three = await open('three')
    one().attend('ann')
    one().attend('bo')
    await seen(two(), 'ann', 'lobby')
    await seen(three, 'bo', 'lobby')
    processes[0]!.kill()
    two().attend('bo')
    two().forget('one')
    await seen(two(), 'ann', 'offline')
    await seen(three, 'ann', 'offline')
    await seen(three, 'bo', 'lobby')
    assert.equal(await redis.client.exists('flotilla:presence:one'), 0)
  })

  it('heals after Redis was emptied: with the next change at once', async () => {
    one().attend('ann')
    await seen(two(), 'ann', 'lobby')
    await redis.client.flushall()
    one().attend('bo')
    await seen(two(), 'bo', 'lobby')
    await until('all stands there again', async () => (await redis.client.hlen('flotilla:presence:one')) === 3)
    const three = await open('three')
    await seen(three, 'ann', 'lobby')
    assert.ok((await redis.client.pttl('flotilla:presence:one')) > 20_000, 'and would expire')
  })

  it('stands as last known while Redis is away, and is told when it is back', async () => {
    one().attend('ann')
    await seen(two(), 'ann', 'lobby')
    await redis.kill()
    one().attend('bo')
    assert.equal(one().seenBy('bo').status, 'lobby', 'at home at once')
    let told = false
    one().onChange(() => {
      told = true
    })
    await until('the change went out into nothing', () => told)
    assert.deepEqual([two().seenBy('ann').status, two().seenBy('bo').status], ['lobby', 'offline'])
    await redis.start()
    await seen(two(), 'bo', 'lobby', 5000)
    assert.equal(two().seenBy('ann').status, 'lobby')
  }).timeout(15_000)

  it('says good-bye for a process that closes', async () => {
    one().attend('ann')
    await seen(two(), 'ann', 'lobby')
    one().close()
    await seen(two(), 'ann', 'offline')
    assert.deepEqual(await redis.client.smembers('flotilla:presence-processes'), ['two'])
  })
})
