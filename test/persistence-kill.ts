/** Rounds of `kill -9` under write load: what was said to be committed must be there, and nothing by halves. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { eq } from 'drizzle-orm'
import { type PrivatePostgres, startPostgres } from '../loadtest/bench/postgres.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { orderLogs, results } from '../server/persistence/tables.ts'
import { freshPlace, openAt, type Where } from './databases.ts'
import { root } from './run-script.ts'

/** Writes of a round before it is killed. */
const atLeast = 30

/** One suite for each kind: the embedded database is killed with its process, PostgreSQL together with the writer. */
export function describeKills(rounds: number): void {
  for (const kind of ['embedded', 'postgres'] as const) {
    describe(`kill -9 under write load (${kind})`, () => {
      let postgres: PrivatePostgres | undefined
      let where: Where
      before(async () => {
        where = await freshPlace.embedded()
        if (kind === 'embedded') return
        postgres = await startPostgres()
        where = { ...where, url: await postgres.create() }
      }).timeout(30_000)
      after(() => postgres?.stop())

      it(`loses nothing acknowledged and leaves nothing by halves, ${rounds} times`, async () => {
        const acknowledged: string[] = []
        for (let round = 0; round < rounds; round++) {
          acknowledged.push(...(await killedRound(where, round, postgres)))
        }
        await check(where, acknowledged)
      }).timeout(rounds * 15_000)
    })
  }
}

async function killedRound(where: Where, round: number, postgres?: PrivatePostgres): Promise<string[]> {
  const child = spawn(process.execPath, ['test/persistence-writer.ts', where.url, where.dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  const lines = () => said.split('\n').slice(0, -1)
  // Not always at the same moment of a transaction.
  await until('it has written', () => lines().length >= atLeast + round * 7, 15_000)
  const closed = once(child, 'close')
  await postgres?.kill()
  child.kill('SIGKILL')
  await closed
  await postgres?.start()
  return lines()
}

async function check(where: Where, acknowledged: string[]): Promise<void> {
  const database = await openAt(where)
  await until('it is up', database.isUp)
  const rows = await database.orm
    .select({ id: results.id, log: orderLogs.result })
    .from(results)
    .leftJoin(orderLogs, eq(orderLogs.result, results.id))
  await database.close()
  const found = new Set(rows.map(({ id }) => id))
  assert.deepEqual(
    acknowledged.filter((id) => !found.has(id)),
    [],
    `lost, of ${acknowledged.length}`,
  )
  assert.deepEqual(
    rows.filter(({ log }) => log === null),
    [],
    'by halves',
  )
}
