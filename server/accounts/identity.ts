/** Who a player is: a signed token that carries a player id and a name. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CryptoKey, exportPKCS8, generateKeyPair, importPKCS8, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'

export interface Identity {
  id: string
  name: string
}

const issuer = 'flotilla'
const audience = 'flotilla-player'
const algorithm = 'RS256'
/** A guest who stays away longer than this starts anew. */
const guestLifetime = '30d'
const claims = z.object({ sub: z.uuid(), name: z.string().min(1).max(limits.playerName.max) })

export interface Identities {
  /** A token for `name`; keeps the player id of `previous` when that is still valid. */
  issueGuest(name: string, previous?: string): Promise<{ token: string; player: Identity }>
  /** Throws `RefusedError('not-signed-in')` for anything but a token of ours that is still valid. */
  verify(token: unknown): Promise<Identity>
}

/** Opens the identities whose key lies in `dataDir`; makes the key at the first start. */
export async function openIdentities(dataDir: string): Promise<Identities> {
  const key = await loadKey(dataDir)
  const publicKey = await publicPart(key)

  const verify = async (token: unknown): Promise<Identity> => {
    if (typeof token !== 'string' || token.length > 4096) throw new RefusedError('not-signed-in')
    try {
      const { payload } = await jwtVerify(token, publicKey, { issuer, audience, algorithms: [algorithm] })
      const { sub, name } = claims.parse(payload)
      return { id: sub, name }
    } catch {
      throw new RefusedError('not-signed-in')
    }
  }

  const issueGuest = async (name: string, previous?: string) => {
    const known = previous === undefined ? undefined : await verify(previous).catch(() => undefined)
    const player = { id: known?.id ?? randomUUID(), name }
    const token = await new SignJWT({ name })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setSubject(player.id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(guestLifetime)
      .sign(key)
    return { token, player }
  }

  return { issueGuest, verify }
}

async function loadKey(dataDir: string): Promise<CryptoKey> {
  const path = join(dataDir, 'signing-key.pem')
  const existing = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (existing !== undefined) return importPKCS8(existing, algorithm, { extractable: true })
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  await mkdir(dataDir, { recursive: true })
  // 'wx': a second process that starts at the same moment must not replace the key the first one signs with.
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  if (file === undefined) return loadKey(dataDir)
  await file.writeFile(await exportPKCS8(privateKey))
  await file.close()
  return privateKey
}

async function publicPart(key: CryptoKey): Promise<CryptoKey> {
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', key)
  const jwk = { kty, n, e, alg: algorithm }
  return crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify'])
}
