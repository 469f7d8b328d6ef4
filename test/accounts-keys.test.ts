/** Signing keys on both databases: one for all processes, and turned without anybody noticing. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { decodeProtectedHeader, exportPKCS8, generateKeyPair } from 'jose'
import { RefusedError } from '../schema/errors.ts'
import { accessTokens } from '../server/accounts/identity.ts'
import { noticeMs, openSigningKeys, rotateKeys, signsMs, verifiesMs } from '../server/accounts/signing-keys.ts'
import { ConfigError } from '../server/config.ts'
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
      assert.equal((await tokens.verify(token)).signIn, who.signIn)
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
    assert.equal((await other.tokens.verify(before.token)).signIn, who.signIn)
    assert.equal((await other.tokens.verify(after.token)).signIn, who.signIn, 'an unknown id makes it look')
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

  it('may be one of the operator, which signs; those of the database go on verifying', async () => {
    const before = await open()
    const { token } = await before.tokens.issue(who)
    const pair = await generateKeyPair('RS256', { extractable: true })
    // As it stands in an environment: on one line.
    const override = (await exportPKCS8(pair.privateKey)).trim().replaceAll('\n', '\\n')
    const keys = await openSigningKeys({ database: orm, log, now: clock, override })
    const tokens = accessTokens(keys, clock)
    const own = await tokens.issue(who)
    assert.equal((await tokens.verify(token)).signIn, who.signIn)
    assert.equal((await tokens.verify(own.token)).signIn, who.signIn)
    const { kid } = decodeProtectedHeader(own.token)
    assert.ok((await keys.jwks()).keys.some((key) => key.kid === kid && !('d' in key)))
    await assert.rejects(before.tokens.verify(own.token), RefusedError)
    for (const opened of [before.keys, keys]) opened.close()
    const wrong = '-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----'
    await assert.rejects(
      openSigningKeys({ database: orm, log, now: clock, override: wrong }),
      (error) => error instanceof ConfigError && /^JWT_PRIVATE_KEY [^\n]+$/.test(error.message),
    )
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
