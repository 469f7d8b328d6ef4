/** What the sign-in form checks before it asks the server, and which field a refusal speaks of. */
import { type ErrorCode, RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { checkedName } from '../../schema/names.ts'
import { access } from '../text/access.ts'
import { type Notice, refusalText } from '../text/sentences.ts'

export type AccessMode = 'sign-in' | 'register' | 'recover'
export type AccessField = 'name' | 'password' | 'recoveryCode'
export interface Entries {
  name: string
  password: string
  recoveryCode: string
}
export interface Problem {
  field?: AccessField
  notice: Notice
}

const caution = (texts: { title: string; detail: string }): Notice => ({ tone: 'caution', ...texts })

/** The server's own shapes are not loaded for one comparison. */
export const isShort = (password: string): boolean => password.length < limits.accountPassword.min

/** What keeps these entries from being sent; the server checks them again. */
export function problemOf(mode: AccessMode, entries: Entries): Problem | undefined {
  if (mode === 'register' && checkedName(entries.name, limits.playerName) === undefined)
    return problemFrom(new RefusedError('bad-name'))
  if (entries.name.trim() === '') return { field: 'name', notice: caution(access.short.missing) }
  if (mode === 'recover' && entries.recoveryCode.trim() === '') {
    return { field: 'recoveryCode', notice: caution(access.short.missing) }
  }
  if (entries.password === '') return { field: 'password', notice: caution(access.short.missing) }
  if (mode !== 'sign-in' && isShort(entries.password)) {
    return { field: 'password', notice: caution(access.short.password) }
  }
  return undefined
}

/** Refusals that are about one field; the others stand above the button. */
const fields: Partial<Record<ErrorCode, AccessField>> = {
  'bad-name': 'name',
  'name-in-use': 'name',
  'weak-password': 'password',
  'wrong-recovery': 'recoveryCode',
}

/** A refusal, or whatever else went wrong, beside the field that it is about. */
export function problemFrom(error: unknown): Problem {
  const refusal = error instanceof RefusedError ? error : new RefusedError('server-busy')
  const field = fields[refusal.code]
  return { notice: refusalText(refusal), ...(field === undefined ? {} : { field }) }
}
