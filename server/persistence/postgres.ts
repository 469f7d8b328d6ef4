/** PostgreSQL over the network: a pool with limits, and a watch that says whether it is there. */
import pg from 'pg'
import type { Logger } from 'pino'
import type { OpenDatabase } from './database.ts'
import { oneLine, settingProblem } from './faults.ts'
import { bringUpToDate } from './migrations.ts'
import { ormOver } from './orm.ts'

/** Milliseconds; a query is answered or refused within `connect` and `silence` together. */
const times = {
  connect: 3000,
  /** PostgreSQL itself ends a statement at `statement`; `silence` is for one that no longer answers. */
  statement: 5000,
  silence: 5500,
  /** A frozen process must not hold its locks for ever. */
  idleInTransaction: 10_000,
  watchWhileUp: 1000,
  watchWhileAway: 250,
  watchAnswer: 2000,
  /** One statement of a migration, or the wait for another process's. */
  migration: 600_000,
  close: 6000,
}
const poolSize = 10

export async function openPostgres(url: string, log: Logger): Promise<OpenDatabase> {
  const line = { connectionString: url, connectionTimeoutMillis: times.connect, keepAlive: true }
  const pool = new pg.Pool({
    ...line,
    max: poolSize,
    application_name: 'flotilla',
    statement_timeout: times.statement,
    query_timeout: times.silence,
    idle_in_transaction_session_timeout: times.idleInTransaction,
  })
  const watch = watchPostgres(
    () => new pg.Client({ ...line, application_name: 'flotilla watch', query_timeout: times.migration }),
    url,
    log,
  )
  // An idle connection that breaks is no fault of a query; the pool has dropped it already.
  pool.on('error', watch.lookNow)
  pool.on('connect', (client) => client.on('error', watch.lookNow))
  try {
    await watch.firstLook
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    orm: ormOver(pool, { isUp: watch.isUp, gotNoAnswer: watch.lookNow }),
    kind: 'postgres',
    isUp: watch.isUp,
    async close() {
      watch.stop()
      await Promise.race([pool.end(), pause(times.close)])
    },
  }
}

interface PostgresWatch {
  /** Settles when it is known whether PostgreSQL is there; rejects with `ConfigError` for a setting that is wrong. */
  firstLook: Promise<void>
  isUp(): boolean
  /** Something went wrong: looks at once instead of at the next turn. */
  lookNow(): void
  stop(): void
}

/** Asks PostgreSQL every second on a connection of its own, which no crowd in the pool can hold up. */
function watchPostgres(makeClient: () => pg.Client, url: string, log: Logger): PostgresWatch {
  let client: pg.Client | undefined
  let isUp: boolean | undefined
  let isStopped = false
  /** Ends the pause before the next look. */
  let wake = () => {}

  const ask = async () => {
    if (client === undefined) {
      client = makeClient()
      client.on('error', () => undefined)
      await client.connect()
      await bringUpToDate(client)
    }
    await client.query({ text: 'select 1', query_timeout: times.watchAnswer } as pg.QueryConfig)
  }
  const drop = () => {
    client?.end().catch(() => undefined)
    client = undefined
  }
  /** Returns why it is away, if it is. */
  const look = async (): Promise<unknown> => {
    const problem = await ask().then(
      () => undefined,
      (error: unknown) => error,
    )
    if (isStopped) return undefined
    if (problem !== undefined) {
      drop()
      const line = settingProblem(url, problem)?.message ?? oneLine(problem)
      if (isUp !== false) log.warn({ database: line }, 'the database is away; play goes on')
    } else if (isUp === false) log.info('the database is back')
    isUp = problem === undefined
    return problem
  }
  const firstLook = look().then((problem) => {
    const lasting = settingProblem(url, problem)
    if (lasting === undefined) return void turns()
    isStopped = true
    throw lasting
  })
  const turns = async () => {
    while (!isStopped) {
      const toldToLook = new Promise<void>((resolve) => {
        wake = resolve
      })
      await Promise.race([pause(isUp ? times.watchWhileUp : times.watchWhileAway), toldToLook])
      if (!isStopped) await look()
    }
    drop()
  }

  return {
    firstLook,
    isUp: () => isUp === true,
    lookNow: () => wake(),
    stop() {
      isStopped = true
      isUp = false
      wake()
    },
  }
}

/** Does not keep the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())
