/** A session that plays while its database is frozen, killed and back again. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { Registry } from 'prom-client'
import { startPostgres } from '../loadtest/bench/postgres.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { audit } from '../server/persistence/tables.ts'
import { openWriteQueue } from '../server/persistence/write-queue.ts'
import { openAt } from './databases.ts'
import { startServer, TestPlayer } from './server.ts'

/** Both ways of being away, each for `seconds`. */
export async function playThroughAway(seconds: number): Promise<void> {
  const postgres = await startPostgres()
  const url = await postgres.create()
  const server = await startServer({ env: { DATABASE_URL: url } })
  const database = await openAt({ url, dataDir: '' })
  const log = pino({ level: 'silent' })
  const queue = openWriteQueue({ orm: database.orm, log, metrics: new Registry() })
  const ready = async () => (await fetch(`${server.url}/health/ready`)).json() as Promise<{ status: string }>
  const ann = await TestPlayer.signIn(server.url, 'Ann')
  const aboard = await ann.open(ShipReplica, { name: 'On', settings: { scenario: 'siege', ships: 1 } })
  await aboard.command('seat.take', { group: 0, seat: 'helm' })
  await aboard.command('session.start')

  const queued: string[] = []
  const playFor = async (ms: number) => {
    const end = Date.now() + ms
    while (Date.now() < end) {
      const subject = randomUUID()
      // A key of its own makes a write that is tried again the same write.
      const id = queued.push(subject)
      assert.ok(
        queue.enqueue(
          'test',
          async (orm) => void (await orm.insert(audit).values({ id, action: 't', subject }).onConflictDoNothing()),
        ),
      )
      const { tick } = aboard.state
      assert.equal(await aboard.command('helm.impulse', { value: (id % 10) / 10 }), '')
      await until('it plays on', () => aboard.state.tick >= tick + 10, 2000)
    }
  }
  const away = async (leave: () => unknown, comeBack: () => unknown) => {
    await leave()
    const seen = until('the state says so', async () => (await ready()).status === 'database is away', 8000)
    await Promise.all([seen, playFor(seconds * 1000)])
    await comeBack()
    await until('the state is well again', async () => (await ready()).status === 'ready', 5000)
    await playFor(500)
  }
  await playFor(500)
  await away(postgres.freeze, postgres.thaw)
  await away(postgres.kill, postgres.start)
  await until('the queue is empty', () => queue.length() === 0, 5000)
  const rows = await database.orm.select({ subject: audit.subject }).from(audit).orderBy(audit.id)
  assert.deepEqual(
    rows.map(({ subject }) => subject),
    queued,
  )
  await database.close()
  await server.stop()
  postgres.stop()
}
