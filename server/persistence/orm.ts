/** Drizzle over a pool whose failures are either a statement's own or an `UnavailableError`. */
import {
  createTableRelationsHelpers,
  DrizzleQueryError,
  type ExtractTablesWithRelations,
  extractTablesRelationalConfig,
  type RelationalSchemaConfig,
  sql,
} from 'drizzle-orm'
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDatabase, PgDialect, type PgTransactionConfig } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { UnavailableError } from '../http.ts'
import type { Database } from './database.ts'
import { meaningOf } from './faults.ts'
import * as tables from './tables.ts'

type Relations = ExtractTablesWithRelations<typeof tables>
type Transaction = NodePgTransaction<typeof tables, Relations>

const dialect = new PgDialect()
const relations = extractTablesRelationalConfig<Relations>(tables, createTableRelationsHelpers)
const schema: RelationalSchemaConfig<Relations> & { fullSchema: typeof tables } = {
  fullSchema: tables,
  schema: relations.tables,
  tableNamesMap: relations.tableNamesMap,
}

export interface Watch {
  /** Asked before every query: queries that nobody can answer are refused at once. */
  isUp(): boolean
  /** Told of every query that got no answer. */
  gotNoAnswer(error: UnavailableError): void
}

const begin = ({ isolationLevel, accessMode }: PgTransactionConfig = {}): string =>
  ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')

export function ormOver(pool: pg.Pool, watch: Watch): Database {
  return new PgDatabase(dialect, new Session(pool, pool, watch), schema) as Database
}

class Session extends NodePgSession<typeof tables, Relations> {
  private readonly pool: pg.Pool
  private readonly watch: Watch

  constructor(client: pg.Pool | pg.PoolClient, pool: pg.Pool, watch: Watch) {
    super(client, dialect, schema)
    this.pool = pool
    this.watch = watch
  }

  override prepareQuery(...given: Parameters<NodePgSession<typeof tables, Relations>['prepareQuery']>) {
    const prepared = super.prepareQuery(...given) as ReturnType<
      NodePgSession<typeof tables, Relations>['prepareQuery']
    > & { all(values?: Record<string, unknown>): Promise<unknown> }
    const { execute, all } = prepared
    prepared.execute = (values) => this.bounded(() => execute.call(prepared, values))
    prepared.all = (values) => this.bounded(() => all.call(prepared, values))
    return prepared as never
  }

  /** Drizzle's own hides the first failure behind that of the rollback, and puts a connection that no longer answers
   *  back into the pool. */
  override async transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    config?: PgTransactionConfig,
  ): Promise<Result> {
    const client = await this.bounded(() => this.pool.connect())
    const tx: Transaction = new NodePgTransaction(dialect, new Session(client, this.pool, this.watch), schema)
    try {
      await tx.execute(sql.raw(begin(config)))
      const result = await work(tx)
      const { command } = await tx.execute(sql`commit`)
      // PostgreSQL answers so when a statement failed and `work` went on regardless.
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed')
      client.release()
      return result
    } catch (error) {
      const broken =
        error instanceof UnavailableError ||
        (await tx.execute(sql`rollback`).then(
          () => false,
          () => true,
        ))
      client.release(broken)
      throw error
    }
  }

  private async bounded<Result>(query: () => Promise<Result>): Promise<Result> {
    if (!this.watch.isUp()) throw new UnavailableError('the database is away')
    try {
      return await query()
    } catch (error) {
      // Drizzle's wrapper carries the values of the statement in its message: they have no business in a log.
      const meant = meaningOf(error instanceof DrizzleQueryError ? error.cause : error)
      if (meant instanceof UnavailableError) this.watch.gotNoAnswer(meant)
      throw meant
    }
  }
}
