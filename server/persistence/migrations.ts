/** Brings the tables up to date, one process at a time, and refuses a database that is newer than the program. */
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { ConfigError } from '../config.ts'

const migrationsFolder = join(import.meta.dirname, 'migrations')
/** Any number that nobody else on the same database uses for a lock. */
const lockNumber = 0x666c_6f74
/** How long a process waits for another one's migration. */
const patienceSeconds = 60

/** A question that is answered at once or not at all, in ms; pg's types do not know its own option. */
const soon = (text: string): pg.QueryConfig => ({ text, query_timeout: 3000 }) as pg.QueryConfig

export interface SchemaState {
  /** Of the migrations that this program knows, how many the database has. */
  applied: number
  known: number
  /** Names the newest migration of this program; a backup carries it. */
  version: string
  isNewer: boolean
}

export async function readSchemaState(client: pg.ClientBase): Promise<SchemaState> {
  const files = readMigrationFiles({ migrationsFolder })
  const newest = files.at(-1)!
  const state = { known: files.length, version: newest.hash.slice(0, 16) }
  const { rows: found } = await client.query(soon(`select to_regclass('drizzle.__drizzle_migrations') as migrations`))
  if (found[0].migrations === null) return { ...state, applied: 0, isNewer: false }
  const { rows } = await client.query(
    soon(
      'select count(*)::int as applied, coalesce(max(created_at), 0)::float8 as newest from drizzle.__drizzle_migrations',
    ),
  )
  const { applied, newest: newestApplied } = rows[0] as { applied: number; newest: number }
  return { ...state, applied, isNewer: newestApplied > newest.folderMillis }
}

/** Runs the migrations that are missing. Throws `ConfigError` when the database is newer than the program. */
export async function bringUpToDate(client: pg.ClientBase): Promise<void> {
  const { applied, known, isNewer } = await readSchemaState(client)
  if (isNewer) {
    throw new ConfigError(
      `The database was made by a newer Flotilla (${applied} migrations, this one knows ${known}): update the program, or restore a backup of this version.`,
    )
  }
  if (applied === known) return
  await client.query(`set lock_timeout = '${patienceSeconds}s'`)
  await client.query(`select pg_advisory_lock(${lockNumber})`)
  try {
    // Reads again what is missing: another process may have done it while this one waited.
    await migrate(drizzle(client as pg.PoolClient), { migrationsFolder })
  } finally {
    await client.query(`select pg_advisory_unlock(${lockNumber})`)
    await client.query('reset lock_timeout')
  }
}
