/** What a failure of the database means: it is away for the moment, the statement is wrong, or a setting is. */
import pg from 'pg'
import { ConfigError } from '../config.ts'
import { UnavailableError } from '../http.ts'

/** SQLSTATE, by its beginning: connection, resources, stopped by the operator or a time limit, its disk, a standby, a
 *  lock waited for too long, and who may not sign in (any more). */
const awayStates = ['08', '53', '57', '58', '25006', '55P03', '28', '3D']
/** Of these, what waiting does not mend. */
const settingStates = ['28', '3D', '42501']

const hasState = (error: unknown, states: string[]) =>
  error instanceof pg.DatabaseError && states.some((state) => error.code?.startsWith(state))

/** `error` as stores see it: `UnavailableError` when the database did not get to answer, otherwise itself. */
export function meaningOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnavailableError) return error
  // What pg and sockets throw for themselves are plain errors; a wrong statement is a DatabaseError, a wrong value a TypeError.
  const isOfTheLine = !(error instanceof pg.DatabaseError) && /^(Aggregate)?Error$/.test(error.name)
  if (!isOfTheLine && !hasState(error, awayStates)) return error
  return new UnavailableError(`the database did not answer: ${oneLine(error)}`)
}

/** SQLSTATE foreign_key_violation: what a row refers to is not there (any more). */
export const isAboutMissing = (error: unknown): boolean => hasState(error, ['23503'])

/** The one line for people when `error` says that a setting is wrong; undefined when the database may come back. */
export function settingProblem(url: string, error: unknown): ConfigError | undefined {
  if (error instanceof ConfigError) return error
  if (!hasState(error, settingStates)) return undefined
  return new ConfigError(`DATABASE_URL: ${placeOf(url)} cannot be used (${oneLine(error)}): correct DATABASE_URL.`)
}

/** The address without user, password and options. */
export function placeOf(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

export const oneLine = (error: unknown): string => {
  // An address with several entries fails with several errors and no message of its own.
  const first = error instanceof AggregateError ? error.errors[0] : error
  return (first instanceof Error ? first.message : String(first)).split('\n')[0] ?? ''
}
