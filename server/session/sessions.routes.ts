/** Routes to open, find, join and resume a session. Each answers with a seat: a reservation that the client's SDK consumes. */
import { randomUUID } from 'node:crypto'
import { type IRoomCache, matchMaker, type Room } from '@colyseus/core'
import { hash } from '@node-rs/argon2'
import type { Request } from 'express'
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { createSessionShape, joinSessionShape, resumeSessionShape } from '../../schema/messages.ts'
import type { Bearer } from '../accounts/identity.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { SessionFinder } from '../cluster/session-finder.ts'
import { parse, UnavailableError } from '../http.ts'
import { addressOf } from '../rate-limits.ts'
import type { Admitted } from '../rooms/game.room.ts'
import type { Pass } from '../rooms/lines.ts'
import { gameRoomName } from '../rooms/lobby.room.ts'
import { seatShape } from '../rooms/lobby.routes.ts'
import { reserve, type Seat } from '../rooms/reserve.ts'
import type { GameDefinition } from './game-definition.ts'
import type { Admission } from './host.ts'
import type { Listing } from './listing.ts'
import { invitationCode, type SessionOptions } from './session.ts'

/** A resume that is asked twice, because the answer was lost, must not book two seats. */
interface Booking {
  nonce: string
  entry: Promise<{ code: string; seat: Seat }>
  at: number
}
/** Less than a seat waits: a booking that is handed out again must still be of use. */
const bookingLifetimeMs = 3000

interface SessionRouteServices {
  definition: GameDefinition
  finder: SessionFinder
  now(): number
}

/** What every way in answers with. */
const seatAnswer = z.strictObject({
  session: z.string(),
  code: z.string().describe('The invitation code.'),
  seat: seatShape,
})
const tag = 'Sessions'
const parameter = "The session's id."
const wayIn = { method: 'post', tag, who: 'player', parameter, answer: seatAnswer } as const

export function sessionRoutes({ definition, finder, now }: SessionRouteServices): Route[] {
  const bookings = new Map<string, Booking>()

  return [
    defineRoute({
      ...wayIn,
      path: '/sessions',
      summary: 'Open a session',
      body: createSessionShape,
      async handle({ request, body, player }) {
        const { password, settings, ...rest } = body
        const options: SessionOptions = {
          ...rest,
          id: randomUUID(),
          code: invitationCode(),
          creator: player.id,
          passwordHash: password === undefined ? undefined : await hash(password),
          settings: parse(definition.settings, settings),
        }
        const room = await matchMaker.createRoom(gameRoomName, options)
        return { session: options.id, code: options.code, seat: await reserve(room, passOf(request, player)) }
      },
    }),
    defineRoute({
      ...wayIn,
      path: '/sessions/:id/join',
      summary: 'Join a session, to fly or to watch',
      body: joinSessionShape,
      refusals: [
        'session-gone',
        'session-closed',
        'session-full',
        'password-needed',
        'wrong-password',
        'kicked',
        'spectators-off',
      ],
      async handle({ request, parameter: session, body: admission, player }) {
        const room = await finder.find(session)
        const { refusal, code, turn } = await admit(room, player, admission)
        if (refusal !== undefined) throw new RefusedError(refusal.code, refusal.detail)
        return {
          session,
          code,
          seat: await reserve(room, { ...passOf(request, player), watch: admission.watch, turn }),
        }
      },
    }),
    defineRoute({
      ...wayIn,
      path: '/sessions/:id/resume',
      summary: 'Come back to a session that still holds your place',
      more: 'Asked again with the same `nonce`, because an answer was lost, it books no second seat.',
      body: resumeSessionShape,
      refusals: ['session-gone', 'not-aboard', 'elsewhere'],
      async handle({ request, parameter: session, body: { nonce, lost }, player }) {
        const room = await finder.find(session)
        const key = `${room.roomId} ${player.id}`
        for (const [other, booking] of bookings) if (now() - booking.at > bookingLifetimeMs) bookings.delete(other)
        let booking = bookings.get(key)
        if (booking?.nonce !== nonce) {
          booking = { nonce, at: now(), entry: comeBack(room, passOf(request, player), lost) }
          bookings.set(key, booking)
          // What failed is asked anew.
          booking.entry.catch(() => bookings.delete(key))
        }
        return { session, ...(await booking.entry) }
      },
    }),
    defineRoute({
      method: 'get',
      path: '/sessions/code/:code',
      parameter: 'The invitation code, as people write it: with a dash, in small letters.',
      tag,
      summary: 'Find the session of an invitation code',
      who: 'player',
      answer: z.strictObject({
        session: z.string(),
        name: z.string(),
        hasPassword: z.boolean(),
        phase: z.string(),
      }),
      refusals: ['unknown-code'],
      async handle({ parameter: written }) {
        const code = written
          .slice(0, 32)
          .toUpperCase()
          .replace(/[^0-9A-Z]/g, '')
        const rooms = await listRooms()
        const room = rooms.find((candidate) => (candidate.metadata as Listing | undefined)?.code === code)
        const listing = room?.metadata as Listing | undefined
        if (listing === undefined) throw new RefusedError('unknown-code')
        const { id, name, hasPassword, phase } = listing
        return { session: id, name, hasPassword, phase }
      },
    }),
  ]
}

const passOf = (request: Request, player: Bearer): Pass => ({ ...player, address: addressOf(request) })

const listRooms = (): Promise<IRoomCache[]> => matchMaker.query<Room>({ name: gameRoomName })

async function comeBack(room: IRoomCache, pass: Pass, lost?: string): Promise<{ code: string; seat: Seat }> {
  const { refusal, isAboard, code, turn } = await admit(room, pass, { watch: false, ...(lost ? { lost } : {}) })
  if (refusal?.code === 'elsewhere') throw new RefusedError('elsewhere')
  if (!isAboard) throw new RefusedError('not-aboard')
  return { code, seat: await reserve(room, { ...pass, turn }) }
}

async function admit(room: IRoomCache, player: Bearer, admission: Admission & { lost?: string }): Promise<Admitted> {
  try {
    return (await matchMaker.remoteRoomCall(room.roomId, 'admit', [player.id, admission])) as Admitted
  } catch {
    throw new UnavailableError('the process of the session does not answer')
  }
}
