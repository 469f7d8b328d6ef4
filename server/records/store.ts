/** Results, service records and order logs on their way into the database, through the queue that no tick waits for. */
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../persistence/database.ts'
import { orderLogs, players, results, serviceRecords } from '../persistence/tables.ts'
import type { WriteQueue } from '../persistence/write-queue.ts'
import type { GameDefinition } from '../session/game-definition.ts'
import type { FinishedGame, LoggedOrder, LogPart, Records } from './recorder.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

export function openRecords(writes: WriteQueue, definition: Pick<GameDefinition, 'id' | 'variant'>): Records {
  return {
    part: (part) => void writes.enqueue('order log', (orm) => writePart(orm, part)),
    finished: (game) => void writes.enqueue('result', (orm) => writeResult(orm, game, definition)),
  }
}

async function writePart(orm: Database, { game, part, seed, orders }: LogPart): Promise<void> {
  const lines = orders.map((order) => JSON.stringify(order)).join('\n')
  const row = { seed, orders: orders.length, log: await compress(lines) }
  await orm
    .insert(orderLogs)
    .values({ result: game, part, ...row })
    // Whoever took the session over from a checkpoint writes what has become of it; the lost second never was.
    .onConflictDoUpdate({ target: [orderLogs.result, orderLogs.part], set: row })
}

async function writeResult(orm: Database, game: FinishedGame, { id, variant }: Pick<GameDefinition, 'id' | 'variant'>) {
  const { outcome, session, participants } = game
  const endedAt = new Date(game.endedAt)
  const everybody = [...participants]
  await orm.transaction(async (tx) => {
    await tx
      .insert(results)
      .values({
        id: game.id,
        session: session.id,
        name: session.name,
        game: id,
        scenario: variant(session.settings),
        settings: session.settings,
        victory: outcome.victory,
        reason: outcome.reason,
        seconds: Math.round(outcome.seconds),
        players: everybody.length,
        reconnects: everybody.reduce((sum, [, { reconnects }]) => sum + reconnects, 0),
        groups: game.groups.map((group, index) => ({ ...group, figures: outcome.groups[index]?.figures ?? {} })),
        startedAt: new Date(game.startedAt),
        endedAt,
      })
      .onConflictDoNothing()
    if (everybody.length === 0) return
    // Somebody may have deleted their account since: locked here, so that nobody does before their line is written.
    const ids = everybody.map(([player]) => player)
    const known = await tx.select({ id: players.id }).from(players).where(inArray(players.id, ids)).for('key share')
    const lines = known.map(({ id: player }) => {
      const { group, seats, reconnects } = participants.get(player)!
      return { player, result: game.id, group, seats: [...seats], reconnects, endedAt }
    })
    if (lines.length > 0) await tx.insert(serviceRecords).values(lines).onConflictDoNothing()
  })
}

/** Everything that was ordered in a game, in order; undefined when nothing is kept of it. */
export async function readOrderLog(
  orm: Database,
  game: string,
): Promise<{ seed: number; orders: LoggedOrder[] } | undefined> {
  const parts = await orm.select().from(orderLogs).where(eq(orderLogs.result, game)).orderBy(asc(orderLogs.part))
  const [first] = parts
  if (first === undefined) return undefined
  const texts = await Promise.all(parts.map(async ({ log }) => (await decompress(log)).toString()))
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '')
  return { seed: first.seed, orders: lines.map((line) => JSON.parse(line) as LoggedOrder) }
}
