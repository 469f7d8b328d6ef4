/** `npm run account -- list|admin NAME|moderator NAME|player NAME|reset NAME|rotate-keys`: an operator's work on accounts. */
import { asc, eq } from 'drizzle-orm'
import pino from 'pino'
import type { Role } from '../../schema/accounts.ts'
import { ConfigError, readConfig } from '../config.ts'
import { UnavailableError } from '../http.ts'
import { type Database, openDatabase } from '../persistence/database.ts'
import { audit, credentials, players } from '../persistence/tables.ts'
import { nameKey } from './name-key.ts'
import { newSecretCode } from './secret-codes.ts'
import { noticeMs, rotateKeys } from './signing-keys.ts'

const usage = `npm run account -- COMMAND, on the database of DATABASE_URL, or of DATA_DIR without one:
  list           the accounts, with what they may
  admin NAME     make an operator of an account
  moderator NAME make a moderator of it, who looks after the chat
  player NAME    make a player of it again
  reset NAME     print a recovery code, for who has lost theirs; the old one is void
  rotate-keys    sign with a new key from now on; nobody is signed out`

interface Command {
  needsName: boolean
  run(database: Database, name: string): Promise<string>
}

const commands: Record<string, Command> = {
  list: { needsName: false, run: list },
  admin: { needsName: true, run: (database, name) => setRole(database, name, 'admin') },
  moderator: { needsName: true, run: (database, name) => setRole(database, name, 'moderator') },
  player: { needsName: true, run: (database, name) => setRole(database, name, 'player') },
  reset: { needsName: true, run: reset },
  'rotate-keys': {
    needsName: false,
    async run(database) {
      const id = await rotateKeys(database, Date.now())
      await note(database, 'keys.rotated', undefined)
      return `Key ${id} signs in ${noticeMs / 60_000} minutes; those before it verify until nobody needs them.`
    },
  },
}

const called = { player: 'a player', moderator: 'a moderator', admin: 'an operator' } as const satisfies Record<
  Role,
  string
>

const [command = '', name = '', ...more] = process.argv.slice(2)
try {
  const { needsName, run } = (Object.hasOwn(commands, command) && commands[command]) || {}
  if (run === undefined || needsName !== (name !== '') || more.length > 0) throw new ConfigError(usage)
  // Of the settings only these two are this command's business.
  const { DATABASE_URL, DATA_DIR } = process.env
  const { databaseUrl, dataDir } = readConfig({ DATABASE_URL, DATA_DIR })
  const database = await openDatabase({ url: databaseUrl, dataDir, log: pino({ level: 'silent' }) })
  try {
    console.log(await run(database.orm, name))
  } finally {
    await database.close()
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof UnavailableError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function list(database: Database): Promise<string> {
  const rows = await database
    .select({ name: credentials.signInName, role: players.role, seenAt: players.seenAt })
    .from(credentials)
    .innerJoin(players, eq(players.id, credentials.player))
    .orderBy(asc(credentials.nameKey))
  if (rows.length === 0) return 'There are no accounts yet.'
  return rows
    .map(
      ({ name: signInName, role, seenAt }) => `${signInName.padEnd(26)}${role.padEnd(10)}seen ${seenAt.toISOString()}`,
    )
    .join('\n')
}

async function setRole(database: Database, name: string, role: Role): Promise<string> {
  const { player, signInName } = await accountCalled(database, name)
  await database.transaction(async (tx) => {
    await tx.update(players).set({ role }).where(eq(players.id, player))
    await note(tx, `role.${role}`, player)
  })
  return `${signInName} is ${called[role]} from now on.`
}

async function reset(database: Database, name: string): Promise<string> {
  const { player, signInName } = await accountCalled(database, name)
  const { code, hash } = newSecretCode()
  await database.transaction(async (tx) => {
    await tx.update(credentials).set({ recoveryHash: hash }).where(eq(credentials.player, player))
    await note(tx, 'recovery.reset', player)
  })
  return `${signInName} sets a new password with this recovery code, once:\n${code}`
}

async function accountCalled(database: Database, name: string) {
  const [account] = await database
    .select()
    .from(credentials)
    .where(eq(credentials.nameKey, nameKey(name)))
  if (account === undefined) throw new ConfigError(`There is no account called ${name}: "list" shows them all.`)
  return account
}

function note(tx: Pick<Database, 'insert'>, action: string, subject: string | undefined) {
  return tx.insert(audit).values({ action, subject })
}
