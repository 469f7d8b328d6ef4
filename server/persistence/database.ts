/** The database, embedded or PostgreSQL: one set of tables, one way to ask. */
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Logger } from 'pino'
import { openEmbedded } from './embedded.ts'
import { openPostgres } from './postgres.ts'
import type * as tables from './tables.ts'

/** What stores work with: drizzle on either database. Queries reject with `UnavailableError` while it is away, and with
 *  pg's `DatabaseError` (SQLSTATE in `code`) for what is wrong with them. Inside a transaction ask `tx` only: the
 *  embedded database has a single connection, and a second query would wait for the first until it gives up. */
export type Database = PgDatabase<NodePgQueryResultHKT, typeof tables>

export interface OpenDatabase {
  orm: Database
  kind: 'embedded' | 'postgres'
  /** False while queries would be refused; it comes back by itself. */
  isUp(): boolean
  /** Ends the connections; waits for what is under way, some seconds at most. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** postgres://…, or empty for the embedded database. */
  url: string
  /** The embedded database lies in its folder `database`. */
  dataDir: string
  log: Logger
}

/** Opens the database and brings its tables up to date. A PostgreSQL that is away is connected to later, in the
 *  background; what only people can put right throws `ConfigError` with one line. */
export async function openDatabase({ url, dataDir, log }: DatabaseOptions): Promise<OpenDatabase> {
  const database = await (url === '' ? openEmbedded(dataDir, log) : openPostgres(url, log))
  let closed: Promise<void> | undefined
  return {
    ...database,
    close() {
      closed ??= database.close()
      return closed
    },
  }
}
