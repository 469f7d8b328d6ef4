/** What concerns somebody and waits to be seen: kept, and told at once to whatever devices they are at. */
import { and, asc, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Notification, NotificationContent } from '../../schema/people.ts'
import type { Database } from '../persistence/database.ts'
import { isAboutMissing } from '../persistence/faults.ts'
import { notifications } from '../persistence/tables.ts'
import type { Attendance } from './attendance.ts'

export interface Notifications {
  /** One that waits unread, of the same kind, person and thing, is not repeated: it takes on what is new, such as a code. */
  notify(player: string, content: NotificationContent): Promise<void>
  /** The newest, oldest first. */
  newest(player: string, limit: number): Promise<Notification[]>
  /** Those before the one with this id, oldest first. */
  page(player: string, before: number): Promise<Notification[]>
  /** Up to this one they have been seen. */
  readUpTo(player: string, id: number): Promise<void>
}

export const notificationPage = 50

interface Services {
  orm: Database
  attendance: Pick<Attendance, 'tell'>
  now(): number
}

export function openNotifications({ orm, attendance, now }: Services): Notifications {
  const before = async (player: string, id: number, limit: number) => {
    const rows = await orm
      .select()
      .from(notifications)
      .where(and(eq(notifications.player, player), lt(notifications.id, id)))
      .orderBy(desc(notifications.id))
      .limit(limit)
    return rows.reverse().map(viewOf)
  }
  return {
    async notify(player, content) {
      const row = (await renew(orm, player, content)) ?? (await insert(orm, player, content, new Date(now())))
      if (row !== undefined && row !== 'known') attendance.tell([player], 'notification', viewOf(row))
    },
    newest: (player, limit) => before(player, Number.MAX_SAFE_INTEGER, limit),
    page: (player, id) => before(player, id, notificationPage),
    async readUpTo(player, id) {
      const read = await orm
        .update(notifications)
        .set({ readAt: new Date(now()) })
        .where(and(eq(notifications.player, player), lte(notifications.id, id), isNull(notifications.readAt)))
        .returning({ id: notifications.id })
      // Not the id that was asked: beyond the newest it would hide those to come.
      const upTo = Math.max(0, ...read.map((row) => row.id))
      if (upTo > 0) attendance.tell([player], 'notifications.read', { upTo })
    },
  }
}

type Row = typeof notifications.$inferSelect

const viewOf = ({ id, createdAt, readAt, content }: Row): Notification => ({
  id,
  at: createdAt.getTime(),
  isRead: readAt !== null,
  ...content,
})

/** The part of a content by which two are about the same; undefined where each counts. */
function subjectOf(content: NotificationContent): object | undefined {
  switch (content.kind) {
    case 'friend-request':
    case 'friend-accepted':
      return { kind: content.kind, from: content.from }
    case 'session-invitation':
      return { kind: content.kind, from: content.from, session: content.session }
    case 'team-invitation':
      return { kind: content.kind, from: content.from, team: content.team }
    case 'muted':
      return undefined
  }
}

/** Brings one that waits up to date; 'known' when it says all of this already, undefined when none waits. */
async function renew(orm: Database, player: string, content: NotificationContent): Promise<Row | 'known' | undefined> {
  const subject = subjectOf(content)
  if (subject === undefined) return undefined
  const waiting = await orm
    .select({
      id: notifications.id,
      isSame: sql<boolean>`${notifications.content} = ${JSON.stringify(content)}::jsonb`,
    })
    .from(notifications)
    .where(
      and(
        eq(notifications.player, player),
        isNull(notifications.readAt),
        sql`${notifications.content} @> ${JSON.stringify(subject)}::jsonb`,
      ),
    )
    .orderBy(asc(notifications.id))
  const newest = waiting.at(-1)
  if (newest === undefined) return undefined
  if (waiting.some(({ isSame }) => isSame)) return 'known'
  const [renewed] = await orm
    .update(notifications)
    .set({ content })
    .where(and(eq(notifications.id, newest.id), isNull(notifications.readAt)))
    .returning()
  return renewed
}

async function insert(orm: Database, player: string, content: NotificationContent, createdAt: Date) {
  const [row] = await orm
    .insert(notifications)
    .values({ player, content, createdAt })
    .returning()
    .catch((error) => {
      // Whoever is gone needs no telling.
      if (isAboutMissing(error)) return []
      throw error
    })
  return row
}
