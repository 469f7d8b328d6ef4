/** Relations between players as the database keeps them. */
import { and, count, eq, inArray, or, sql } from 'drizzle-orm'
import type { Avatar } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { Relation } from '../../schema/people.ts'
import { nameKey } from '../accounts/name-key.ts'
import type { Database } from '../persistence/database.ts'
import { credentials, players, relations } from '../persistence/tables.ts'
import { type Act, acts, type Kind, type Pair, seenOf, turned } from './relation-rules.ts'

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Somebody in a player's list. */
export interface Contact {
  id: string
  name: string
  avatar?: Avatar
  relation: Relation
  /** When they were here last, unless they do not want it known. */
  seenAt?: number
}
type Profile = Omit<Contact, 'relation'>

/** What an act has changed. */
export interface Change {
  player: Profile
  other: Profile
  before: Pair
  after: Pair
}

const profileColumns = {
  id: players.id,
  name: players.name,
  avatar: players.avatar,
  seenAt: players.seenAt,
  isInvisible: players.isInvisible,
}
interface ProfileRow {
  id: string
  name: string
  avatar: Avatar | null
  seenAt: Date
  isInvisible: boolean
}
const profileOf = ({ id, name, avatar, seenAt, isInvisible }: ProfileRow): Profile => ({
  ...{ id, name },
  ...(avatar !== null && { avatar }),
  ...(!isInvisible && { seenAt: seenAt.getTime() }),
})

/** Does what `player` wants with `other`, one after the other with whatever else concerns either. */
export function change(database: Database, act: Act, player: string, other: string): Promise<Change> {
  return database.transaction(async (tx) => {
    const [first, second] = player < other ? [player, other] : [other, player]
    for (const id of [first, second]) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`relations:${id}`}, 0))`)
    }
    const profiles = await bothProfiles(tx, player, other)
    const before = await pairOf(tx, player, other)
    if (act === 'ask' && before.own === 'friend') throw new RefusedError('already-friends')
    const after = acts[act](before)
    await checkRoom(tx, player, other, before, after)
    await put(tx, player, other, before.own, after.own)
    await put(tx, other, player, before.theirs, after.theirs)
    return { ...profiles, before, after }
  })
}

/** Both stay until the end of the transaction. */
async function bothProfiles(tx: Transaction, player: string, other: string) {
  const rows = await tx
    .select(profileColumns)
    .from(players)
    .where(inArray(players.id, [player, other]))
    .orderBy(players.id)
    .for('key share')
  const [own, theirs] = [player, other].map((id) => rows.find((row) => row.id === id))
  if (own === undefined) throw new RefusedError('not-signed-in')
  if (theirs === undefined) throw new RefusedError('no-such-person')
  return { player: profileOf(own), other: profileOf(theirs) }
}

async function pairOf(tx: Transaction, player: string, other: string): Promise<Pair> {
  const rows = await tx
    .select()
    .from(relations)
    .where(or(is(player, other), is(other, player)))
  const said = (by: string) => rows.find((row) => row.player === by)?.kind
  return { own: said(player), theirs: said(other) }
}

const is = (player: string, other: string) => and(eq(relations.player, player), eq(relations.other, other))

async function checkRoom(tx: Transaction, player: string, other: string, before: Pair, after: Pair): Promise<void> {
  if (before.own === undefined && after.own !== undefined) {
    const [own] = await tx.select({ count: count() }).from(relations).where(eq(relations.player, player))
    if ((own?.count ?? 0) >= limits.people) throw new RefusedError('too-many-people')
  }
  // Of who blocks as of anybody else, so that it tells nothing.
  if (before.own !== 'requested' && after.own === 'requested') {
    const asking = and(eq(relations.other, other), eq(relations.kind, 'requested'))
    const [theirs] = await tx.select({ count: count() }).from(relations).where(asking)
    if ((theirs?.count ?? 0) < limits.people) return
    throw new RefusedError('too-many-people', 'Too many others wait for their answer.')
  }
}

async function put(tx: Transaction, player: string, other: string, before?: Kind, kind?: Kind): Promise<void> {
  if (kind === before) return
  if (kind === undefined) await tx.delete(relations).where(is(player, other))
  else if (before === undefined) await tx.insert(relations).values({ player, other, kind })
  else await tx.update(relations).set({ kind, createdAt: sql`now()` }).where(is(player, other))
}

/** The player behind an account's name. */
export async function findByName(database: Database, name: string): Promise<string> {
  const [account] = await database
    .select({ player: credentials.player })
    .from(credentials)
    .where(eq(credentials.nameKey, nameKey(name)))
  if (account === undefined) throw new RefusedError('no-such-person', 'No account has this name.')
  return account.player
}

/** Everybody who is something to a player, by name. */
export async function contactsOf(database: Database, player: string): Promise<Contact[]> {
  const rows = await database
    .select({ ...profileColumns, by: relations.player, kind: relations.kind })
    .from(relations)
    .innerJoin(
      players,
      or(
        and(eq(relations.player, player), eq(players.id, relations.other)),
        and(eq(relations.other, player), eq(players.id, relations.player)),
      ),
    )
    .where(or(eq(relations.player, player), eq(relations.other, player)))
    .orderBy(players.name, players.id)
  const pairs = new Map<string, Pair & { profile: Profile }>()
  for (const row of rows) {
    const pair = pairs.get(row.id) ?? { own: undefined, theirs: undefined, profile: profileOf(row) }
    pair[row.by === player ? 'own' : 'theirs'] = row.kind
    pairs.set(row.id, pair)
  }
  return [...pairs.values()].flatMap((pair) => {
    const relation = seenOf(pair)
    return relation === undefined ? [] : [{ ...pair.profile, relation }]
  })
}

/** The friends of several players. */
export async function friendsOf(database: Database, all: string[]): Promise<Map<string, Contact[]>> {
  const rows = await database
    .select({ ...profileColumns, of: relations.player })
    .from(relations)
    .innerJoin(players, eq(players.id, relations.other))
    .where(and(inArray(relations.player, all), eq(relations.kind, 'friend')))
  const friends = new Map<string, Contact[]>(all.map((player) => [player, []]))
  for (const row of rows) friends.get(row.of)?.push({ ...profileOf(row), relation: 'friend' })
  return friends
}

/** Whom a player has blocked. */
export async function blockedBy(database: Database, player: string): Promise<Set<string>> {
  const rows = await database
    .select({ other: relations.other })
    .from(relations)
    .where(and(eq(relations.player, player), eq(relations.kind, 'blocked')))
  return new Set(rows.map(({ other }) => other))
}

/** Everybody in whose list a player stands. */
export async function knownTo(database: Database, player: string): Promise<string[]> {
  const rows = await database
    .select()
    .from(relations)
    .where(or(eq(relations.player, player), eq(relations.other, player)))
  const others = new Map<string, Pair>()
  for (const row of rows) {
    const id = row.player === player ? row.other : row.player
    const pair = others.get(id) ?? { own: undefined, theirs: undefined }
    pair[row.player === player ? 'own' : 'theirs'] = row.kind
    others.set(id, pair)
  }
  return [...others].flatMap(([id, pair]) => (seenOf(turned(pair)) === undefined ? [] : [id]))
}
