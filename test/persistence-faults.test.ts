/** The database in trouble: killed, frozen, away at the start, in use by another, newer than the program, wrongly addressed. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { eq, sql } from 'drizzle-orm'
import { type PrivatePostgres, startPostgres } from '../loadtest/bench/postgres.ts'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import { ConfigError } from '../server/config.ts'
import { UnavailableError } from '../server/http.ts'
import type { OpenDatabase } from '../server/persistence/database.ts'
import { players } from '../server/persistence/tables.ts'
import { describeOnBoth, emptyPlace, freshPlace, knownMigrations, openAt } from './databases.ts'
import { playThroughAway } from './persistence-away.ts'
import { describeKills } from './persistence-kill.ts'
import { isOneLine, root, run } from './run-script.ts'

/** Promised: a query is answered or refused within this, in ms: waiting for a connection and for the answer. */
const answerMs = 3000 + 5500 + 500

const oneLineThat = (says: RegExp) => (error: unknown) =>
  error instanceof ConfigError && isOneLine(error.message) && says.test(error.message) && !/secret/.test(error.message)

describeKills(3)

describe('PostgreSQL that goes away', () => {
  let postgres: PrivatePostgres
  before(async () => {
    postgres = await startPostgres()
  }).timeout(30_000)
  after(() => postgres.stop())
  const opened: OpenDatabase[] = []
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close()
  })
  const open = async (url: string) => {
    const database = await openAt({ url, dataDir: '' })
    opened.push(database)
    return database
  }
  const ask = (database: OpenDatabase) => database.orm.select().from(players).limit(1)
  const refusedInTime = async (query: Promise<unknown>) => {
    const started = Date.now()
    await assert.rejects(query, UnavailableError)
    assert.ok(Date.now() - started <= answerMs, `${Date.now() - started} ms`)
  }

  it('may be away at the start: queries are refused at once, and its tables are made when it comes', async () => {
    const url = await postgres.create()
    await postgres.kill()
    const database = await open(url)
    assert.equal(database.isUp(), false)
    await refusedInTime(ask(database))
    await postgres.start()
    await until('it is there', database.isUp)
    assert.deepEqual(await ask(database), [])
  }).timeout(30_000)

  it('may be killed: every query under way is refused, nothing else happens, and it comes back', async () => {
    const database = await open(await postgres.create())
    const under = Array.from({ length: 15 }, () => database.orm.execute(sql`select pg_sleep(60)`))
    const refusals = Promise.all(under.map(refusedInTime))
    await until('they are under way', async () => {
      const { rows } = await database.orm
        .execute<{ busy: number }>(
          sql`select count(*)::int as busy from pg_stat_activity where query like '%pg_sleep%'`,
        )
        .catch(() => ({ rows: [] }))
      return rows.length === 0 || rows[0]!.busy > 5
    })
    await postgres.kill()
    await refusals
    await until('it is seen', () => !database.isUp())
    await postgres.start()
    await until('it is back', database.isUp)
    assert.deepEqual(await ask(database), [])
  }).timeout(30_000)

  it('may freeze: queries and transactions are refused in time, and it comes back', async () => {
    const database = await open(await postgres.create())
    await ask(database)
    postgres.freeze()
    await Promise.all([
      ...Array.from({ length: 20 }, () => refusedInTime(ask(database))),
      refusedInTime(database.orm.transaction((tx) => tx.insert(players).values({ id: randomUUID(), name: 'Ann' }))),
    ])
    await until('it is seen', () => !database.isUp())
    postgres.thaw()
    await until('it is back', database.isUp)
    assert.deepEqual(await ask(database), [])
  }).timeout(30_000)

  it('may lose idle connections, and the next query finds a new one', async () => {
    const database = await open(await postgres.create())
    await Promise.all([ask(database), ask(database), ask(database)])
    await postgres.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'flotilla'`)
    await until('it answers', () => ask(database).catch(() => undefined))
  }).timeout(10_000)

  it('is named in one line without its password when the address is wrong', async () => {
    const right = new URL(postgres.url)
    const wrong = {
      password: [Object.assign(new URL(right), { password: 'secret' }), /DATABASE_URL.*password/],
      name: [Object.assign(new URL(right), { pathname: '/nowhere' }), /DATABASE_URL.*nowhere/],
    } as const
    for (const [url, says] of Object.values(wrong))
      await assert.rejects(openAt({ url: url.href, dataDir: '' }), oneLineThat(says))
  }).timeout(20_000)

  it('is made ready by several processes at once, and each finds all tables', async () => {
    const url = await postgres.create()
    const all = await Promise.all(Array.from({ length: 4 }, () => open(url)))
    for (const database of all) assert.deepEqual(await ask(database), [])
    const { rows } = await all[0]!.orm.execute(sql`select id from drizzle.__drizzle_migrations`)
    assert.equal(rows.length, knownMigrations)
  }).timeout(20_000)
})

describe('play while the database is away', () => {
  it('goes on for 3 s of freezing and 3 s of absence, says so, and what was queued arrives exactly once', () =>
    playThroughAway(3)).timeout(60_000)
})

describeOnBoth('a database of a newer program', (stand) => {
  it('is refused in one line', async () => {
    const place = await freshPlace[stand.kind]()
    const database = await stand.open(place)
    const future = Date.now() * 2
    await database.orm.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${future})`,
    )
    await database.close()
    await assert.rejects(stand.open(place), oneLineThat(/newer Flotilla/))
  })
})

describe('the embedded database', () => {
  const start = (dataDir: string) =>
    spawn(process.execPath, ['test/persistence-writer.ts', '', dataDir], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })

  it('has one process at a time; the others are told in one line, until it dies, however it dies', async () => {
    const { dataDir } = await freshPlace.embedded()
    const holder = start(dataDir)
    await once(holder.stdout, 'data')
    const other = await run(['server/main.ts'], { PORT: String(await freePort()), DATA_DIR: dataDir })
    assert.deepEqual([other.status, isOneLine(other.errors)], [1, true], other.errors)
    assert.match(other.errors, /another process.*DATABASE_URL/)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const database = await openAt({ url: '', dataDir })
    await database.close()
  }).timeout(20_000)

  it('begins anew when its first start was cut short', async () => {
    const { dataDir } = await emptyPlace.embedded()
    const child = start(dataDir)
    await until('its files are being made', () => existsSync(join(dataDir, 'database.unfinished')))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const database = await openAt({ url: '', dataDir })
    await database.orm.insert(players).values({ id: randomUUID(), name: 'Ann' })
    await database.close()
  }).timeout(30_000)

  it('forgets a transaction whose connection was lost', async () => {
    const database = await openAt(await freshPlace.embedded())
    const id = randomUUID()
    const silent = database.orm.transaction(async (tx) => {
      await tx.insert(players).values({ id, name: 'Ann' })
      // Longer than a query may take: the connection is given up in the middle.
      throw new UnavailableError('on purpose')
    })
    await assert.rejects(silent, UnavailableError)
    assert.deepEqual(await database.orm.select().from(players).where(eq(players.id, id)), [])
    await database.close()
  }).timeout(20_000)

  it('is started again when its thread dies, with all that was acknowledged', async () => {
    let thread: Worker | undefined
    process.once('worker', (worker) => {
      thread = worker
    })
    const database = await openAt(await freshPlace.embedded())
    const id = randomUUID()
    await database.orm.insert(players).values({ id, name: 'Ann' })
    await thread!.terminate()
    assert.equal(database.isUp(), false)
    const find = () => database.orm.select({ id: players.id }).from(players)
    await until('it answers', () => find().catch((error) => assert.ok(error instanceof UnavailableError)))
    assert.deepEqual(await find(), [{ id }])
    assert.equal(database.isUp(), true)
    await database.close()
  }).timeout(20_000)

  it('keeps no tick waiting: the thread that plays is free while it writes', async () => {
    const database = await openAt(await freshPlace.embedded())
    const lateMs: number[] = []
    let due = performance.now() + 5
    const timer = setInterval(() => {
      lateMs.push(performance.now() - due)
      due = performance.now() + 5
    }, 5)
    // A query of half a second and more: in this thread nothing would tick meanwhile.
    await database.orm.execute(sql`select count(*) from generate_series(1, 3000000) a where a % 7 = 1`)
    clearInterval(timer)
    await database.close()
    assert.ok(lateMs.length > 20, `${lateMs.length} turns`)
    assert.ok(lateMs.sort((a, b) => a - b)[Math.floor(lateMs.length / 2)]! < 5)
  }).timeout(20_000)
})
