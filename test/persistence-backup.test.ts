/** A backup carries everything, from either kind of database to either kind, and what is no whole backup restores nothing. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { getTableConfig } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { ConfigError } from '../server/config.ts'
import { allTables, restore } from '../server/persistence/backup.ts'
import type { Database } from '../server/persistence/database.ts'
import * as tables from '../server/persistence/tables.ts'
import { emptyPlace, freshPlace, type Kind, knownMigrations, openAt, type Where } from './databases.ts'
import { isOneLine, run } from './run-script.ts'

const db = (where: Where, ...args: string[]) =>
  run(['scripts/db.mjs', ...args], { DATABASE_URL: where.url, DATA_DIR: where.dataDir, REDIS_URL: '' })

/** At least one row in every table, with what is hard to carry. */
async function fill(orm: Database): Promise<void> {
  const [player, result, signIn] = [randomUUID(), randomUUID(), randomUUID()]
  const at = new Date('2030-01-02T03:04:05.678Z')
  const names = { name: 'Ann "✦"\n\u2028{', status: '[' }
  await orm.insert(tables.players).values({ id: player, ...names, preferences: { keys: { fire: 'Space' } } })
  const secrets = { passwordHash: '$argon2id$…', recoveryHash: 'x' }
  await orm.insert(tables.credentials).values({ player, signInName: 'Ann', nameKey: 'ann', ...secrets })
  await orm.insert(tables.signIns).values({ id: signIn, player, expiresAt: at })
  await orm.insert(tables.refreshTokens).values({ hash: 'h', signIn })
  await orm.insert(tables.signingKeys).values({ id: 'k', privateKey: '-----BEGIN\nEND-----' })
  const played = {
    session: randomUUID(),
    name: 'S',
    game: 'g',
    scenario: 's',
    settings: [1, { a: null }],
    victory: true,
  }
  const told = { reason: 'r', seconds: 1, players: 1, reconnects: 0, groups: [], startedAt: at, endedAt: at }
  await orm.insert(tables.results).values({ id: result, ...played, ...told })
  await orm
    .insert(tables.serviceRecords)
    .values({ player, result, group: 0, seats: ['helm'], reconnects: 0, endedAt: at })
  const log = new Uint8Array(randomBytes(200_000))
  await orm.insert(tables.orderLogs).values({ result, part: 0, seed: -1, orders: 3, log })
  await orm.insert(tables.audit).values([{ action: 'one' }, { action: 'two', details: { n: 1e21 } }])
  const guests = Array.from({ length: 250 }, (_, index) => ({ id: randomUUID(), name: `Guest ${index}` }))
  await orm.insert(tables.players).values(guests)
  await fillPeople(orm, player, guests[0]!.id)
}

async function fillPeople(orm: Database, player: string, other: string): Promise<void> {
  const [team, at] = [randomUUID(), new Date('2030-01-02T03:04:05.678Z')]
  const message = { channel: 'global', seq: 2 ** 40 }
  await orm.insert(tables.channels).values([{ id: 'global', seq: 2 ** 40 }, { id: `team:${team}` }])
  await orm
    .insert(tables.messages)
    .values({ ...message, sender: player, name: 'Ann', kind: 'say', text: '[\u2028', clientId: randomUUID() })
  await orm.insert(tables.readCursors).values({ player, ...message })
  await orm.insert(tables.relations).values({ player, other, kind: 'friend' })
  await orm.insert(tables.notifications).values({ player, content: { kind: 'muted', minutes: 1, reason: '{' } })
  await orm.insert(tables.teams).values({ id: team, name: 'Owls', nameKey: 'owls' })
  await orm.insert(tables.teamMembers).values({ player, team, role: 'founder' })
  await orm.insert(tables.invitations).values({ hash: 'i', team, inviter: player, expiresAt: at })
  await orm.insert(tables.mutes).values({ player, until: at, reason: 'r' })
  await orm.insert(tables.reports).values({ reporter: other, subject: player, ...message, text: '[', reason: 'r' })
}

const contents = async (orm: Database) => {
  const all: Record<string, string[]> = {}
  for (const table of allTables) {
    const rows = await orm.select().from(table)
    all[getTableConfig(table).name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return all
}

describe('a backup', function () {
  this.timeout(60_000)
  let folder: string
  const full = {} as Record<Kind, { where: Where; contents: Record<string, string[]>; file: string }>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flotilla-backup-'))
    for (const kind of ['embedded', 'postgres'] as const) {
      const where = await freshPlace[kind]()
      const database = await openAt(where)
      await fill(database.orm)
      full[kind] = { where, contents: await contents(database.orm), file: join(folder, kind) }
      await database.close()
      const { status, errors } = await db(where, 'backup', full[kind].file)
      assert.deepEqual([status, errors], [0, ''])
    }
  })
  after(() => rm(folder, { recursive: true }))

  for (const from of ['embedded', 'postgres'] as const) {
    for (const to of ['embedded', 'postgres'] as const) {
      it(`carries every table from ${from} to ${to}, where numbering goes on`, async () => {
        for (const [table, rows] of Object.entries(full[from].contents))
          assert.ok(rows.length > 0, `${table} is tested`)
        const where = await freshPlace[to]()
        const { status, errors } = await db(where, 'restore', full[from].file)
        assert.deepEqual([status, errors], [0, ''])
        const database = await openAt(where)
        const { channels: began, ...restored } = await contents(database.orm)
        const { channels, ...rest } = full[from].contents
        assert.deepEqual(restored, rest)
        const withoutEpoch = (rows: string[] = []) => rows.map((row) => ({ ...JSON.parse(row), epoch: 0 }))
        assert.deepEqual(withoutEpoch(began), withoutEpoch(channels))
        await database.orm.insert(tables.audit).values({ action: 'three' })
        await database.close()
      })
    }
  }

  it('begins another epoch of every channel, and of those that were made since, each time it is restored', async () => {
    const epochs: number[] = []
    let file = full.postgres.file
    // The second is a backup of what the first restored, so that even the same second brings another epoch.
    for (let turn = 0; turn < 2; turn++) {
      const where = await freshPlace.postgres()
      assert.equal((await db(where, 'restore', file)).status, 0)
      const database = await openAt(where)
      await database.orm.insert(tables.channels).values({ id: `made since ${turn}` })
      const found = new Set((await database.orm.select().from(tables.channels)).map(({ epoch }) => epoch))
      await database.close()
      assert.equal(found.size, 1)
      epochs.push(...found)
      file = join(folder, `again ${turn}`)
      assert.equal((await db(where, 'backup', file)).status, 0)
    }
    assert.ok(1 < epochs[0]! && epochs[0]! < epochs[1]!, String(epochs))
  })

  it('is for its owner alone to read', async () => {
    assert.equal((await stat(full.postgres.file)).mode & 0o077, 0)
  })

  it('is refused in one line, and nothing is restored, when it is not whole, of another version, or none', async () => {
    const whole = await readFile(full.postgres.file)
    const lines = gunzipSync(whole).toString().split('\n')
    const bad = {
      'cut short': whole.subarray(0, whole.length / 2),
      'without its end': gzipSync(lines.slice(0, -2).join('\n')),
      'a row short': gzipSync(
        lines
          .toSpliced(
            lines.findIndex((line) => line.includes('Guest 7"')),
            1,
          )
          .join('\n'),
      ),
      'of another version': gzipSync([JSON.stringify(['flotilla', '0000', '']), ...lines.slice(1)].join('\n')),
      'no backup': gzipSync('{}'),
      'no gzip': 'hello',
      empty: '',
    }
    const where = await freshPlace.postgres()
    const client = new pg.Client(where.url)
    await client.connect()
    const refused = (path: string, what: string) =>
      assert.rejects(
        restore(client, path),
        (error) => error instanceof ConfigError && isOneLine(error.message) && error.message.includes(path),
        what,
      )
    for (const [what, content] of Object.entries(bad)) {
      const path = join(folder, 'bad')
      await writeFile(path, content)
      await refused(path, what)
    }
    await refused(join(folder, 'nowhere'), 'no file')
    await client.end()
    const database = await openAt(where)
    assert.deepEqual(Object.values(await contents(database.orm)).flat(), [])
    await database.close()
  })

  it('goes into an empty database only', async () => {
    const { status, errors } = await db(full.postgres.where, 'restore', full.embedded.file)
    assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
    assert.match(errors, /not empty/)
  })
})

describe('npm run db', function () {
  this.timeout(60_000)

  it('tells what is there, and brings the tables up to date', async () => {
    const where = await emptyPlace.postgres()
    assert.match((await db(where, 'status')).out, new RegExp(`^0 of ${knownMigrations} migrations`))
    assert.match((await db(where, 'migrate')).out, new RegExp(`Migrations done: ${knownMigrations}`))
    const { out } = await db(where, 'status')
    for (const table of allTables) assert.match(out, new RegExp(`${getTableConfig(table).name} +0`))
  })

  it('refuses in one line what cannot be: a database in use, none at all, one that is away', async () => {
    const used = await freshPlace.embedded()
    const database = await openAt(used)
    const none = await emptyPlace.embedded()
    const away = { url: 'postgres://ann:secret@127.0.0.1:1/nowhere', dataDir: none.dataDir }
    for (const [where, says] of [
      [used, /another process/],
      [none, /no database yet/],
      [away, /DATABASE_URL/],
    ] as const) {
      const { status, errors } = await db(where, 'status')
      assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
      assert.match(errors, says)
      assert.doesNotMatch(errors, /secret/)
    }
    await database.close()
  })
})
