/** Routes to open, find, join and resume a session. Each answers with a seat: a reservation that the client's SDK consumes. */
import { randomUUID } from 'node:crypto'
import { type IRoomCache, matchMaker, type Room } from '@colyseus/core'
import { hash } from '@node-rs/argon2'
import { z } from 'zod'
import { type Refusal, RefusedError } from '../../schema/errors.ts'
import { createSessionShape, joinSessionShape, resumeSessionShape } from '../../schema/messages.ts'
import type { Identity } from '../accounts/identity.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { SessionFinder } from '../cluster/session-finder.ts'
import { parse, UnavailableError } from '../http.ts'
import { gameRoomName } from '../rooms/lobby.room.ts'
import type { GameDefinition } from './game-definition.ts'
import type { Admission } from './host.ts'
import type { Listing } from './listing.ts'
import { invitationCode, type SessionOptions } from './session.ts'

interface Answer {
  refusal?: Refusal
  code: string
  isAboard: boolean
}

type Seat = Awaited<ReturnType<typeof matchMaker.reserveSeatFor>>

/** A resume that is asked twice, because the answer was lost, must not book two seats. */
interface Booking {
  nonce: string
  seat: Promise<Seat>
  at: number
}
const bookingLifetimeMs = 10_000

interface SessionRouteServices {
  definition: GameDefinition
  finder: SessionFinder
  now(): number
}

const seatShape = z
  .looseObject({})
  .describe("Goes to the SDK's `consumeSeatReservation`.") as z.ZodType as z.ZodType<Seat>
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
      async handle({ body, player: { id, name } }) {
        const { password, settings, ...rest } = body
        const options: SessionOptions = {
          ...rest,
          id: randomUUID(),
          code: invitationCode(),
          creator: id,
          passwordHash: password === undefined ? undefined : await hash(password),
          settings: parse(definition.settings, settings),
        }
        const room = await matchMaker.createRoom(gameRoomName, options)
        return { session: options.id, code: options.code, seat: await reserve(room, { id, name }) }
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
      async handle({ parameter: session, body: admission, player: { id, name } }) {
        const room = await finder.find(session)
        const { refusal, code } = await admit(room, { id, name }, admission)
        if (refusal !== undefined) throw new RefusedError(refusal.code, refusal.detail)
        return { session, code, seat: await reserve(room, { id, name, watch: admission.watch }) }
      },
    }),
    defineRoute({
      ...wayIn,
      path: '/sessions/:id/resume',
      summary: 'Come back to a session that still holds your place',
      more: 'Asked again with the same `nonce`, because an answer was lost, it books no second seat.',
      body: resumeSessionShape,
      refusals: ['session-gone', 'not-aboard'],
      async handle({ parameter: session, body: { nonce }, player: { id, name } }) {
        const room = await finder.find(session)
        const { isAboard, code } = await admit(room, { id, name }, { watch: false })
        if (!isAboard) throw new RefusedError('not-aboard')
        const key = `${room.roomId} ${id}`
        const booked = bookings.get(key)
        const isRepeated = booked?.nonce === nonce && now() - booked.at < bookingLifetimeMs
        const seat = isRepeated ? booked.seat : reserve(room, { id, name })
        bookings.set(key, { nonce, seat, at: now() })
        for (const [other, booking] of bookings) if (now() - booking.at > bookingLifetimeMs) bookings.delete(other)
        return { session, code, seat: await seat }
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

const listRooms = (): Promise<IRoomCache[]> => matchMaker.query<Room>({ name: gameRoomName })

async function admit(room: IRoomCache, player: Identity, admission: Admission): Promise<Answer> {
  try {
    return (await matchMaker.remoteRoomCall(room.roomId, 'admit', [player.id, admission])) as Answer
  } catch {
    throw new UnavailableError('the process of the session does not answer')
  }
}

async function reserve(room: IRoomCache, player: Identity & { watch?: boolean }): Promise<Seat> {
  try {
    return await matchMaker.reserveSeatFor(room, {}, { ...player })
  } catch {
    throw new UnavailableError('the process of the session gives no seat')
  }
}
