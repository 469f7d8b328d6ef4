/** The database, embedded or PostgreSQL: one set of tables, one way to ask. */
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as tables from './tables.ts'

/** What stores work with: drizzle on either database. Queries reject with `UnavailableError` while it is away. */
export type Database = PgDatabase<PgQueryResultHKT, typeof tables>
