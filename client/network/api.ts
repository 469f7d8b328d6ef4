/** The HTTP calls of the client: who I am, what is kept of me, and how I get a seat in a session. */
import type { SeatReservation } from 'colyseus.js'
import type { Avatar, Preferences, Profile, ServiceRecord, SignedIn } from '../../schema/accounts.ts'
import { type ErrorCode, errors, RefusedError } from '../../schema/errors.ts'
import type { CreateSession } from '../../schema/messages.ts'
import type { Phase } from '../../schema/session.state.ts'

/** Way into a session: `seat` opens the socket. */
export interface Admission {
  session: string
  code: string
  seat: SeatReservation
}

export interface Invitation {
  session: string
  name: string
  hasPassword: boolean
  phase: Phase
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errors, code)

/** The refusal in an error answer's body. An answer that is none of ours reads as a server that is not there yet. */
export function refusalOf(body: unknown, status: number): RefusedError {
  const error = (body as { error?: { code?: unknown; detail?: unknown } } | undefined)?.error
  if (isErrorCode(error?.code)) {
    return new RefusedError(error.code, typeof error.detail === 'string' ? error.detail : undefined)
  }
  return new RefusedError(status === 404 ? 'unknown-route' : status === 429 ? 'too-fast' : 'server-busy')
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const mostWaitMs = 15_000

export async function call<Answer>(method: Method, path: string, token?: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    // A request that hangs would keep the other pages of this browser from renewing.
    signal: AbortSignal.timeout(mostWaitMs),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(answer, response.status)
  return answer as Answer
}

const at = encodeURIComponent

export interface Credentials {
  name: string
  password: string
}

export const api = {
  /** A new guest, or the same one again when a guest's sign-in is still alive. */
  guest: (name: string, token?: string) => call<SignedIn>('POST', '/auth/guest', token, { name }),
  /** The refresh token is a cookie that no script can read. */
  refresh: () => call<SignedIn>('POST', '/auth/refresh', undefined, {}),
  /** A guest who comes with their token keeps all they have done. */
  register: (token: string | undefined, credentials: Credentials) =>
    call<SignedIn>('POST', '/auth/register', token, credentials),
  signIn: (credentials: Credentials) => call<SignedIn>('POST', '/auth/sign-in', undefined, credentials),
  recover: (claim: Credentials & { recoveryCode: string }) => call<SignedIn>('POST', '/auth/recover', undefined, claim),
  signOut: (token: string) => call<unknown>('POST', '/auth/sign-out', token, {}),
  signOutEverywhere: (token: string) => call<unknown>('POST', '/auth/sign-out-everywhere', token, {}),
  changePassword: (token: string, change: { current: string; password: string }) =>
    call<unknown>('POST', '/auth/password', token, change),
  removeAccount: (token: string, password?: string) =>
    call<unknown>('DELETE', '/auth/account', token, password === undefined ? {} : { password }),

  changeProfile: (token: string, change: { name?: string; status?: string; avatar?: Avatar }) =>
    call<Profile>('PATCH', '/players/me', token, change),
  preferences: (token: string) => call<Preferences>('GET', '/players/me/preferences', token),
  keepPreferences: (token: string, preferences: Preferences) =>
    call<unknown>('PUT', '/players/me/preferences', token, preferences),
  record: (token: string, before?: string) =>
    call<ServiceRecord>('GET', `/players/me/record${before === undefined ? '' : `?before=${at(before)}`}`, token),
  /** Everything that is kept of the player. */
  exported: (token: string) => call<unknown>('GET', '/players/me/export', token),

  lobby: (token: string) => call<Pick<Admission, 'seat'>>('POST', '/lobby', token, {}),
  create: (token: string, session: CreateSession) => call<Admission>('POST', '/sessions', token, session),
  join: (token: string, session: string, admission: { password?: string; watch?: boolean } = {}) =>
    call<Admission>('POST', `/sessions/${at(session)}/join`, token, admission),
  resume: (token: string, session: string, nonce: string, lost: string | undefined) =>
    call<Admission>('POST', `/sessions/${at(session)}/resume`, token, { nonce, ...(lost ? { lost } : {}) }),
  invitation: (token: string, code: string) => call<Invitation>('GET', `/sessions/code/${at(code)}`, token),
}
