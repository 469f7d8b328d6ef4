/** Security 2: only access tokens that this server signed, for this purpose and not too long ago, are somebody. */
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { RefusedError } from '../../schema/errors.ts'
import { UnavailableError } from '../http.ts'
import { accessMs, accessTokens } from './identity.ts'
import type { SigningKeys } from './signing-keys.ts'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const player = { id: randomUUID(), name: 'Mira', signIn: randomUUID() }

describe('access tokens', () => {
  let pair: Awaited<ReturnType<typeof generateKeyPair>>
  let strangers: Awaited<ReturnType<typeof generateKeyPair>>
  let isAway = false
  let now = Date.now()
  const asked: string[] = []
  const keys: SigningKeys = {
    signer: async () => ({ id: 'ours', privateKey: pair.privateKey }),
    async verifier(id) {
      asked.push(id)
      if (isAway) throw new UnavailableError('the database is away')
      return id === 'ours' ? pair.publicKey : undefined
    },
    jwks: async () => ({ keys: [] }),
    reload: async () => undefined,
    close: () => undefined,
  }
  const tokens = accessTokens(keys, () => now)
  before(async () => {
    pair = await generateKeyPair('RS256', { extractable: true })
    strangers = await generateKeyPair('RS256', { extractable: true })
  })

  interface Forged {
    key?: CryptoKey
    header?: object
    claims?: object
    change?: (jwt: SignJWT) => SignJWT
  }
  /** A token like ours but for what is given. */
  const forge = ({ key = pair.privateKey, header = {}, claims = {}, change = (jwt) => jwt }: Forged = {}) =>
    change(
      new SignJWT({ name: 'Eve', sid: player.signIn, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'ours', typ: 'at+jwt', ...header })
        .setSubject(player.id)
        .setIssuer('flotilla')
        .setAudience('flotilla-player')
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor(now / 1000) + 600),
    ).sign(key)

  /** A well-signed token that no library would make. */
  const raw = async (header: object, claims: object) => {
    const input = `${encode(header)}.${encode(claims)}`
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', pair.privateKey, Buffer.from(input))
    return `${input}.${Buffer.from(signature).toString('base64url')}`
  }

  it('tell who came and by which sign-in, for a quarter of an hour', async () => {
    const { token, expiresAt } = await tokens.issue(player)
    assert.deepEqual(await tokens.verify(token), player)
    assert.ok(expiresAt <= now + 15 * 60_000)
    const header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString())
    assert.deepEqual(header, { alg: 'RS256', kid: 'ours', typ: 'at+jwt' })
    now += accessMs + 10_000
    await assert.rejects(tokens.verify(token), RefusedError)
    now -= accessMs + 10_000
  })

  it('Security 2: are refused when they are not ours', async () => {
    const { token } = await tokens.issue(player)
    const [header, body, signature] = token.split('.')
    const ownHeader = { alg: 'RS256', kid: 'ours', typ: 'at+jwt' }
    const publicPem = await exportSPKI(pair.publicKey)
    const hmac = `${encode({ ...ownHeader, alg: 'HS256' })}.${body}`
    const claims = JSON.parse(Buffer.from(body!, 'base64url').toString())
    const jwk = await exportJWK(strangers.publicKey)
    const bad: Record<string, unknown> = {
      nothing: undefined,
      'a number': 7,
      'an empty text': '',
      'a huge text': 'x'.repeat(100_000),
      none: `${encode({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
      'none with our kid': `${encode({ ...ownHeader, alg: 'none' })}.${body}.`,
      'none, written otherwise': `${encode({ ...ownHeader, alg: 'nOnE' })}.${body}.${signature}`,
      'HS256 with the public key': `${hmac}.${createHmac('sha256', publicPem).update(hmac).digest('base64url')}`,
      'no signature': `${header}.${body}.`,
      'a changed body': `${header}.${encode({ ...claims, name: 'Eve' })}.${signature}`,
      "a stranger's key under our kid": await forge({ key: strangers.privateKey }),
      'an unknown kid': await forge({ header: { kid: 'theirs' } }),
      'no kid': await forge({ header: { kid: undefined } }),
      'a kid that is a path': await forge({ header: { kid: '../../etc/passwd' } }),
      'a key in the header': await forge({ key: strangers.privateKey, header: { jwk } }),
      'a key in the header, signed with ours': await forge({ header: { jwk } }),
      'the address of a key': await forge({ header: { jku: 'http://127.0.0.1/keys' } }),
      'a certificate': await forge({ header: { x5u: 'http://127.0.0.1/certificate' } }),
      'a critical extension': await raw({ ...ownHeader, crit: ['urgent'], urgent: true }, claims),
      'another issuer': await forge({ change: (jwt) => jwt.setIssuer('elsewhere') }),
      'another audience': await forge({ change: (jwt) => jwt.setAudience('elsewhere') }),
      'another type': await forge({ header: { typ: 'JWT' } }),
      'no type': await forge({ header: { typ: undefined } }),
      expired: await forge({ change: (jwt) => jwt.setExpirationTime(Math.floor(now / 1000) - 10) }),
      'not yet valid': await forge({ change: (jwt) => jwt.setNotBefore(Math.floor(now / 1000) + 600) }),
      'no end': await raw(ownHeader, { ...claims, exp: undefined }),
      'no beginning': await raw(ownHeader, { ...claims, iat: undefined }),
      'no player id': await forge({ change: (jwt) => jwt.setSubject('root') }),
      'no sign-in': await forge({ claims: { sid: undefined } }),
      'no name': await forge({ claims: { name: '' } }),
      'a refresh token': 'Zis_9K2MwdFKawTbIJAX4OV7T_Z6L7mg9RnypEDwWU8',
    }
    assert.equal((await tokens.verify(await forge())).name, 'Eve', 'the forge itself works')
    assert.deepEqual(await tokens.verify(await raw(ownHeader, claims)), player, 'and so does the other one')
    for (const [what, value] of Object.entries(bad)) {
      await assert.rejects(
        tokens.verify(value),
        (error) => error instanceof RefusedError && error.code === 'not-signed-in',
        what,
      )
    }
  })

  it('Security 2: with an id of no key, or a key of their own, do not even look for one', async () => {
    asked.length = 0
    await assert.rejects(tokens.verify(await forge({ header: { jku: 'http://127.0.0.1/keys' } })), RefusedError)
    await assert.rejects(tokens.verify(await forge({ header: { kid: undefined } })), RefusedError)
    assert.deepEqual(asked, [])
  })

  it('are in doubt, not refused, while the keys cannot be read', async () => {
    isAway = true
    await assert.rejects(tokens.verify(await forge({ header: { kid: 'newer' } })), UnavailableError)
    isAway = false
  })
})
