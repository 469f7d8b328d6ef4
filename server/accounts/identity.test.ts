/** Rules of identity: only tokens that this server signed, for this purpose and not too long ago, are somebody. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportSPKI, generateKeyPair, importPKCS8, SignJWT } from 'jose'
import { RefusedError } from '../../schema/errors.ts'
import { openIdentities } from './identity.ts'

describe('identity', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flotilla-identity-'))
  })
  after(() => rm(folder, { recursive: true }))

  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const ownKey = async () =>
    importPKCS8(await readFile(join(folder, 'signing-key.pem'), 'utf8'), 'RS256', { extractable: true })
  const forge = (
    key: Parameters<SignJWT['sign']>[0],
    change: (jwt: SignJWT) => SignJWT,
    claims: object = { name: 'Eve' },
    header: object = {},
  ) =>
    change(
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'RS256', ...header })
        .setSubject('6f1b8a6e-58a3-4c41-9a3a-0b9ad1b7a000')
        .setIssuer('flotilla')
        .setAudience('flotilla-player')
        .setIssuedAt()
        .setExpirationTime('1h'),
    ).sign(key)

  it('knows again whom it gave a token, also after a restart, and keeps the key private', async () => {
    const first = await openIdentities(folder)
    const { token, player } = await first.issueGuest('Mira')
    const second = await openIdentities(folder)
    assert.deepEqual(await second.verify(token), player)
    const renamed = await second.issueGuest('Mira B', token)
    assert.deepEqual(renamed.player, { id: player.id, name: 'Mira B' })
    assert.notEqual((await second.issueGuest('Mira', 'garbage')).player.id, player.id)
    assert.equal((await stat(join(folder, 'signing-key.pem'))).mode & 0o077, 0)
  })

  it('makes one key when two start at once', async () => {
    const shared = await mkdtemp(join(tmpdir(), 'flotilla-identity-'))
    const [one, other] = await Promise.all([openIdentities(shared), openIdentities(shared)])
    const { token, player } = await one.issueGuest('Mira')
    assert.deepEqual(await other.verify(token), player)
    await rm(shared, { recursive: true })
  })

  it('refuses every token that is not its own', async () => {
    const identities = await openIdentities(folder)
    const { token } = await identities.issueGuest('Mira')
    const [header, body, signature] = token.split('.')
    const key = await ownKey()
    const strangers = await generateKeyPair('RS256')
    const publicPem = await exportSPKI(strangers.publicKey)
    const hmacInput = `${encode({ alg: 'HS256' })}.${body}`
    const bad: Record<string, unknown> = {
      nothing: undefined,
      'a number': 7,
      'an empty text': '',
      'a huge text': 'x'.repeat(100_000),
      'no signature': `${encode({ alg: 'none' })}.${body}.`,
      'HS256 with a public key': `${hmacInput}.${createHmac('sha256', publicPem).update(hmacInput).digest('base64url')}`,
      'a changed body': `${header}.${encode({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), name: 'Eve' })}.${signature}`,
      "a stranger's key": await forge(strangers.privateKey, (jwt) => jwt),
      'a key of its own in the header': await forge(
        strangers.privateKey,
        (jwt) => jwt,
        { name: 'Eve' },
        {
          jku: 'http://127.0.0.1/keys',
          jwk: { kty: 'RSA' },
        },
      ),
      'another issuer': await forge(key, (jwt) => jwt.setIssuer('elsewhere')),
      'another audience': await forge(key, (jwt) => jwt.setAudience('elsewhere')),
      expired: await forge(key, (jwt) => jwt.setExpirationTime('-1s')),
      'no player id': await forge(key, (jwt) => jwt.setSubject('root')),
      'no name': await forge(key, (jwt) => jwt, {}),
    }
    assert.equal((await identities.verify(await forge(key, (jwt) => jwt))).name, 'Eve', 'the forge itself works')
    for (const [what, value] of Object.entries(bad)) {
      await assert.rejects(
        identities.verify(value),
        (error) => error instanceof RefusedError && error.code === 'not-signed-in',
        what,
      )
    }
  })
})
