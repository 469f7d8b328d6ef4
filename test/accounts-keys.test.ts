/** Signing keys on both databases: one for all processes, and turned without anybody noticing. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { accessTokens } from '../server/accounts/identity.ts'
import { noticeMs, openSigningKeys, rotateKeys, signsMs, verifiesMs } from '../server/accounts/signing-keys.ts'
import type { Database } from '../server/persistence/database.ts'
import { log } from './accounts.ts'
import { describeOnBoth } from './databases.ts'

describeOnBoth('signing keys', (stand) => {
  let orm: Database
  let now = Date.now()
  const clock = () => now
  before(async () => {
    orm = (await stand.open()).orm
  })

  const open = async () => {
    const keys = await openSigningKeys({ database: orm, log, now: clock })
    return { keys, tokens: accessTokens(keys, clock) }
  }
  const who = { id: randomUUID(), name: 'Mira', signIn: randomUUID() }

  it('are one, however many processes start at once', async () => {
    const opened = await Promise.all([open(), open(), open()])
    const { token } = await opened[0]!.tokens.issue(who)
    for (const { keys, tokens } of opened) {
      assert.deepEqual(await tokens.verify(token), who)
      assert.equal((await keys.jwks()).keys.length, 1)
      keys.close()
    }
  })

  it('turn without signing anybody out: the new one is known before it signs, the old one verifies after', async () => {
    const [one, other] = [await open(), await open()]
    const before = await one.tokens.issue(who)
    const id = await rotateKeys(orm, now)
    await one.keys.reload()
    assert.notEqual((await one.keys.signer()).id, id, 'not yet: others do not know it')
    now += noticeMs + 1000
    assert.equal((await one.keys.signer()).id, id)
    const after = await one.tokens.issue(who)
    assert.deepEqual(await other.tokens.verify(before.token), who)
    assert.deepEqual(await other.tokens.verify(after.token), who, 'an unknown id makes it look')
    now += verifiesMs
    assert.deepEqual(
      (await one.keys.jwks()).keys.map(({ kid }) => kid),
      [id],
      'the old one is forgotten in time',
    )
    one.keys.close()
    other.keys.close()
  })

  it('turn by themselves, once, whoever notices', async () => {
    const { keys } = await open()
    const before = (await keys.signer()).id
    now += signsMs
    const started = await Promise.all([open(), open()])
    now += noticeMs + 1000
    const signers = await Promise.all(started.map(async (process) => (await process.keys.signer()).id))
    assert.equal(new Set(signers).size, 1)
    assert.notEqual(signers[0], before)
    for (const process of [...started, { keys }]) process.keys.close()
  })

  it('are asked of the database at most once a second by ids that nobody knows', async () => {
    let asked = 0
    const counting = new Proxy(orm, {
      get: (target, name) => {
        if (name === 'transaction') asked++
        return Reflect.get(target, name)
      },
    })
    const keys = await openSigningKeys({ database: counting, log, now: clock })
    await Promise.all(Array.from({ length: 50 }, (_, index) => keys.verifier(`unknown ${index}`)))
    assert.ok(asked <= 3, `${asked} times`)
    keys.close()
  })
})
