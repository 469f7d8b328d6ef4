/** How long each table's rows stay, as one table; and the daily sweep that holds it. */
import { and, eq, like, lt, lte, not, notExists, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, getTableConfig, type PgTable, QueryBuilder } from 'drizzle-orm/pg-core'
import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'
import type { Database } from './database.ts'
import * as tables from './tables.ts'

/** Rows go when `column` is more than `days` ago, and the oldest beyond `rows`; `only` narrows both to some rows. */
export interface Rule {
  table: PgTable
  column: AnyPgColumn
  days: number
  rows?: number
  only?: SQL
}

const { players, credentials, signIns, refreshTokens, signingKeys, results, serviceRecords, orderLogs, audit } = tables
const { channels, messages, readCursors, relations, notifications, teams, teamMembers, invitations, mutes, reports } =
  tables
const isLasting = (channel: AnyPgColumn) => sql`(${like(channel, 'private:%')} or ${like(channel, 'team:%')})`
const hasCredentials = new QueryBuilder().select().from(credentials).where(eq(credentials.player, players.id))
const hasMembers = new QueryBuilder().select().from(teamMembers).where(eq(teamMembers.team, teams.id))

export const rules: Rule[] = [
  { table: players, column: players.seenAt, days: 30, only: notExists(hasCredentials) },
  { table: signIns, column: signIns.expiresAt, days: 0 },
  // A used one is kept to tell a thief's second use; after that long it is refused as unknown all the same.
  { table: refreshTokens, column: refreshTokens.usedAt, days: 7 },
  { table: signingKeys, column: signingKeys.retiredAt, days: 30 },
  { table: orderLogs, column: orderLogs.createdAt, days: 30, rows: 100_000, only: eq(orderLogs.isStarred, false) },
  { table: orderLogs, column: orderLogs.createdAt, days: 365, rows: 50_000, only: eq(orderLogs.isStarred, true) },
  { table: audit, column: audit.createdAt, days: 365, rows: 1_000_000 },
  { table: messages, column: messages.createdAt, days: 90, rows: 5_000_000, only: not(isLasting(messages.channel)) },
  { table: messages, column: messages.createdAt, days: 365, rows: 5_000_000, only: isLasting(messages.channel) },
  // Longer than the messages in it: numbers must not begin anew while somebody remembers old ones.
  { table: channels, column: channels.usedAt, days: 400 },
  { table: readCursors, column: readCursors.usedAt, days: 400 },
  { table: notifications, column: notifications.createdAt, days: 90, rows: 1_000_000 },
  { table: invitations, column: invitations.expiresAt, days: 14 },
  { table: mutes, column: mutes.until, days: 0 },
  // Guests are forgotten without leaving: theirs may be the last of a team.
  { table: teams, column: teams.createdAt, days: 1, only: notExists(hasMembers) },
  { table: reports, column: reports.createdAt, days: 365, rows: 100_000 },
]

/** Tables whose rows nothing sweeps, and why they may stay. */
export const kept = new Map<PgTable, string>([
  [credentials, 'an account stays until its owner deletes it'],
  [results, 'for good: the history of the fleet'],
  [serviceRecords, "for good: goes only with the player's own row"],
  [relations, 'limited for each player; goes with either of the two'],
  [teamMembers, 'one for each player; goes with the player or the team'],
])

export interface Sweeper {
  /** The rows removed by table when it started; undefined when another process was at it, or the database away. */
  firstSweep: Promise<Record<string, number> | undefined>
  stop(): void
}

export interface SweeperOptions {
  orm: Database
  log: Logger
  metrics: Registry
  sweptRules?: Rule[]
}

const batchRows = 1000
const dayMs = 86_400_000
/** After a sweep that failed, because the database was away or slow. */
const againMs = 600_000
/** Any number that nobody else on the same database uses for a lock. */
export const sweepLock = 0x7377_6570

/** Sweeps at once, and then daily. */
export function startSweeper({ orm, log, metrics, sweptRules = rules }: SweeperOptions): Sweeper {
  const swept = new Counter({
    name: 'flotilla_swept_rows_total',
    help: 'Rows removed because they were older than their table keeps them, or too many',
    labelNames: ['table'],
    registers: [metrics],
  })
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const sweep = async () => {
    const removed: Record<string, number> = {}
    for (const rule of sweptRules) {
      const { name } = getTableConfig(rule.table)
      for (const condition of await conditionsOf(orm, rule)) {
        let count: number | undefined
        do {
          count = await removeBatch(orm, rule.table, condition)
          if (count === undefined || isStopped) return undefined
          removed[name] = (removed[name] ?? 0) + count
          swept.inc({ table: name }, count)
        } while (count === batchRows)
      }
    }
    return removed
  }
  const turn = async () => {
    let pauseMs = dayMs
    const removed = await sweep().catch((error: Error) => {
      pauseMs = againMs
      if (!isStopped) log.warn({ database: error.message }, 'the sweep of old rows failed and is tried again')
      return undefined
    })
    if (!isStopped) timer = setTimeout(turn, pauseMs).unref()
    return removed
  }
  return {
    firstSweep: turn(),
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

async function conditionsOf(orm: Database, { table, column, days, rows, only }: Rule): Promise<(SQL | undefined)[]> {
  const tooOld = and(only, lt(column, sql`now() - make_interval(days => ${days})`))
  if (rows === undefined) return [tooOld]
  const [first] = await orm
    .select({ column })
    .from(table)
    .where(only)
    .orderBy(sql`${column} desc`)
    .offset(rows)
    .limit(1)
  return first === undefined ? [tooOld] : [tooOld, and(only, lte(column, first.column))]
}

/** Removes at most a batch, in a transaction of its own, so that nobody waits long for its locks. */
function removeBatch(orm: Database, table: PgTable, condition: SQL | undefined): Promise<number | undefined> {
  return orm.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${sweepLock}) as mine`)
    if (!rows[0]?.mine) return undefined
    const chosen = sql`select ctid from ${table} where ${condition} limit ${batchRows}`
    const { rowCount } = await tx.execute(sql`delete from ${table} where ctid = any(array(${chosen}))`)
    return rowCount ?? 0
  })
}
