/** The RS256 keys that all processes sign with: they lie in the database, and are at hand in memory. */
import { isNull, sql } from 'drizzle-orm'
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JWK,
} from 'jose'
import type { Logger } from 'pino'
import { ConfigError } from '../config.ts'
import { UnavailableError } from '../http.ts'
import type { Database } from '../persistence/database.ts'
import { signingKeys } from '../persistence/tables.ts'

export const algorithm = 'RS256'
const minute = 60_000
/** A key signs this long. */
export const signsMs = 30 * 24 * 60 * minute
/** A new key is known for this long before it signs: every process reloads at least once in it. */
export const noticeMs = 2 * minute
/** A retired key verifies for this long: twice as long as an access token lives. */
export const verifiesMs = 30 * minute
const reloadMs = minute
/** Unknown key ids come from anybody: they cause no more than one reload in this time. */
const unknownMs = 1000

/** One process at a time makes a key; any number that nobody else on the database locks. */
const lockKeys = sql`select pg_advisory_xact_lock(${0x666c_6b79})`

interface Key {
  id: string
  privateKey: CryptoKey
  publicKey: CryptoKey
  jwk: JWK
  createdAt: number
  /** Infinity while it signs or waits for its turn. */
  retiredAt: number
}

export interface SigningKeys {
  /** What signs now. Throws `UnavailableError` while no key was ever read. */
  signer(): Promise<{ id: string; privateKey: CryptoKey }>
  /** What verifies signatures of key `id`; undefined when there is no such key. Asks the database only for unknown ids. */
  verifier(id: string): Promise<CryptoKey | undefined>
  jwks(): Promise<{ keys: JWK[] }>
  reload(): Promise<void>
  close(): void
}

interface KeyOptions {
  database: Database
  log: Logger
  now(): number
  /** PEM of a key that signs instead of the database's; those go on verifying. */
  override?: string
}

/** Opens the keys; the first process makes the first one. A database that is away is asked again later. */
export async function openSigningKeys({ database, log, now, override }: KeyOptions): Promise<SigningKeys> {
  const own = override === undefined || override === '' ? undefined : await ownKey(override)
  const parsed = new Map<string, Key>()
  let keys: Key[] = []
  let loadedAt = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | undefined

  const load = async () => {
    const rows = await readKeys(database, now)
    const loaded = await Promise.all(
      rows.map(async (row) => {
        const key = parsed.get(row.id) ?? (await toKey(row.privateKey, row.id))
        parsed.set(row.id, key)
        return { ...key, createdAt: row.createdAt.getTime(), retiredAt: row.retiredAt?.getTime() ?? Infinity }
      }),
    )
    keys = own === undefined ? loaded : [own, ...loaded]
  }
  const reload = () => {
    loading ??= load().finally(() => {
      loading = undefined
      loadedAt = performance.now()
    })
    return loading
  }
  let soon: Promise<void> | undefined
  const reloadForUnknown = () => {
    soon ??= pause(loadedAt + unknownMs - performance.now())
      .then(reload)
      .finally(() => {
        soon = undefined
      })
    return soon
  }
  const known = async () => {
    if (keys.length === 0) await reload()
    return keys.filter(({ retiredAt }) => retiredAt + verifiesMs > now())
  }
  const renew = () =>
    reload().catch((error) => {
      if (!(error instanceof UnavailableError)) log.error({ error }, 'the signing keys could not be read')
    })
  await renew()
  const timer = setInterval(() => void renew(), reloadMs).unref()

  return {
    async signer() {
      // The one that retires next: its successor is there already, and waits until everybody knows it.
      const signing = own ?? (await known()).filter(({ retiredAt }) => retiredAt > now()).sort(byRetirement)[0]
      if (signing === undefined) throw new UnavailableError('there is no key to sign with')
      return signing
    },
    async verifier(id) {
      const find = async () => (await known()).find((key) => key.id === id)?.publicKey
      const found = await find()
      if (found !== undefined) return found
      await reloadForUnknown()
      return find()
    },
    async jwks() {
      return { keys: (await known()).map(({ jwk }) => jwk) }
    },
    reload,
    close: () => clearInterval(timer),
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)))

const byRetirement = (one: Key, other: Key) => (one.retiredAt < other.retiredAt ? -1 : 1)

/** The keys; makes the first, and the next in time. Several processes at once make one. */
function readKeys(database: Database, now: () => number) {
  return database.transaction(async (tx) => {
    const read = () => tx.select().from(signingKeys)
    const isDue = (rows: Awaited<ReturnType<typeof read>>) =>
      !rows.some(({ createdAt, retiredAt }) => retiredAt === null && createdAt.getTime() + signsMs > now())
    const rows = await read()
    if (!isDue(rows)) return rows
    await tx.execute(lockKeys)
    if (isDue(await read())) await addKey(tx, now())
    return read()
  })
}

/** Makes a key that signs after a notice; until then the others do, and from then on they only verify. */
async function addKey(tx: Pick<Database, 'update' | 'insert'>, now: number): Promise<string> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const pem = await exportPKCS8(privateKey)
  const { id } = await toKey(pem)
  await tx
    .update(signingKeys)
    .set({ retiredAt: new Date(now + noticeMs) })
    .where(isNull(signingKeys.retiredAt))
  await tx.insert(signingKeys).values({ id, privateKey: pem, createdAt: new Date(now) })
  return id
}

/** Rotates at once; everybody stays signed in. Returns the id of the new key. */
export function rotateKeys(database: Database, now: number): Promise<string> {
  return database.transaction(async (tx) => {
    await tx.execute(lockKeys)
    return addKey(tx, now)
  })
}

async function ownKey(pem: string): Promise<Key> {
  try {
    // In the environment a PEM often stands on one line.
    return await toKey(pem.replaceAll('\\n', '\n'))
  } catch (error) {
    throw new ConfigError(
      `JWT_PRIVATE_KEY cannot be used (${(error as Error).message}): set it to an RSA key, PKCS 8, PEM.`,
    )
  }
}

async function toKey(pem: string, id?: string): Promise<Key> {
  const privateKey = await importPKCS8(pem, algorithm, { extractable: true })
  const { kty, n, e } = await exportJWK(privateKey)
  const bare = { kty: kty!, n: n!, e: e! }
  const kid = id ?? (await calculateJwkThumbprint(bare))
  const jwk = { ...bare, kid, alg: algorithm, use: 'sig' }
  const publicKey = (await importJWK(jwk, algorithm)) as CryptoKey
  return { id: kid, privateKey, publicKey, jwk, createdAt: 0, retiredAt: Infinity }
}
