/** Random faults on several processes: whatever happens to process or Redis, every session has one owner and its crew comes back. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { type ProcessCluster, startCluster } from '../../loadtest/bench/processes.ts'
import { until } from '../../loadtest/bench/waiting.ts'
import type { ShipReplica } from '../../schema/ship.replica.ts'
import { randomIndex, seedRandom } from '../../simulation/random.ts'
import { comeBack, openMany, processOf, roomsOf } from '../cluster.ts'
import { sharedPostgres } from '../databases.ts'
import type { TestConnection } from '../server.ts'

/** `FAULT_SEED=… npm run test:full` repeats a course. */
const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31))
const rounds = 12
const faults = ['kill', 'sleep', 'flush', 'restart Redis', 'order to stop'] as const
/** A session is back within this after a fault, in ms: the lease, the take-over and a try. */
const backMs = 10_000

describe(`several processes under random faults (FAULT_SEED=${seed})`, () => {
  let cluster: ProcessCluster
  before(async () => {
    cluster = await startCluster(3, await sharedPostgres())
  }).timeout(30_000)
  after(() => cluster.stop())

  it('keep every session: one owner, the same seats, and a game that goes on', async function () {
    this.timeout(240_000)
    const draw = seedRandom(seed)
    let lines = await openMany(cluster, 6)
    for (const line of lines) {
      await line.command('seat.take', { group: 0, seat: 'helm' })
      await line.command('session.start')
    }
    // What was ordered within the last second may be lost with its process, and the start must not be.
    await until('each has been kept since its start', () => lines.every(({ state }) => state.tick > 40))
    for (let round = 1; round <= rounds; round++) {
      await until(
        'all are kept',
        async () => (await cluster.redis.client.keys('flotilla:checkpoint:*')).length >= lines.length,
      )
      const fault = faults[randomIndex(draw, faults.length)]!
      const at = randomIndex(draw, cluster.processes.length)
      const victim = cluster.processes[at]!
      const ticks = lines.map(({ state }) => state.tick)
      console.log(`      round ${round}: ${fault} ${victim.url}`)
      await strike(fault, at)
      lines = await Promise.all(lines.map((line) => backAfter(line)))
      for (const [index, line] of lines.entries()) {
        assert.ok(line.state.tick >= ticks[index]! - 40, `round ${round}: ${line.state.tick} after ${ticks[index]}`)
        const { tick } = line.state
        await until('it plays on', () => line.state.tick > tick + 5)
        assert.equal(line.state.session.groups[0]!.seats.filter(({ holder }) => holder !== '').length, 1)
        await until('one room', async () => (await roomsOf(cluster, line.session)).length === 1, backMs)
      }
      if (fault === 'sleep') {
        await victim.kill('SIGCONT')
        await until('it answers again', async () => (await fetch(`${victim.url}/health/ready`)).ok, backMs)
      }
    }
  })

  async function strike(fault: (typeof faults)[number], at: number): Promise<void> {
    const victim = cluster.processes[at]!
    const { redis } = cluster
    if (fault === 'sleep') await victim.kill('SIGSTOP')
    if (fault === 'flush') await redis.client.flushall()
    if (fault === 'restart Redis') {
      await redis.kill()
      await redis.start()
    }
    if (fault === 'kill' || fault === 'order to stop') {
      await victim.kill(fault === 'kill' ? 'SIGKILL' : 'SIGTERM')
      cluster.processes.splice(at, 1)
      await cluster.add()
    }
  }

  /** The same line when it still moves, otherwise a new one to wherever the session is now. */
  async function backAfter(line: TestConnection<ShipReplica>): Promise<TestConnection<ShipReplica>> {
    const { tick } = line.state
    // More than what may have been on its way when the fault struck.
    const moves = await until('it moves', () => line.closed === undefined && line.state.tick > tick + 12, 1500).catch(
      () => false,
    )
    if (moves) return line
    if (line.closed === undefined) void line.room.leave(false)
    const living = cluster.processes.find(({ url }) => new URL(url).host !== processOf(line))!
    return comeBack(line.player, living.url, line.session, backMs)
  }
})
