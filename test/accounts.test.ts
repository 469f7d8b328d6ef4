/** Accounts on both databases: guests who keep what they did, passwords and what replaces them, sign-ins that thieves end. */
import assert from 'node:assert/strict'
import { eq } from 'drizzle-orm'
import { RefusedError } from '../schema/errors.ts'
import { Accounts } from '../server/accounts/accounts.ts'
import { changeProfile, findPerson, preferencesOf, setPreferences } from '../server/accounts/people.ts'
import { serviceRecordOf } from '../server/accounts/service-record.ts'
import { idleMs, siblingMs } from '../server/accounts/sign-ins.ts'
import type { Database } from '../server/persistence/database.ts'
import * as tables from '../server/persistence/tables.ts'
import {
  by,
  fresh,
  log,
  nobody,
  openTestAccounts,
  password,
  played,
  refusedWith,
  type TestAccounts,
} from './accounts.ts'
import { describeOnBoth } from './databases.ts'

describeOnBoth('accounts', (stand) => {
  let orm: Database
  let accounts: Accounts
  let time: TestAccounts['time']
  let refresh: TestAccounts['refresh']
  before(async () => {
    orm = (await stand.open()).orm
    ;({ accounts, time, refresh } = await openTestAccounts(orm))
  })

  describe('a sign-in', () => {
    it('goes on by tokens that are used once each', async () => {
      const { refreshToken, player, signIn } = await accounts.guest(fresh(), nobody)
      let token = refreshToken
      for (let day = 0; day < 5; day++) {
        time.now += idleMs.guest / 2
        const next = await refresh(token)
        assert.notEqual(next.refreshToken, token)
        assert.deepEqual([next.player.id, next.signIn], [player.id, signIn])
        token = next.refreshToken
      }
    })

    it('ends whole when a token comes again that was replaced: one of the two who have it is a thief', async () => {
      const first = await accounts.guest(fresh(), nobody)
      const second = await refresh(first.refreshToken)
      time.now += siblingMs + 1
      await assert.rejects(refresh(first.refreshToken), refusedWith('not-signed-in'))
      await assert.rejects(refresh(second.refreshToken), refusedWith('not-signed-in'), 'the newer one too')
      const notes = await orm.select().from(tables.audit).where(eq(tables.audit.subject, first.player.id))
      assert.deepEqual(
        notes.map(({ action }) => action),
        ['sign-in.reused'],
      )
    })

    it('stays one when ten tabs refresh at once, and when an answer was lost', async () => {
      const { refreshToken, signIn } = await accounts.guest(fresh(), nobody)
      const tabs = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)))
      assert.deepEqual(new Set(tabs.map((tab) => tab.signIn)), new Set([signIn]))
      assert.equal(new Set(tabs.map((tab) => tab.refreshToken)).size, 10)
      time.now += siblingMs - 1
      await refresh(refreshToken)
      time.now += 60_000
      for (const tab of tabs) assert.equal((await refresh(tab.refreshToken)).signIn, signIn)
    })

    for (const kind of ['guest', 'account'] as const) {
      it(`of a ${kind} ends after ${idleMs[kind] / 86_400_000} days without a visit`, async () => {
        const name = fresh()
        const grant = await (kind === 'guest'
          ? accounts.guest(name, nobody)
          : accounts.register(name, password, nobody))
        time.now += idleMs[kind] - 1000
        const { refreshToken } = await refresh(grant.refreshToken)
        time.now += idleMs[kind] + 1
        await assert.rejects(refresh(refreshToken), refusedWith('not-signed-in'))
      })
    }

    it('ends by signing out, by either token; all of them by signing out everywhere', async () => {
      const name = fresh()
      await accounts.register(name, password, nobody)
      const [one, two, three, four] = await Promise.all(
        Array.from({ length: 4 }, () => accounts.signIn(name, password, nobody)),
      )
      await accounts.signOut(by(one!))
      await accounts.signOut({ ...nobody, refreshToken: two!.refreshToken })
      await accounts.signOut({ ...nobody, refreshToken: 'never was' })
      for (const { refreshToken } of [one!, two!]) await assert.rejects(refresh(refreshToken), RefusedError)
      const next = await refresh(three!.refreshToken)
      await accounts.signOutEverywhere(next.player.id)
      for (const { refreshToken } of [next, four!]) await assert.rejects(refresh(refreshToken), RefusedError)
    })

    it('is kept thirty times a player, the latest, so that nobody fills the table', async () => {
      const name = fresh()
      const { player, refreshToken } = await accounts.register(name, password, nobody)
      const [row] = await orm.select().from(tables.credentials).where(eq(tables.credentials.player, player.id))
      const quick = new Accounts({
        database: orm,
        passwords: { hash: async () => '', verify: async (stored) => stored === row!.passwordHash },
        log,
        now: () => time.now,
        signedOut() {},
        farewell: async () => () => {},
      })
      for (let count = 0; count < 35; count++) {
        time.now += 1000
        await quick.signIn(name, password, nobody)
      }
      const rows = await orm.select().from(tables.signIns).where(eq(tables.signIns.player, player.id))
      assert.equal(rows.length, 30)
      await assert.rejects(refresh(refreshToken), refusedWith('not-signed-in'))
    })

    it('is kept by digest: what the database holds signs nobody in', async () => {
      const { refreshToken, signIn } = await accounts.guest(fresh(), nobody)
      const rows = await orm.select().from(tables.refreshTokens).where(eq(tables.refreshTokens.signIn, signIn))
      assert.ok(rows.every(({ hash }) => hash !== refreshToken))
      await assert.rejects(refresh(rows[0]!.hash), refusedWith('not-signed-in'))
    })
  })

  describe('a guest', () => {
    it('stays the same person under a new name, by access token or cookie', async () => {
      const first = await accounts.guest(fresh(), nobody)
      const renamed = await accounts.guest('Mira B', by(first))
      assert.deepEqual([renamed.player.id, renamed.player.name], [first.player.id, 'Mira B'])
      const again = await accounts.guest('Mira C', { ...nobody, refreshToken: renamed.refreshToken })
      assert.deepEqual([again.player.id, again.player.name], [first.player.id, 'Mira C'])
      assert.ok((await refresh(again.refreshToken)).player.isGuest)
    })

    it('is somebody new once signed out, and never an account', async () => {
      const first = await accounts.guest(fresh(), nobody)
      await accounts.signOut(by(first))
      assert.notEqual((await accounts.guest('Mira', by(first))).player.id, first.player.id)
      const account = await accounts.register(fresh(), password, nobody)
      const guest = await accounts.guest('Mira', by(account))
      assert.notEqual(guest.player.id, account.player.id)
      assert.equal((await findPerson(orm, account.player.id))?.name, account.player.name)
    })

    it('may have any name, also one of an account', async () => {
      const name = fresh()
      await accounts.register(name, password, nobody)
      assert.equal((await accounts.guest(name, nobody)).player.name, name)
    })

    it('becomes an account with everything it has: id, preferences, portrait, record', async () => {
      const guest = await accounts.guest(fresh(), nobody)
      await setPreferences(orm, guest.player.id, { volume: 0.5 })
      await changeProfile(orm, guest.player.id, { status: 'Weapons free' })
      await played(orm, [guest.player.id])
      const name = fresh()
      const account = await accounts.register(name, password, by(guest))
      assert.deepEqual([account.player.id, account.player.name, account.player.isGuest], [guest.player.id, name, false])
      assert.equal(account.player.status, 'Weapons free')
      assert.deepEqual(await preferencesOf(orm, account.player.id), { volume: 0.5 })
      const elsewhere = await accounts.signIn(name, password, nobody)
      assert.equal((await serviceRecordOf(orm, elsewhere.player.id)).lines.length, 1)
      await assert.rejects(refresh(guest.refreshToken), RefusedError, 'the guest is no more')
      await assert.rejects(accounts.register(fresh(), password, by(elsewhere)), refusedWith('has-account'))
    })
  })

  describe('an account', () => {
    it('has a name that no other one has, look-alikes included, also when both register at once', async () => {
      const name = fresh('Zoë')
      const outcomes = await Promise.allSettled(
        [name, name.toUpperCase(), name.replace('ë', 'e')].map((one) => accounts.register(one, password, nobody)),
      )
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      assert.equal(refused.length, 2)
      for (const { reason } of refused) assert.ok(refusedWith('name-in-use')(reason))
      assert.ok((await accounts.signIn(name.toLowerCase(), password, nobody)).player.id)
    })

    it('leaves nothing behind when its name was taken', async () => {
      const name = fresh()
      await accounts.register(name, password, nobody)
      const guest = await accounts.guest('Somebody', nobody)
      await assert.rejects(accounts.register(name, password, by(guest)), refusedWith('name-in-use'))
      assert.equal((await refresh(guest.refreshToken)).player.name, 'Somebody')
    })

    it('opens to its password alone, and answers an unknown name as a wrong password', async () => {
      const name = fresh()
      await accounts.register(name, password, nobody)
      await assert.rejects(accounts.signIn(name, 'something else', nobody), refusedWith('wrong-sign-in'))
      await assert.rejects(accounts.signIn(fresh(), password, nobody), refusedWith('wrong-sign-in'))
      await assert.rejects(accounts.register(fresh(), 'password', nobody), refusedWith('weak-password'))
    })

    it('changes its password by the old one, which ends all other sign-ins', async () => {
      const name = fresh()
      const here = await accounts.register(name, password, nobody)
      const there = await accounts.signIn(name, password, nobody)
      const change = (current: string, next: string) => accounts.changePassword(by(here).bearer!, current, next)
      await assert.rejects(change('something else', 'new words for it'), refusedWith('wrong-current'))
      await assert.rejects(change(password, 'iloveyou'), refusedWith('weak-password'))
      await change(password, 'new words for it')
      await assert.rejects(refresh(there.refreshToken), RefusedError)
      assert.ok(await refresh(here.refreshToken))
      await assert.rejects(accounts.signIn(name, password, nobody), RefusedError)
      assert.ok(await accounts.signIn(name, 'new words for it', nobody))
      const guest = await accounts.guest(fresh(), nobody)
      await assert.rejects(
        accounts.changePassword(by(guest).bearer!, password, 'new words for it'),
        refusedWith('no-account'),
      )
    })

    it('gets a new password by its recovery code, once, written as people write it', async () => {
      const name = fresh()
      const first = await accounts.register(name, password, nobody)
      const code = first.recoveryCode!
      assert.match(code, /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
      const recover = (given: string) => accounts.recover(name, given, 'new words for it', nobody)
      await assert.rejects(
        recover(code.replace(/^./, (sign) => (sign === '2' ? '3' : '2'))),
        refusedWith('wrong-recovery'),
      )
      await assert.rejects(accounts.recover(fresh(), code, password, nobody), refusedWith('wrong-recovery'))
      const written = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
      const outcomes = await Promise.allSettled([recover(written), recover(written)])
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
      const winner = outcomes.find((outcome) => outcome.status === 'fulfilled')!.value
      assert.notEqual(winner.recoveryCode, code)
      await assert.rejects(refresh(first.refreshToken), RefusedError)
      await assert.rejects(recover(code), refusedWith('wrong-recovery'))
      assert.equal((await recover(winner.recoveryCode!)).player.id, first.player.id)
    })

    it('signs in with its new name once it has one, unless another has it', async () => {
      const [name, taken, next] = [fresh(), fresh(), fresh()]
      const { player } = await accounts.register(name, password, nobody)
      await accounts.register(taken, password, nobody)
      await assert.rejects(changeProfile(orm, player.id, { name: taken.toUpperCase() }), refusedWith('name-in-use'))
      assert.equal((await findPerson(orm, player.id))?.name, name, 'and nothing else has changed')
      assert.equal((await changeProfile(orm, player.id, { name: next })).name, next)
      assert.equal((await accounts.signIn(next, password, nobody)).player.id, player.id)
      await assert.rejects(accounts.signIn(name, password, nobody), RefusedError)
    })
  })
})
