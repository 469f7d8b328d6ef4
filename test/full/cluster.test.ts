/** Several processes through harder times: a long sleep, a Redis cut off, two hundred sessions at once. */
import assert from 'node:assert/strict'
import { type ProcessCluster, startCluster } from '../../loadtest/bench/processes.ts'
import { until } from '../../loadtest/bench/waiting.ts'
import { openMany, processOf, sleepAndWake } from '../cluster.ts'
import { sharedPostgres } from '../databases.ts'
import { TestPlayer } from '../server.ts'

/** Promised: everything is whole again within this after Redis is back, in ms. */
const wholeMs = 30_000

describe('several processes in hard times', () => {
  let cluster: ProcessCluster
  beforeEach(async () => {
    cluster = await startCluster(3, await sharedPostgres())
  }).timeout(30_000)
  afterEach(() => cluster.stop())

  it('give the sessions of a process that sleeps 10 s to who asks for them, and never twice', async () => {
    await sleepAndWake(cluster, 10)
  }).timeout(40_000)

  it('make two hundred sessions asked for at once, spread evenly, none of them twice', async () => {
    const count = 200
    const sessions = await openMany(cluster, count)
    const counts = cluster.processes.map(
      ({ url }) => sessions.filter((one) => processOf(one) === new URL(url).host).length,
    )
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 2, `${counts}`)
    const rooms = await cluster.redis.client.hgetall('roomcaches')
    const listed = sessions.map(({ session }) => Object.values(rooms).filter((room) => room.includes(session)).length)
    assert.deepEqual(new Set(listed), new Set([1]))
  }).timeout(120_000)

  it('play on through 30 s without Redis, and are whole again soon after', async () => {
    const [session] = await openMany(cluster, 1)
    await session!.command('seat.take', { group: 0, seat: 'helm' })
    await session!.command('session.start')
    await cluster.redis.kill()
    const end = Date.now() + 30_000
    let tick = session!.state.tick
    // Every second of the cut is watched: the session must not stand still in any.
    while (Date.now() < end) {
      await until('it plays on', () => session!.state.tick >= tick + 15, 2000)
      tick = session!.state.tick
    }
    await cluster.redis.start()
    const guest = await TestPlayer.signIn(cluster.processes[1]!.url, 'Guest')
    const join = async () => (await guest.post(`/sessions/${session!.session}/join`, {})).status
    await until('it is found again', async () => (await join()) === 200, wholeMs)
  }).timeout(120_000)
})
