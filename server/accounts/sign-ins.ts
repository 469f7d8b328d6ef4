/** Sign-ins: one on each device, carried on by refresh tokens that are used once each. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Database } from '../persistence/database.ts'
import { credentials, players, refreshTokens, signIns } from '../persistence/tables.ts'

const day = 86_400_000
/** Without a visit for this long a sign-in ends. */
export const idleMs = { guest: 30 * day, account: 90 * day }
/** A token that was replaced this recently gets a sibling: its answer was lost, or two tabs asked at once. */
export const siblingMs = 10_000
/** Characters of a device's name that are kept. */
const deviceLength = 120

/** 256 bits; only its digest is stored, so that who reads the database cannot sign in. */
export const newSecret = () => randomBytes(32).toString('base64url')
export const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** Sign-ins of one player that are kept, the latest used. */
const kept = 30

type Transaction = Pick<Database, 'select' | 'insert' | 'update' | 'delete'>

/** Begins a sign-in; returns its id and its first refresh token. */
export async function beginSignIn(
  tx: Transaction,
  now: number,
  { player, device, isGuest }: { player: string; device: string; isGuest: boolean },
): Promise<{ signIn: string; refreshToken: string }> {
  const id = randomUUID()
  const at = new Date(now)
  const expiresAt = new Date(now + (isGuest ? idleMs.guest : idleMs.account))
  await tx
    .insert(signIns)
    .values({ id, player, device: device.slice(0, deviceLength), createdAt: at, usedAt: at, expiresAt })
  const others = tx.select({ id: signIns.id }).from(signIns).where(eq(signIns.player, player))
  await tx.delete(signIns).where(inArray(signIns.id, others.orderBy(desc(signIns.usedAt)).offset(kept)))
  return { signIn: id, refreshToken: await addToken(tx, id, now) }
}

async function addToken(tx: Transaction, signIn: string, now: number): Promise<string> {
  const secret = newSecret()
  await tx.insert(refreshTokens).values({ hash: digest(secret), signIn, createdAt: new Date(now) })
  return secret
}

/** `reused` when a token came that had been replaced: somebody has a copy, and the whole sign-in is ended. */
export type Refreshed =
  | { outcome: 'replaced'; player: string; signIn: string; refreshToken: string }
  | { outcome: 'reused'; player: string }
  | { outcome: 'unknown' }

/** Replaces a refresh token. */
export function refresh(database: Database, now: number, secret: string): Promise<Refreshed> {
  return database.transaction(async (tx) => {
    const hash = digest(secret)
    const found = await signInOf(tx, secret)
    if (found === undefined) return { outcome: 'unknown' }
    // The family's row is what those who come at once wait for; the token is read again after.
    const [family] = await tx.select().from(signIns).where(eq(signIns.id, found)).for('update')
    const [token] = await tx.select().from(refreshTokens).where(eq(refreshTokens.hash, hash))
    if (family === undefined || token === undefined || !isLive(family, now)) return { outcome: 'unknown' }
    if (token.usedAt !== null && token.usedAt.getTime() + siblingMs < now) {
      await tx
        .update(signIns)
        .set({ revokedAt: new Date(now) })
        .where(eq(signIns.id, family.id))
      return { outcome: 'reused', player: family.player }
    }
    const at = new Date(now)
    if (token.usedAt === null) await tx.update(refreshTokens).set({ usedAt: at }).where(eq(refreshTokens.hash, hash))
    const [account] = await tx
      .select({ player: credentials.player })
      .from(credentials)
      .where(eq(credentials.player, family.player))
    const expiresAt = new Date(now + (account === undefined ? idleMs.guest : idleMs.account))
    await tx.update(signIns).set({ usedAt: at, expiresAt }).where(eq(signIns.id, family.id))
    await tx.update(players).set({ seenAt: at }).where(eq(players.id, family.player))
    const refreshToken = await addToken(tx, family.id, now)
    return { outcome: 'replaced', player: family.player, signIn: family.id, refreshToken }
  })
}

const isLive = ({ revokedAt, expiresAt }: typeof signIns.$inferSelect, now: number) =>
  revokedAt === null && expiresAt.getTime() > now

/** A further token of a live sign-in, for who came by its access token. Undefined when it has ended. */
export async function moreOf(tx: Transaction, now: number, signIn: string): Promise<string | undefined> {
  const [family] = await tx.select().from(signIns).where(eq(signIns.id, signIn)).for('update')
  return family === undefined || !isLive(family, now) ? undefined : addToken(tx, signIn, now)
}

/** The sign-in that a refresh token belongs to, live or not. */
export async function signInOf(database: Pick<Database, 'select'>, secret: string): Promise<string | undefined> {
  const [found] = await database
    .select({ signIn: refreshTokens.signIn })
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, digest(secret)))
  return found?.signIn
}

export async function endSignIn(tx: Transaction, now: number, signIn: string): Promise<void> {
  await tx
    .update(signIns)
    .set({ revokedAt: new Date(now) })
    .where(and(eq(signIns.id, signIn), isNull(signIns.revokedAt)))
}

/** Ends all sign-ins of a player, or all others than `except`. */
export async function endSignIns(tx: Transaction, now: number, player: string, except?: string): Promise<void> {
  await tx
    .update(signIns)
    .set({ revokedAt: new Date(now) })
    .where(
      and(
        eq(signIns.player, player),
        isNull(signIns.revokedAt),
        except === undefined ? undefined : ne(signIns.id, except),
      ),
    )
}
