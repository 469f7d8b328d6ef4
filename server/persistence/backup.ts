/** Backups: all tables in one file that either kind of database can be filled from. A gzip of JSON lines: a header, each
 *  table's name and its rows, and a last line by which a file that was cut short is known. */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { ConfigError } from '../config.ts'
import { bringUpToDate, readSchemaState } from './migrations.ts'
import * as tables from './tables.ts'

export const allTables = Object.values(tables).filter((table) => is(table, PgTable))

/** In the order in which they can be filled: what is referred to comes before what refers to it. */
function inOrder(left: PgTable[], placed: PgTable[] = []): PgTable[] {
  if (left.length === 0) return placed
  const isFree = (table: PgTable) =>
    getTableConfig(table).foreignKeys.every((key) => placed.includes(key.reference().foreignTable))
  return inOrder(
    left.filter((table) => !isFree(table)),
    [...placed, ...left.filter(isFree)],
  )
}
const names = inOrder(allTables).map((table) => getTableConfig(table).name)

/** Rows at once; one order log may be hundreds of kilobytes. */
const batchRows = 100

export type RowCounts = Record<string, number>

export async function countRows(client: pg.ClientBase): Promise<RowCounts> {
  const counts: RowCounts = {}
  for (const name of names) {
    const { rows } = await client.query(`select count(*)::float8 as rows from "${name}"`)
    counts[name] = rows[0].rows
  }
  return counts
}

/** Writes everything, as of one moment, to a new file that only its owner may read: it holds keys and password hashes. */
export async function backUp(client: pg.ClientBase, path: string): Promise<RowCounts> {
  const { applied, known, version } = await readSchemaState(client)
  if (applied !== known)
    throw new ConfigError('The tables are not those of this program: run "npm run db -- migrate" first.')
  const unfinished = `${path}.unfinished`
  const zip = createGzip()
  const file = zip.pipe(createWriteStream(unfinished, { flags: 'w', mode: 0o600 }))
  const written = finished(file)
  // Whoever waits for it is told; until then its failure is nobody's.
  written.catch(() => undefined)
  const write = async (line: string) => {
    if (!zip.write(`${line}\n`)) await Promise.race([once(zip, 'drain'), written])
  }
  const counts: RowCounts = {}
  try {
    await write(JSON.stringify(['flotilla', version, new Date()]))
    await client.query('begin isolation level repeatable read read only')
    for (const name of names) {
      await write(JSON.stringify(['table', name]))
      counts[name] = 0
      await client.query(
        `declare every cursor for select row_to_json(every_row)::text as line from "${name}" every_row`,
      )
      for (;;) {
        const { rows } = await client.query<{ line: string }>(`fetch ${batchRows} from every`)
        for (const { line } of rows) await write(line)
        counts[name] += rows.length
        if (rows.length < batchRows) break
      }
      await client.query('close every')
    }
    await client.query('commit')
    zip.end(`${JSON.stringify(['end', counts])}\n`)
    await written
    await rename(unfinished, path)
    return counts
  } catch (error) {
    await rm(unfinished, { force: true })
    throw isAboutFile(error) ? new ConfigError(`${path} cannot be written (${error.code}).`) : error
  }
}

/** Fills an empty database, all or nothing. Throws `ConfigError` with one line for a file or a database that will not do. */
export async function restore(client: pg.ClientBase, path: string): Promise<RowCounts> {
  const lines = linesOf(path)
  const header = await lines.next()
  const [backup, schema] = header.done ? [] : parse(header.value)
  if (backup !== 'flotilla') throw new ConfigError(`${path} is no backup of Flotilla.`)
  const { version } = await readSchemaState(client)
  if (schema !== version) {
    throw new ConfigError(
      `${path} was made by another version (its tables are ${schema}, these ${version}): restore it with that version, then update.`,
    )
  }
  await bringUpToDate(client)
  if (Object.values(await countRows(client)).some((rows) => rows > 0))
    throw new ConfigError('The database is not empty: restore into a new one, before a server was started on it.')
  await client.query('begin')
  try {
    const counts = await fill(client, lines, path)
    await client.query('commit')
    return counts
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function fill(client: pg.ClientBase, lines: AsyncIterable<string>, path: string): Promise<RowCounts> {
  const counts: RowCounts = {}
  let table = ''
  let batch: string[] = []
  let end: RowCounts | undefined
  const flush = async () => {
    if (batch.length === 0) return
    const rows = `[${batch.join(',')}]`
    // The rows go through as the text they are: no number and no time loses a digit in JavaScript.
    await client.query(`insert into "${table}" select * from json_populate_recordset(null::"${table}", $1::json)`, [
      rows,
    ])
    counts[table] = (counts[table] ?? 0) + batch.length
    batch = []
  }
  for await (const line of lines) {
    // A row is an object; what stands between the rows is an array.
    if (line.startsWith('{')) {
      batch.push(line)
      if (batch.length === batchRows) await flush()
      continue
    }
    await flush()
    const [mark, value] = parse(line)
    if (mark === 'end') {
      end = value as RowCounts
      break
    }
    table = String(value)
    if (!names.includes(table)) throw new ConfigError(`${path} has a table that is not known here: ${table}.`)
    counts[table] = 0
  }
  if (JSON.stringify(end) !== JSON.stringify(counts))
    throw new ConfigError(`${path} is not whole: nothing was restored.`)
  await countOn(client)
  await beginEpoch(client)
  return counts
}

/** Numbers that the database gives out itself go on behind those that were restored. */
async function countOn(client: pg.ClientBase): Promise<void> {
  for (const table of allTables) {
    const { name, columns } = getTableConfig(table)
    for (const { name: column } of columns.filter((each) => each.getSQLType().includes('serial'))) {
      await client.query(
        `select setval(pg_get_serial_sequence('"${name}"', '${column}'), max("${column}")) from "${name}" having count(*) > 0`,
      )
    }
  }
}

/** Messages that came after the backup are lost and their numbers are given again, in channels of the backup and in those
 *  made after it alike: each must differ from what pages remember, also when the same backup is restored twice. */
async function beginEpoch(client: pg.ClientBase): Promise<void> {
  const secondsSince2026 = Math.floor((Date.now() - Date.UTC(2026)) / 1000)
  const { rows } = await client.query('select greatest(coalesce(max(epoch), 0) + 1, $1::int) as epoch from channels', [
    secondsSince2026,
  ])
  const epoch = Number(rows[0].epoch)
  await client.query('update channels set epoch = $1', [epoch])
  await client.query(`alter table channels alter column epoch set default ${epoch}`)
}

/** The lines of a gzip; what is no gzip, or half of one, is a `ConfigError`. Only a newline ends a line: JSON may hold
 *  other separators. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  try {
    const source = createReadStream(path)
    const text = source.pipe(createGunzip())
    source.on('error', (error) => text.destroy(error))
    for await (const piece of text.setEncoding('utf8')) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    if (isAboutFile(error)) throw new ConfigError(`${path} cannot be read (${error.code}).`)
    throw error
  }
}

const parse = (line: string): unknown[] => {
  try {
    return [JSON.parse(line)].flat()
  } catch {
    return []
  }
}

/** Of the file system (ENOENT, EACCES) or of zlib (Z_DATA_ERROR, Z_BUF_ERROR). */
const isAboutFile = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && /^[EZ][A-Z_]+$/.test((error as NodeJS.ErrnoException).code ?? '')
