/** What is said, kept: messages are numbered in their channel without a gap, and each counts once however often it is sent. */
import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { limits } from '../../schema/limits.ts'
import type { CatchUp, ChatLine } from '../../schema/people.ts'
import { UnavailableError } from '../http.ts'
import type { Database } from '../persistence/database.ts'
import { channels, messages, players, readCursors } from '../persistence/tables.ts'

/** A message that is to be said: all but its number and time. */
export interface Draft extends Omit<ChatLine, 'seq' | 'at' | 'isRemoved'> {
  /** The page's own id of it. */
  clientId: string
}

export interface Head {
  epoch: number
  head: number
  slowSeconds: number
}

/** A channel as one player finds it. */
export interface ReadHead extends Head {
  /** Undefined before the player has read anything there. */
  read: number | undefined
}

export interface ChatStore {
  /** Resolves once the message is committed, or was before. Rejects with `UnavailableError` when the database is away or too
   *  many wait: then it may have been committed all the same, and sending it again tells. */
  post(draft: Draft): Promise<ChatLine>
  catchUp(channel: string, epoch: number, after: number): Promise<CatchUp>
  /** The last page before `before`, oldest first. */
  history(channel: string, before: number): Promise<ChatLine[]>
  /** Of these channels, those in which something was said or set. */
  heads(ids: string[]): Promise<Map<string, Head>>
  /** The same with how far a player has read. */
  readHeads(ids: string[], player: string): Promise<Map<string, ReadHead>>
  /** Private channels of a player, those last used first, with the partner's name. */
  privateChannels(player: string): Promise<{ id: string; title: string }[]>
  /** Private channels, anybody's, in which something was said since. */
  privateUsedSince(since: Date): Promise<string[]>
  read(channel: string, player: string, seq: number): Promise<void>
}

interface Committed {
  /** One for each draft; and those of them that were not there before. */
  lines: ChatLine[]
  fresh: ChatLine[]
}

const mostWaiting = 2000
const batchSize = 200
const mostPrivate = 50

interface Waiting {
  draft: Draft
  resolve(line: ChatLine): void
  reject(error: unknown): void
}

/** `committed` is told of new messages, in their order, before whoever sent them. */
export function openChatStore(orm: Database, now: () => number, committed: (lines: ChatLine[]) => void): ChatStore {
  const waiting: Waiting[] = []
  let isWorking = false

  /** One transaction after the other, each with all that wait by then: a busy channel costs one commit, not one a message. */
  const work = async () => {
    isWorking = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchSize)
      try {
        settle(
          batch,
          await commit(
            orm,
            batch.map(({ draft }) => draft),
            now(),
          ),
        )
      } catch (error) {
        if (error instanceof UnavailableError || batch.length === 1) for (const { reject } of batch) reject(error)
        else await oneByOne(batch)
      }
    }
    isWorking = false
  }
  /** One of them cannot be kept: it must not take the others with it. */
  const oneByOne = async (batch: Waiting[]) => {
    for (const each of batch) {
      await commit(orm, [each.draft], now()).then((done) => settle([each], done), each.reject)
    }
  }
  const settle = (batch: Waiting[], { lines, fresh }: Committed) => {
    if (fresh.length > 0) committed(fresh)
    for (const [index, { resolve }] of batch.entries()) resolve(lines[index]!)
  }

  const select = () => orm.select().from(messages)
  const newest = async (channel: string): Promise<ChatLine[]> => {
    const rows = await select().where(eq(messages.channel, channel)).orderBy(desc(messages.seq)).limit(limits.chatPage)
    return rows.reverse().map(lineOf)
  }
  const headsOf = async (ids: string[]) =>
    ids.length === 0 ? [] : orm.select().from(channels).where(inArray(channels.id, ids))

  return {
    post(draft) {
      if (waiting.length >= mostWaiting) return Promise.reject(new UnavailableError('too many messages wait'))
      return new Promise((resolve, reject) => {
        waiting.push({ draft, resolve, reject })
        // In a moment: whoever speaks at the same time goes along.
        if (!isWorking) setImmediate(() => !isWorking && void work())
      })
    },
    async catchUp(channel, epoch, after) {
      const [row] = await headsOf([channel])
      if (row === undefined) return { epoch: 1, recovered: after === 0, messages: [] }
      const missed = row.seq - after
      if (epoch !== row.epoch || missed < 0 || missed > limits.chatCatchUp) {
        return { epoch: row.epoch, recovered: false, messages: await newest(channel) }
      }
      const rows = await select()
        .where(and(eq(messages.channel, channel), gt(messages.seq, after)))
        .orderBy(messages.seq)
        .limit(limits.chatCatchUp)
      // What was swept by age is gone, and that is said.
      return { epoch: row.epoch, recovered: rows.length >= missed, messages: rows.map(lineOf) }
    },
    async history(channel, before) {
      const rows = await select()
        .where(and(eq(messages.channel, channel), lt(messages.seq, before)))
        .orderBy(desc(messages.seq))
        .limit(limits.chatPage)
      return rows.reverse().map(lineOf)
    },
    async heads(ids) {
      return new Map((await headsOf(ids)).map((row) => [row.id, headOf(row)]))
    },
    async readHeads(ids, player) {
      if (ids.length === 0) return new Map()
      const rows = await orm
        .select({ channel: channels, read: readCursors.seq })
        .from(channels)
        .leftJoin(readCursors, and(eq(readCursors.channel, channels.id), eq(readCursors.player, player)))
        .where(inArray(channels.id, ids))
      return new Map(rows.map(({ channel, read }) => [channel.id, { ...headOf(channel), read: read ?? undefined }]))
    },
    async privateChannels(player) {
      const partner = sql`case when split_part(${channels.id}, ':', 2) = ${player} then split_part(${channels.id}, ':', 3)
        else split_part(${channels.id}, ':', 2) end`
      const rows = await orm
        .select({ id: channels.id, title: players.name })
        .from(readCursors)
        .innerJoin(channels, eq(channels.id, readCursors.channel))
        .innerJoin(players, sql`${players.id}::text = ${partner}`)
        .where(and(eq(readCursors.player, player), sql`${channels.id} like 'private:%'`))
        .orderBy(desc(channels.usedAt))
        .limit(mostPrivate)
      return rows
    },
    async privateUsedSince(since) {
      const isPrivate = sql`${channels.id} like 'private:%'`
      const rows = await orm
        .select({ id: channels.id })
        .from(channels)
        .where(and(gt(channels.usedAt, since), isPrivate))
      return rows.map(({ id }) => id)
    },
    async read(channel, player, seq) {
      await orm
        .insert(readCursors)
        .values({ player, channel, seq })
        .onConflictDoUpdate({
          target: [readCursors.player, readCursors.channel],
          set: { seq: sql`greatest(${readCursors.seq}, excluded.seq)`, usedAt: sql`now()` },
        })
    },
  }
}

/** Commits drafts together, in their order; the function of the database numbers them. */
async function commit(orm: Database, drafts: Draft[], at: number): Promise<Committed> {
  const saidAt = new Date(at).toISOString()
  const { rows } = await orm.execute<Said>(
    sql`select * from say_messages(${JSON.stringify(drafts)}::jsonb, ${saidAt}::timestamptz)`,
  )
  const lines = rows.map((row) => {
    const about = row.about as ChatLine['about'] | null
    return lineOf({
      ...row,
      about,
      seq: Number(row.seq),
      createdAt: new Date(row.created_at),
      isRemoved: row.is_removed,
    })
  })
  return { lines, fresh: lines.filter((_, index) => rows[index]?.is_new) }
}

/** A row as the function answers it. */
interface Said extends Record<string, unknown> {
  is_new: boolean
  channel: string
  seq: string | number
  sender: string | null
  name: string
  kind: ChatLine['kind']
  text: string
  is_removed: boolean
  created_at: string | Date
}

const headOf = ({ epoch, seq, slowSeconds }: typeof channels.$inferSelect): Head => ({ epoch, head: seq, slowSeconds })

type Row = Omit<typeof messages.$inferSelect, 'clientId'>

function lineOf(row: Row): ChatLine {
  const { channel, seq, sender, name, kind, text, about, isRemoved, createdAt } = row
  return {
    ...{ channel, seq, from: sender ?? '', name, kind, text, at: createdAt.getTime() },
    ...(about === null ? {} : { about }),
    ...(isRemoved ? { isRemoved } : {}),
  }
}
