/** `npm run db -- status|migrate|backup FILE|restore FILE`: an operator's work on the database, of either kind. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { type Config, ConfigError, readConfig } from '../config.ts'
import { backUp, countRows, type RowCounts, restore } from './backup.ts'
import { startEmbedded } from './embedded.ts'
import { oneLine, placeOf } from './faults.ts'
import { bringUpToDate, readSchemaState } from './migrations.ts'

const usage = `npm run db -- COMMAND, on the database of DATABASE_URL, or of DATA_DIR without one:
  status         what is there
  migrate        bring the tables up to date (a server does so when it starts)
  backup FILE    write everything to FILE
  restore FILE   fill an empty database from FILE, which may come from the other kind`

const commands: Record<string, (client: pg.Client, file: string) => Promise<string>> = {
  status,
  async migrate(client) {
    const { applied, known } = await readSchemaState(client)
    await bringUpToDate(client)
    return applied === known ? 'The tables are up to date.' : `Migrations done: ${known - applied}.`
  },
  backup: async (client, file) => `${told(await backUp(client, file))} are in ${file}; keep it private.`,
  restore: async (client, file) => `${told(await restore(client, file))} were restored.`,
}

const [name = '', file = ''] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
try {
  const isFileName = name === 'backup' || name === 'restore'
  if (command === undefined || isFileName !== (file !== '')) throw new ConfigError(usage)
  // Of the settings only these two are this command's business.
  const { DATABASE_URL, DATA_DIR } = process.env
  const config = readConfig({ DATABASE_URL, DATA_DIR })
  const connection = await connect(config, name === 'migrate' || name === 'restore')
  try {
    console.log(await command(connection.client, file))
  } finally {
    await connection.close()
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function status(client: pg.Client): Promise<string> {
  const { applied, known, isNewer } = await readSchemaState(client)
  const migrations = `${applied} of ${known} migrations${isNewer ? '; it was made by a newer Flotilla' : ''}`
  if (applied !== known) return migrations
  const counts = Object.entries(await countRows(client)).map(([table, rows]) => `  ${table.padEnd(18)}${rows}`)
  return `${migrations}; rows:\n${counts.join('\n')}`
}

function told(counts: RowCounts): string {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return `${rows} rows of ${Object.keys(counts).length} tables`
}

interface Connection {
  client: pg.Client
  close(): Promise<void>
}

/** One connection without time limits. Throws `ConfigError` when there is none to be had. */
async function connect({ databaseUrl, dataDir }: Config, mayMake: boolean): Promise<Connection> {
  if (databaseUrl === '') {
    if (!mayMake && !existsSync(join(dataDir, 'database')))
      throw new ConfigError(`DATA_DIR=${dataDir}: there is no database yet; a server makes it when it first starts.`)
    const embedded = await startEmbedded(dataDir, pino({ level: 'warn' }))
    const client = new pg.Client(embedded.line)
    await client.connect()
    const close = async () => {
      await client.end()
      await embedded.stop()
    }
    return { client, close }
  }
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
  } catch (error) {
    throw new ConfigError(`DATABASE_URL: ${placeOf(databaseUrl)} cannot be used (${oneLine(error)}).`)
  }
  return { client, close: () => client.end() }
}
