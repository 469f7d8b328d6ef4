/** Seats: the right to open one socket to a room, once, within seconds, from the address that asked. */
import { randomBytes } from 'node:crypto'
import { type AuthContext, type Client, type IRoomCache, matchMaker, ServerError } from '@colyseus/core'
import { errors } from '../../schema/errors.ts'
import { UnavailableError } from '../http.ts'
import type { Pass } from './lines.ts'

export type Seat = Awaited<ReturnType<typeof matchMaker.reserveSeatFor>>

/** The room of this name that a process has for itself, made when it is first asked for. */
export function ownRoom(name: string): () => Promise<IRoomCache> {
  let room: Promise<IRoomCache> | undefined
  return () => {
    room ??= matchMaker.handleCreateRoom(name, {}).catch((error) => {
      room = undefined
      throw error
    })
    return room
  }
}

/** Reserves a seat. Its id goes into the socket's address in place of any token: 192 random bits, of use once.
 *  Throws `UnavailableError` when the room's process does not answer. */
export async function reserve<Holder extends Pass>(room: IRoomCache, pass: Holder): Promise<Seat> {
  const sessionId = randomBytes(24).toString('base64url')
  try {
    return await matchMaker.reserveSeatFor(room, {}, { ...pass, sessionId })
  } catch {
    throw new UnavailableError('the process of the room gives no seat')
  }
}

/** The pass that a socket's seat was reserved with. Throws when it comes from another address: the seat was picked up. */
export function admitted(client: Client, context: AuthContext): Pass {
  const pass = client.auth as Pass | undefined
  if (pass !== undefined && context.ip === pass.address) return pass
  throw new ServerError(errors['not-signed-in'].status, 'not-signed-in')
}
