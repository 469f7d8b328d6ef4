/** Accounts on a database of a test, with a clock that it sets, and games that were never played. */
import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { type ErrorCode, RefusedError } from '../schema/errors.ts'
import { Accounts, type Asker, type Grant } from '../server/accounts/accounts.ts'
import { openPasswords } from '../server/accounts/passwords.ts'
import type { Database } from '../server/persistence/database.ts'
import * as tables from '../server/persistence/tables.ts'

export const log = pino({ level: 'silent' })
export const password = 'otter lamp canyon'
export const nobody: Asker = { device: 'a test' }
/** Asks with the access token of a sign-in. */
export const by = ({ player, signIn }: Grant): Asker => ({
  ...nobody,
  bearer: { id: player.id, name: player.name, signIn, until: Number.POSITIVE_INFINITY },
})
export const refusedWith = (code: ErrorCode) => (error: unknown) => error instanceof RefusedError && error.code === code

let serial = 0
export const fresh = (name = 'Pilot') => `${name} ${++serial}`

export async function openTestAccounts(orm: Database) {
  const time = { now: Date.now() }
  const passwords = await openPasswords()
  const signedOut: string[] = []
  const services = { database: orm, passwords, log, now: () => time.now }
  const accounts = new Accounts({
    ...services,
    signedOut: (signIns) => void signedOut.push(...signIns),
    farewell: async () => () => {},
  })
  return {
    signedOut,
    accounts,
    passwords,
    time,
    refresh: (token: string) => accounts.refresh(token, async () => undefined),
  }
}
export type TestAccounts = Awaited<ReturnType<typeof openTestAccounts>>

/** A finished game of these players, on one ship. */
export async function played(
  orm: Database,
  players: string[],
  {
    seats = ['helm'],
    endedAt = Date.now(),
    ...more
  }: Partial<Omit<typeof tables.results.$inferInsert, 'endedAt'>> & {
    seats?: string[]
    endedAt?: number
  } = {},
): Promise<string> {
  const id = randomUUID()
  const ended = new Date(endedAt)
  await orm.insert(tables.results).values({
    id,
    session: randomUUID(),
    name: 'Friday night',
    game: 'flotilla',
    scenario: 'siege',
    settings: {},
    victory: true,
    reason: 'All waves are beaten.',
    seconds: 600,
    players: players.length,
    reconnects: 0,
    groups: [{ name: 'Kestrel', kind: 'corvette', figures: { kills: 3 } }],
    startedAt: new Date(endedAt - 600_000),
    endedAt: ended,
    ...more,
  })
  const record = { result: id, group: 0, seats, reconnects: 0, endedAt: ended }
  await orm.insert(tables.serviceRecords).values(players.map((player) => ({ ...record, player })))
  return id
}
