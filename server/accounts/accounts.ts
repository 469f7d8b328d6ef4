/** What people do with their accounts: come as a guest, register, sign in, come back, change and recover a password, leave. */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Profile } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import type { Database } from '../persistence/database.ts'
import { audit, credentials, messages, notifications, players, results, serviceRecords } from '../persistence/tables.ts'
import { leaveTeam } from '../teams/teams.ts'
import type { Bearer } from './identity.ts'
import { nameKey } from './name-key.ts'
import { checkStrength, type Passwords } from './passwords.ts'
import { findPerson, findSelf } from './people.ts'
import { hashOfCode, newSecretCode } from './secret-codes.ts'
import { beginSignIn, endSignIn, endSignIns, moreOf, refresh, signInOf } from './sign-ins.ts'

/** Somebody who is signed in from now on. */
export interface Grant {
  player: Profile
  signIn: string
  refreshToken: string
  recoveryCode?: string
}

/** How somebody asks: with what they have already, and from which device. */
export interface Asker {
  bearer?: Bearer | undefined
  refreshToken?: string | undefined
  device: string
}

export interface AccountServices {
  database: Database
  passwords: Passwords
  log: Logger
  now(): number
  /** Told of sign-ins that have ended, so that nothing goes on living by them. */
  signedOut(signIns: string[]): void
  /** Asked before an account goes; the answer is called when it is gone. */
  farewell(player: string): Promise<() => void>
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
type Credentials = typeof credentials.$inferSelect

/** What a result is called after its creator, whose name it bore, has left for good. */
const namelessSession = 'A session'

export class Accounts {
  private readonly services: AccountServices
  private readonly database: Database

  constructor(services: AccountServices) {
    this.services = services
    this.database = services.database
  }

  /** A new guest, or the same one again under a new name. */
  async guest(name: string, asker: Asker): Promise<Grant> {
    const known = await this.knownGuest(asker)
    const at = new Date(this.services.now())
    return this.database.transaction(async (tx) => {
      if (known !== undefined) {
        await tx.update(players).set({ name, seenAt: at }).where(eq(players.id, known.player))
        return { ...known, player: await findSelf(tx, known.player) }
      }
      const id = randomUUID()
      await tx.insert(players).values({ id, name, createdAt: at, seenAt: at })
      return this.begin(tx, id, asker.device)
    })
  }

  private async knownGuest({ bearer, refreshToken }: Asker) {
    if (bearer !== undefined) {
      if (!(await findPerson(this.database, bearer.id))?.isGuest) return undefined
      const more = await this.database.transaction((tx) => moreOf(tx, this.services.now(), bearer.signIn))
      return more === undefined ? undefined : { player: bearer.id, signIn: bearer.signIn, refreshToken: more }
    }
    const known = refreshToken === undefined ? undefined : await this.replaced(refreshToken)
    return known !== undefined && (await findPerson(this.database, known.player))?.isGuest ? known : undefined
  }

  /** A new account; a guest who asks with their token becomes it, with everything they have done. */
  async register(name: string, password: string, { bearer, device }: Asker): Promise<Grant> {
    checkStrength(password, name)
    if (bearer !== undefined && !(await findSelf(this.database, bearer.id)).isGuest)
      throw new RefusedError('has-account')
    const passwordHash = await this.services.passwords.hash(password)
    const { code, hash: recoveryHash } = newSecretCode()
    const id = bearer?.id ?? randomUUID()
    const at = new Date(this.services.now())
    return this.database.transaction(async (tx) => {
      if (bearer === undefined) await tx.insert(players).values({ id, name, createdAt: at, seenAt: at })
      else await tx.update(players).set({ name, seenAt: at }).where(eq(players.id, id))
      const made = await tx
        .insert(credentials)
        .values({ player: id, signInName: name, nameKey: nameKey(name), passwordHash, recoveryHash, changedAt: at })
        .onConflictDoNothing()
        .returning({ player: credentials.player })
      if (made.length === 0) throw new RefusedError('name-in-use')
      // Nothing that lives by them is told: whoever registers in the middle of a game plays on.
      await endSignIns(tx, at.getTime(), id)
      await this.note(tx, 'account.registered', id)
      return { ...(await this.begin(tx, id, device)), recoveryCode: code }
    })
  }

  async signIn(name: string, password: string, { device }: Asker): Promise<Grant> {
    const account = await this.accountCalled(name)
    const isRight = await this.services.passwords.verify(account?.passwordHash, password)
    if (account === undefined || !isRight) throw new RefusedError('wrong-sign-in')
    return this.database.transaction(async (tx) => {
      const at = new Date(this.services.now())
      await tx.update(players).set({ seenAt: at }).where(eq(players.id, account.player))
      return this.begin(tx, account.player, device)
    })
  }

  /** `allow` is asked, with the sign-in, before anything changes. */
  async refresh(refreshToken: string, allow: (signIn: string) => Promise<void>): Promise<Grant> {
    const signIn = await signInOf(this.database, refreshToken)
    if (signIn === undefined) throw new RefusedError('not-signed-in')
    await allow(signIn)
    const replaced = await this.replaced(refreshToken)
    if (replaced === undefined) throw new RefusedError('not-signed-in')
    return { ...replaced, player: await findSelf(this.database, replaced.player) }
  }

  private async replaced(refreshToken: string) {
    const refreshed = await refresh(this.database, this.services.now(), refreshToken)
    if (refreshed.outcome === 'reused') {
      this.services.signedOut([refreshed.signIn])
      this.services.log.warn({ player: refreshed.player }, 'a replaced refresh token came again: its sign-in is ended')
      await this.note(this.database, 'sign-in.reused', refreshed.player)
    }
    return refreshed.outcome === 'replaced' ? refreshed : undefined
  }

  /** Ends what the asker shows, by either token; knows nobody, and is content. */
  async signOut({ bearer, refreshToken }: Asker): Promise<void> {
    const byToken = refreshToken === undefined ? undefined : await signInOf(this.database, refreshToken)
    for (const signIn of new Set([bearer?.signIn, byToken])) {
      if (signIn !== undefined) this.services.signedOut(await endSignIn(this.database, this.services.now(), signIn))
    }
  }

  async signOutEverywhere(player: string): Promise<void> {
    this.services.signedOut(await endSignIns(this.database, this.services.now(), player))
  }

  /** Sets a new password and ends all other sign-ins. */
  async changePassword(bearer: Bearer, current: string, password: string): Promise<void> {
    const account = await this.accountOf(bearer.id)
    if (account === undefined) throw new RefusedError('no-account')
    if (!(await this.services.passwords.verify(account.passwordHash, current))) throw new RefusedError('wrong-current')
    checkStrength(password, account.signInName)
    const passwordHash = await this.services.passwords.hash(password)
    const ended = await this.database.transaction(async (tx) => {
      const at = this.services.now()
      await tx
        .update(credentials)
        .set({ passwordHash, changedAt: new Date(at) })
        .where(eq(credentials.player, bearer.id))
      await this.note(tx, 'password.changed', bearer.id)
      return endSignIns(tx, at, bearer.id, bearer.signIn)
    })
    this.services.signedOut(ended)
  }

  /** Sets a new password by the recovery code, which is spent, and ends all sign-ins. */
  async recover(name: string, recoveryCode: string, password: string, { device }: Asker): Promise<Grant> {
    checkStrength(password, name)
    const account = await this.accountCalled(name)
    const given = hashOfCode(recoveryCode)
    if (account === undefined || account.recoveryHash !== given) throw new RefusedError('wrong-recovery')
    const passwordHash = await this.services.passwords.hash(password)
    const { code, hash: recoveryHash } = newSecretCode()
    let ended: string[] = []
    const grant = await this.database.transaction(async (tx) => {
      const at = this.services.now()
      const changed = await tx
        .update(credentials)
        .set({ passwordHash, recoveryHash, changedAt: new Date(at) })
        // Spent in the meantime: whoever came first has it.
        .where(and(eq(credentials.player, account.player), eq(credentials.recoveryHash, given)))
        .returning({ player: credentials.player })
      if (changed.length === 0) throw new RefusedError('wrong-recovery')
      ended = await endSignIns(tx, at, account.player)
      await this.note(tx, 'password.recovered', account.player)
      return { ...(await this.begin(tx, account.player, device)), recoveryCode: code }
    })
    this.services.signedOut(ended)
    return grant
  }

  /** Deletes a player and everything of them; results of others stay, without their name. */
  async remove(player: string, password: string | undefined): Promise<void> {
    const account = await this.accountOf(player)
    if (account !== undefined && !(await this.services.passwords.verify(account.passwordHash, password ?? ''))) {
      throw new RefusedError('wrong-current')
    }
    const gone = await this.services.farewell(player)
    const ended = await this.database.transaction(async (tx) => {
      const { name } = await findSelf(tx, player)
      const played = await tx
        .select({ id: results.id, name: results.name })
        .from(results)
        .innerJoin(serviceRecords, eq(serviceRecords.result, results.id))
        .where(eq(serviceRecords.player, player))
      const named = played.filter((result) => hasWords(result.name, name)).map(({ id }) => id)
      if (named.length > 0) await tx.update(results).set({ name: namelessSession }).where(inArray(results.id, named))
      const signIns = await endSignIns(tx, this.services.now(), player)
      await unsay(tx, player)
      await leaveTeam(tx, player, new Date(this.services.now()))
      await tx.delete(players).where(eq(players.id, player))
      await this.note(tx, 'account.deleted', player)
      return signIns
    })
    this.services.signedOut(ended)
    gone()
  }

  private async begin(tx: Transaction, id: string, device: string): Promise<Grant> {
    const player = await findSelf(tx, id)
    const begun = await beginSignIn(tx, this.services.now(), { player: id, device, isGuest: player.isGuest })
    return { ...begun, player }
  }

  private async accountCalled(name: string): Promise<Credentials | undefined> {
    return (
      await this.database
        .select()
        .from(credentials)
        .where(eq(credentials.nameKey, nameKey(name)))
    )[0]
  }

  private async accountOf(player: string): Promise<Credentials | undefined> {
    return (await this.database.select().from(credentials).where(eq(credentials.player, player)))[0]
  }

  private async note(tx: Pick<Database, 'insert'>, action: string, player: string): Promise<void> {
    await tx.insert(audit).values({ action, actor: player, subject: player, createdAt: new Date(this.services.now()) })
  }
}

/** What somebody said leaves only its numbers, and what told others of them goes. */
async function unsay(tx: Transaction, player: string): Promise<void> {
  await tx.update(messages).set({ text: '', name: '', isRemoved: true }).where(eq(messages.sender, player))
  await tx.delete(notifications).where(sql`${notifications.content}->>'from' = ${player}`)
}

/** Whether a session's name says somebody's name in whole words: "Ann's session" says "Ann", "Annual meeting" does not. */
function hasWords(text: string, name: string): boolean {
  const words = (from: string) =>
    ` ${from
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `
  return words(name).trim() === '' ? text.includes(name) : words(text).includes(words(name))
}
