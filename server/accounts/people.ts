/** Who people are to each other: profiles, preferences, and everything that is kept of one. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { Preferences, Profile } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import type { Database } from '../persistence/database.ts'
import {
  audit,
  credentials,
  messages,
  mutes,
  notifications,
  players,
  readCursors,
  relations,
  reports,
  results,
  serviceRecords,
  signIns,
  teamMembers,
  teams,
} from '../persistence/tables.ts'
import { nameKey } from './name-key.ts'

type Reader = Pick<Database, 'select'>

/** A player's profile, undefined when there is none (any more). */
export async function findPerson(database: Reader, id: string): Promise<Profile | undefined> {
  const [row] = await database
    .select({ player: players, account: credentials.player })
    .from(players)
    .leftJoin(credentials, eq(credentials.player, players.id))
    .where(eq(players.id, id))
  if (row === undefined) return undefined
  const { name, role, status, avatar, createdAt } = row.player
  return {
    id,
    name,
    isGuest: row.account === null,
    role,
    status,
    ...(avatar === null ? {} : { avatar }),
    createdAt: createdAt.getTime(),
  }
}

/** The profile of who asks: a token outlives a deleted account by some minutes. */
export async function findSelf(database: Reader, id: string): Promise<Profile> {
  const person = await findPerson(database, id)
  if (person === undefined) throw new RefusedError('not-signed-in')
  return person
}

/** Changes what is given. An account signs in with its new name from then on. Throws `RefusedError('name-in-use')`. */
export async function changeProfile(
  database: Database,
  id: string,
  { name, status, avatar }: { name?: string | undefined; status?: string | undefined; avatar?: Profile['avatar'] },
): Promise<Profile> {
  return database.transaction(async (tx) => {
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(status === undefined ? {} : { status }),
      ...(avatar === undefined ? {} : { avatar }),
    }
    if (Object.keys(changes).length > 0) await tx.update(players).set(changes).where(eq(players.id, id))
    if (name !== undefined) {
      await tx
        .update(credentials)
        .set({ signInName: name, nameKey: nameKey(name) })
        .where(eq(credentials.player, id))
        .catch((error) => {
          throw isConflict(error) ? new RefusedError('name-in-use') : error
        })
    }
    return findSelf(tx, id)
  })
}

/** SQLSTATE unique_violation. */
const isConflict = (error: unknown) => (error as { code?: string }).code === '23505'

export async function preferencesOf(database: Reader, id: string): Promise<Preferences> {
  const [row] = await database.select({ preferences: players.preferences }).from(players).where(eq(players.id, id))
  if (row === undefined) throw new RefusedError('not-signed-in')
  return row.preferences
}

export async function setPreferences(database: Database, id: string, preferences: Preferences): Promise<Preferences> {
  const changed = await database.update(players).set({ preferences }).where(eq(players.id, id)).returning()
  if (changed.length === 0) throw new RefusedError('not-signed-in')
  return preferences
}

/** Everything that is kept of a player, except what others could sign in with. */
export async function exportOf(database: Database, id: string) {
  return database.transaction(async (tx) => {
    const [player] = await tx.select().from(players).where(eq(players.id, id))
    if (player === undefined) throw new RefusedError('not-signed-in')
    const [account] = await tx
      .select({ signInName: credentials.signInName, passwordChangedAt: credentials.changedAt })
      .from(credentials)
      .where(eq(credentials.player, id))
    return {
      player,
      account: account ?? null,
      signIns: await tx.select().from(signIns).where(eq(signIns.player, id)).orderBy(asc(signIns.createdAt)),
      serviceRecord: await tx
        .select({ record: serviceRecords, result: results })
        .from(serviceRecords)
        .innerJoin(results, eq(results.id, serviceRecords.result))
        .where(eq(serviceRecords.player, id))
        .orderBy(asc(serviceRecords.endedAt)),
      ...(await saidBy(tx, id)),
      ...(await tiesOf(tx, id)),
      notes: await notesOn(tx, id),
    }
  })
}

async function saidBy(tx: Reader, id: string) {
  return {
    messages: await tx
      .select({
        channel: messages.channel,
        seq: messages.seq,
        kind: messages.kind,
        text: messages.text,
        about: messages.about,
        isRemoved: messages.isRemoved,
        createdAt: messages.createdAt,
      })
      .from(messages)
      .where(eq(messages.sender, id))
      .orderBy(asc(messages.createdAt), asc(messages.seq)),
    read: await tx.select().from(readCursors).where(eq(readCursors.player, id)),
    mutes: await tx.select().from(mutes).where(eq(mutes.player, id)),
    reports: await tx.select().from(reports).where(eq(reports.reporter, id)).orderBy(asc(reports.id)),
  }
}

async function tiesOf(tx: Reader, id: string) {
  const [team] = await tx
    .select({ id: teams.id, name: teams.name, role: teamMembers.role, since: teamMembers.createdAt })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.team))
    .where(eq(teamMembers.player, id))
  return {
    team: team ?? null,
    // What others have said of them, requests apart, is the others' own.
    relations: await tx
      .select()
      .from(relations)
      .where(or(eq(relations.player, id), and(eq(relations.other, id), eq(relations.kind, 'requested'))))
      .orderBy(asc(relations.createdAt)),
    notifications: await tx
      .select()
      .from(notifications)
      .where(eq(notifications.player, id))
      .orderBy(asc(notifications.id)),
  }
}

/** What was done by them and about them; which of the moderators did it is not theirs to know. */
async function notesOn(tx: Reader, id: string) {
  const notes = await tx
    .select()
    .from(audit)
    .where(or(eq(audit.subject, id), eq(audit.actor, id)))
    .orderBy(asc(audit.id))
  return notes.map((note) => ({ ...note, actor: note.actor === id ? id : null }))
}
