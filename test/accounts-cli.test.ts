/** An operator's work on accounts, with the server running. */
import assert from 'node:assert/strict'
import { and, eq, isNull } from 'drizzle-orm'
import type { SignedIn } from '../schema/accounts.ts'
import { audit } from '../server/persistence/tables.ts'
import { fresh, password } from './accounts.ts'
import { freshPlace, openAt, type Where } from './databases.ts'
import { isOneLine, run } from './run-script.ts'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

describe('npm run account', () => {
  let where: Where
  let server: TestServer
  const account = (...args: string[]) =>
    run(['scripts/account.mjs', ...args], { DATABASE_URL: where.url, DATA_DIR: where.dataDir })
  before(async () => {
    where = await freshPlace.postgres()
    server = await startServer({ definition: tug, env: { DATABASE_URL: where.url } })
  }).timeout(30_000)
  after(() => server.stop())

  const registered = async (name: string) => {
    const player = new TestPlayer(server.url)
    const { body } = await player.post('/auth/register', { name, password, bearer: true })
    player.token = (body as unknown as SignedIn).token
    return player
  }

  it('makes the first operator of an account, and a player of it again; both take effect at once', async () => {
    const name = fresh()
    const player = await registered(name)
    const status = async () => (await player.ask('/admin/analytics')).status
    assert.equal(await status(), 403)
    const made = await account('admin', name.toUpperCase())
    assert.equal(made.status, 0, made.errors)
    assert.equal(await status(), 200)
    assert.match((await account('list')).out, new RegExp(`^${name} +admin`, 'm'))
    const moderator = await account('moderator', name)
    assert.deepEqual([moderator.status, moderator.out.trim()], [0, `${name} is a moderator from now on.`])
    assert.match((await account('list')).out, new RegExp(`^${name} +moderator +seen`, 'm'))
    assert.equal(((await player.ask('/players/me')).body as { role?: string }).role, 'moderator')
    assert.equal(await status(), 403)
    assert.equal((await account('player', name)).status, 0)
    assert.equal(await status(), 403)
    const database = await openAt(where)
    const notes = await database.orm
      .select()
      .from(audit)
      .where(and(isNull(audit.actor), eq(audit.action, 'role.admin')))
    await database.close()
    assert.equal(notes.length, 1)
  }).timeout(30_000)

  it('prints a recovery code that works once, and voids the old one', async () => {
    const name = fresh()
    const player = await registered(name)
    const code = (await account('reset', name)).out.trim().split('\n').at(-1)
    const recover = () => player.post('/auth/recover', { name, recoveryCode: code, password: 'new words for it' })
    assert.equal((await recover()).status, 200)
    assert.equal((await recover()).status, 401)
  }).timeout(30_000)

  it('turns the keys while everybody stays signed in', async () => {
    const player = await registered(fresh())
    assert.equal((await account('rotate-keys')).status, 0)
    assert.equal((await player.ask('/players/me')).status, 200)
  }).timeout(30_000)

  it('says in one line what is wrong: no such account, the embedded database in use', async () => {
    const unknown = await account('admin', 'Nobody Here')
    assert.deepEqual([unknown.status, isOneLine(unknown.errors)], [1, true], unknown.errors)
    assert.match(unknown.errors, /Nobody Here/)
    const held = await freshPlace.embedded()
    const holder = await openAt(held)
    const busy = await run(['scripts/account.mjs', 'list'], { DATABASE_URL: '', DATA_DIR: held.dataDir })
    await holder.close()
    assert.deepEqual([busy.status, isOneLine(busy.errors)], [1, true], busy.errors)
    assert.match(busy.errors, /stop/)
    for (const wrong of [[], ['admin'], ['list', 'more'], ['toString']]) {
      const { status, errors } = await account(...wrong)
      assert.equal(status, 1)
      assert.match(errors, /rotate-keys/)
    }
  }).timeout(30_000)
})
