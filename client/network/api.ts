/** The HTTP calls of the client: who I am, and how I get a seat in a session. */
import type { SeatReservation } from 'colyseus.js'
import { type ErrorCode, errors, RefusedError } from '../../schema/errors.ts'
import type { CreateSession } from '../../schema/messages.ts'
import type { Phase } from '../../schema/session.state.ts'

export interface Identity {
  token: string
  player: { id: string; name: string }
}

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

async function call<Answer>(method: 'GET' | 'POST', path: string, token?: string, body?: unknown): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(answer, response.status)
  return answer as Answer
}

const at = encodeURIComponent

export const api = {
  /** A new guest, or the same one again when an old token comes along. */
  guest: (name: string, oldToken?: string) => call<Identity>('POST', '/auth/guest', oldToken, { name }),
  create: (token: string, session: CreateSession) => call<Admission>('POST', '/sessions', token, session),
  join: (token: string, session: string, admission: { password?: string; watch?: boolean } = {}) =>
    call<Admission>('POST', `/sessions/${at(session)}/join`, token, admission),
  resume: (token: string, session: string, nonce: string) =>
    call<Admission>('POST', `/sessions/${at(session)}/resume`, token, { nonce }),
  invitation: (token: string, code: string) => call<Invitation>('GET', `/sessions/code/${at(code)}`, token),
}
