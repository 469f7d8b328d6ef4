/** What players report, and what moderators do about it: each of their acts stands in the audit. */
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { RefusedError } from '../../schema/errors.ts'
import type { Report } from '../../schema/moderation.ts'
import { kindOf } from '../../schema/people.ts'
import type { Database } from '../persistence/database.ts'
import { isAboutMissing } from '../persistence/faults.ts'
import { audit, channels, messages, mutes, players, reports } from '../persistence/tables.ts'

export const reportPage = 50

type Writer = Pick<Database, 'insert'>
interface MessageId {
  channel: string
  seq: number
}
const isMessage = ({ channel, seq }: MessageId) => and(eq(messages.channel, channel), eq(messages.seq, seq))
const isAbout = ({ channel, seq }: MessageId) => and(eq(reports.channel, channel), eq(reports.seq, seq))

/** Keeps what was said, for moderators; the same message reported again by the same person is known already. Whether they
 *  may read it at all is asked before. Throws `RefusedError` with 'no-such-message' or 'yourself'. */
export async function reportMessage(
  database: Database,
  { reporter, reason, at, ...id }: MessageId & { reporter: string; reason: string; at: Date },
): Promise<void> {
  const [message] = await database.select().from(messages).where(isMessage(id))
  if (message === undefined || message.isRemoved) throw new RefusedError('no-such-message')
  const { sender: subject, text } = message
  if (subject === reporter) throw new RefusedError('yourself')
  // No line in the audit: people read there what was done about them, and who told of them is not theirs to know.
  await database
    .insert(reports)
    .values({ ...id, reporter, subject, text, reason, createdAt: at })
    .onConflictDoNothing()
    .catch((error) => {
      throw isAboutMissing(error) ? new RefusedError('not-signed-in') : error
    })
}

/** Those nobody has closed yet, the oldest first. */
export async function openReports(database: Database, after: number): Promise<Report[]> {
  const [reporter, subject] = [alias(players, 'reporter'), alias(players, 'subject')]
  const rows = await database
    .select({
      report: reports,
      reporter: { id: reporter.id, name: reporter.name },
      subject: { id: subject.id, name: subject.name },
      isRemoved: messages.isRemoved,
    })
    .from(reports)
    .leftJoin(reporter, eq(reporter.id, reports.reporter))
    .leftJoin(subject, eq(subject.id, reports.subject))
    .leftJoin(messages, and(eq(messages.channel, reports.channel), eq(messages.seq, reports.seq)))
    .where(and(isNull(reports.closedAt), gt(reports.id, after)))
    .orderBy(asc(reports.id))
    .limit(reportPage)
  return rows.map(({ report: { id, createdAt, channel, seq, text, reason }, ...people }) => ({
    ...{ id, at: createdAt.getTime(), channel, seq, text, reason },
    ...(people.reporter ? { reporter: people.reporter } : {}),
    ...(people.subject ? { subject: people.subject } : {}),
    // What retention has swept is as good as taken away.
    isRemoved: people.isRemoved ?? true,
  }))
}

/** Throws `RefusedError('no-such-report')`; a closed one stays as it is. */
export async function closeReport(database: Database, moderator: string, id: number, at: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const [known] = await tx.select({ id: reports.id }).from(reports).where(eq(reports.id, id))
    if (known === undefined) throw new RefusedError('no-such-report')
    const [closed] = await tx
      .update(reports)
      .set({ closedAt: at })
      .where(and(eq(reports.id, id), isNull(reports.closedAt)))
      .returning()
    if (closed === undefined) return
    await note(tx, { actor: moderator, action: 'report.closed', subject: closed.subject, details: { report: id }, at })
  })
}

/** Empties a message, whose number stays. A private one only after it was reported: moderators read no private mail.
 *  Answers false for one that was taken away already. Throws `RefusedError('no-such-message')`. */
export async function removeMessage(database: Database, moderator: string, id: MessageId, at: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [message] = await tx.select().from(messages).where(isMessage(id)).for('update')
    if (message === undefined) throw new RefusedError('no-such-message')
    if (kindOf(id.channel) === 'private') {
      const [report] = await tx.select({ id: reports.id }).from(reports).where(isAbout(id)).limit(1)
      if (report === undefined) throw new RefusedError('no-such-message')
    }
    if (message.isRemoved) return false
    await tx.update(messages).set({ text: '', isRemoved: true }).where(isMessage(id))
    await note(tx, { actor: moderator, action: 'message.removed', subject: message.sender, details: { ...id }, at })
    return true
  })
}

/** Until `minutes` from now, instead of whatever was before. Throws `RefusedError` with 'no-such-person' or 'yourself'. */
export async function mute(
  database: Database,
  moderator: string,
  { player, minutes, reason, at }: { player: string; minutes: number; reason: string; at: Date },
): Promise<void> {
  if (player === moderator) throw new RefusedError('yourself')
  const set = { until: new Date(at.getTime() + minutes * 60_000), reason, createdAt: at }
  await database.transaction(async (tx) => {
    await tx
      .insert(mutes)
      .values({ player, ...set })
      .onConflictDoUpdate({ target: mutes.player, set })
      .catch((error) => {
        throw isAboutMissing(error) ? new RefusedError('no-such-person') : error
      })
    await note(tx, { actor: moderator, action: 'player.muted', subject: player, details: { minutes, reason }, at })
  })
}

/** Content when there is nothing to end. */
export async function unmute(database: Database, moderator: string, player: string, at: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const ended = await tx
      .delete(mutes)
      .where(and(eq(mutes.player, player), gt(mutes.until, at)))
      .returning({ player: mutes.player })
    if (ended.length > 0) await note(tx, { actor: moderator, action: 'player.unmuted', subject: player, at })
  })
}

/** Until when a player may not speak; undefined when they may. */
export async function mutedUntil(
  database: Pick<Database, 'select'>,
  player: string,
  at: Date,
): Promise<Date | undefined> {
  const [row] = await database
    .select({ until: mutes.until })
    .from(mutes)
    .where(and(eq(mutes.player, player), gt(mutes.until, at)))
  return row?.until
}

/** Seconds between two messages of one person in a channel; 0 ends it. */
export async function slowDown(
  database: Database,
  moderator: string,
  { channel: id, seconds, at }: { channel: string; seconds: number; at: Date },
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx
      .insert(channels)
      .values({ id, slowSeconds: seconds, usedAt: at })
      .onConflictDoUpdate({ target: channels.id, set: { slowSeconds: seconds } })
    await note(tx, { actor: moderator, action: 'channel.slowed', details: { channel: id, seconds }, at })
  })
}

async function note(tx: Writer, { at, ...entry }: typeof audit.$inferInsert & { at: Date }): Promise<void> {
  await tx.insert(audit).values({ ...entry, createdAt: at })
}
