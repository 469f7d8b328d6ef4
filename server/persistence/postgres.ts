/** PostgreSQL over the network: a pool with limits, and a watch that says whether it is there. */
import pg from 'pg'
import type { Logger } from 'pino'
import type { OpenDatabase } from './database.ts'
import { oneLine, settingProblem } from './faults.ts'
import { bringUpToDate } from './migrations.ts'
import { ormOver } from './orm.ts'

/** Milliseconds; a query is answered or refused within the sum of the first two. */
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
  const watch = watchPostgres(() => new pg.Client({ ...line, application_name: 'flotilla watch' }), url, log)
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
  let wake = () => undefined as undefined
  let wasToldToLook = false

  const drop = () => {
    client?.end().catch(() => undefined)
    client = undefined
  }
  const look = async () => {
    if (client === undefined) {
      const fresh = makeClient()
      fresh.on('error', () => undefined)
      await fresh.connect()
      client = fresh
      await bringUpToDate(fresh)
    }
    await client.query({ text: 'select 1', query_timeout: times.watchAnswer } as pg.QueryConfig)
  }
  const found = (nowUp: boolean, problem = '') => {
    if (nowUp && isUp === false) log.info('the database is back')
    if (!nowUp && isUp !== false) log.warn({ database: problem }, 'the database is away; play goes on')
    isUp = nowUp
  }
  const lookAndTell = () =>
    look().then(
      () => found(true),
      (error: unknown) => {
        drop()
        found(false, settingProblem(url, error)?.message ?? oneLine(error))
        throw error
      },
    )

  const firstLook = lookAndTell().catch((error: unknown) => {
    const problem = settingProblem(url, error)
    if (problem === undefined) return
    isStopped = true
    throw problem
  })
  const turns = async () => {
    while (!isStopped) {
      if (!wasToldToLook) await Promise.race([pause(isUp ? times.watchWhileUp : times.watchWhileAway), asked()])
      wasToldToLook = false
      if (!isStopped) await lookAndTell().catch(() => undefined)
    }
    drop()
  }
  const asked = () =>
    new Promise<undefined>((resolve) => {
      wake = () => resolve(undefined) as undefined
    })
  void firstLook.then(turns, () => undefined)

  return {
    firstLook,
    isUp: () => isUp === true,
    lookNow() {
      // While it is away its own turns come soon enough.
      if (!isUp) return
      wasToldToLook = true
      wake()
    },
    stop() {
      isStopped = true
      isUp = false
      wake()
    },
  }
}

/** Does not keep the process alive. */
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())
