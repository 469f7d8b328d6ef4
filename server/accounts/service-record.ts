/** What somebody has played, and what all have: read from the results of finished games. */
import { and, desc, eq, gte, lt, or, sql } from 'drizzle-orm'
import type { Analytics, RecordLine, ServiceRecord } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import type { Database } from '../persistence/database.ts'
import { results, serviceRecords } from '../persistence/tables.ts'

const pageLines = 20

/** One page of a player's record, the newest games first; `before` is the `next` of the page before. */
export async function serviceRecordOf(database: Database, player: string, before?: string): Promise<ServiceRecord> {
  const cursor = before === undefined ? undefined : readCursor(before)
  const rows = await database
    .select({ record: serviceRecords, result: results })
    .from(serviceRecords)
    .innerJoin(results, eq(results.id, serviceRecords.result))
    .where(
      and(
        eq(serviceRecords.player, player),
        cursor &&
          or(
            lt(serviceRecords.endedAt, cursor.endedAt),
            and(eq(serviceRecords.endedAt, cursor.endedAt), lt(serviceRecords.result, cursor.result)),
          ),
      ),
    )
    .orderBy(desc(serviceRecords.endedAt), desc(serviceRecords.result))
    .limit(pageLines + 1)
  const lines = rows.slice(0, pageLines).map(toLine)
  const last = lines.at(-1)
  const hasMore = rows.length > pageLines && last !== undefined
  return {
    totals: await totalsOf(database, player),
    lines,
    ...(hasMore ? { next: `${last.endedAt}.${last.result}` } : {}),
  }
}

function readCursor(text: string): { endedAt: Date; result: string } {
  const [, endedAt, result] = text.match(/^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/) ?? []
  if (endedAt === undefined || result === undefined) {
    throw new RefusedError('bad-shape', 'before: Not the `next` of a page.')
  }
  return { endedAt: new Date(Number(endedAt)), result }
}

function toLine({
  record,
  result,
}: {
  record: typeof serviceRecords.$inferSelect
  result: typeof results.$inferSelect
}): RecordLine {
  const ship = result.groups[record.group]
  return {
    result: result.id,
    session: result.session,
    name: result.name,
    scenario: result.scenario,
    victory: result.victory,
    reason: result.reason,
    seconds: result.seconds,
    ship: ship?.name ?? '',
    kind: ship?.kind ?? '',
    seats: record.seats,
    figures: ship?.figures ?? {},
    players: result.players,
    endedAt: record.endedAt.getTime(),
  }
}

async function totalsOf(database: Database, player: string): Promise<ServiceRecord['totals']> {
  const mine = eq(serviceRecords.player, player)
  const [sums] = await database
    .select({
      games: sql<number>`count(*)::int`,
      victories: sql<number>`(count(*) filter (where ${results.victory}))::int`,
      seconds: sql<number>`coalesce(sum(${results.seconds}), 0)::float8`,
    })
    .from(serviceRecords)
    .innerJoin(results, eq(results.id, serviceRecords.result))
    .where(mine)
  const held = sql`jsonb_array_elements_text(${serviceRecords.seats}) as held(seat)`
  const seats = await database
    .select({ seat: sql<string>`held.seat`, games: sql<number>`count(*)::int` })
    .from(serviceRecords)
    .crossJoinLateral(held)
    .where(mine)
    .groupBy(sql`held.seat`)
  const bySeat = Object.fromEntries(seats.map(({ seat, games }) => [seat, games]))
  return { ...(sums ?? { games: 0, victories: 0, seconds: 0 }), bySeat }
}

/** How the sessions of the last `days` days went, by scenario. */
export async function analyticsOf(database: Database, days: number, now: number): Promise<Analytics> {
  const scenarios = await database
    .select({
      scenario: results.scenario,
      games: sql<number>`count(*)::int`,
      victories: sql<number>`(count(*) filter (where ${results.victory}))::int`,
      meanSeconds: sql<number>`avg(${results.seconds})::float8`,
      p95Seconds: sql<number>`(percentile_disc(0.95) within group (order by ${results.seconds}))::float8`,
      players: sql<number>`sum(${results.players})::int`,
      reconnects: sql<number>`sum(${results.reconnects})::int`,
    })
    .from(results)
    .where(gte(results.endedAt, new Date(now - days * 86_400_000)))
    .groupBy(results.scenario)
    .orderBy(results.scenario)
  return {
    days,
    scenarios: scenarios.map(({ meanSeconds, p95Seconds, ...rest }) => ({
      ...rest,
      seconds: { mean: Math.round(meanSeconds), p95: p95Seconds },
    })),
  }
}
