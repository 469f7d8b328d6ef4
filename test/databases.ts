/** Databases for tests: one private PostgreSQL a run, started when first needed, and prepared folders of the embedded one. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type PrivatePostgres, startPostgres } from '../loadtest/bench/postgres.ts'
import { type OpenDatabase, openDatabase } from '../server/persistence/database.ts'

/** Where a database is; exactly one of the two counts. */
export interface Where {
  url: string
  dataDir: string
}

const log = pino({ level: 'silent' })
const scratch = mkdtempSync(join(tmpdir(), 'flotilla-databases-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const freshFolder = () => mkdtempSync(join(scratch, 'data-'))

/** As many as there are files. */
export const knownMigrations = readdirSync(join(import.meta.dirname, '../server/persistence/migrations')).filter(
  (name) => name.endsWith('.sql'),
).length

/** Made once; later calls get the same. */
const once = <Made>(make: () => Promise<Made>) => {
  let made: Promise<Made> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The run's own PostgreSQL. Tests that stop or kill start one for themselves. */
export const sharedPostgres: () => Promise<PrivatePostgres> = once(() => startPostgres())

const templateUrl = once(async () => {
  const postgres = await sharedPostgres()
  const url = await postgres.create()
  const made = await openDatabase({ url, dataDir: '', log })
  await made.close()
  return url
})
const templateFolder = once(async () => {
  const dataDir = freshFolder()
  const made = await openDatabase({ url: '', dataDir, log })
  await made.close()
  return dataDir
})

/** A place with up-to-date and empty tables, copied from one that was migrated before: 50 ms instead of seconds. */
export const freshPlace = {
  async postgres(): Promise<Where> {
    const template = new URL(await templateUrl()).pathname.slice(1)
    return { url: await (await sharedPostgres()).create(template), dataDir: freshFolder() }
  },
  async embedded(): Promise<Where> {
    const dataDir = freshFolder()
    cpSync(await templateFolder(), dataDir, { recursive: true })
    return { url: '', dataDir }
  },
} as const
export type Kind = keyof typeof freshPlace

/** A place where nothing was ever made. */
export const emptyPlace = {
  postgres: async (): Promise<Where> => ({ url: await (await sharedPostgres()).create(), dataDir: freshFolder() }),
  embedded: async (): Promise<Where> => ({ url: '', dataDir: freshFolder() }),
} as const satisfies Record<Kind, unknown>

/** For tests that close it themselves. */
export const openAt = (where: Where): Promise<OpenDatabase> => openDatabase({ ...where, log })

export interface Stand {
  kind: Kind
  /** Opens a database, one of its own when no place is named; it is closed after the suite. */
  open(where?: Where): Promise<OpenDatabase>
}

/** The same suite on the embedded database and on PostgreSQL. */
export function describeOnBoth(name: string, suite: (stand: Stand) => void): void {
  for (const kind of ['embedded', 'postgres'] as const) {
    describe(`${name} (${kind})`, function () {
      // The run's PostgreSQL and the prepared folder are made by whoever comes first.
      this.timeout(30_000)
      const opened: OpenDatabase[] = []
      after(() => Promise.all(opened.map((database) => database.close())))
      suite({
        kind,
        async open(where) {
          const database = await openAt(where ?? (await freshPlace[kind]()))
          opened.push(database)
          return database
        },
      })
    })
  }
}
