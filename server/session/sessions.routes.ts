/** Routes to open, find, join and resume a session. Each answers with a seat: a reservation that the client's SDK consumes. */
import { randomUUID } from 'node:crypto'
import { type IRoomCache, matchMaker, type Room } from '@colyseus/core'
import { hash } from '@node-rs/argon2'
import { Router } from 'express'
import { type Refusal, RefusedError } from '../../schema/errors.ts'
import { createSessionShape, joinSessionShape, resumeSessionShape } from '../../schema/messages.ts'
import type { Identities, Identity } from '../accounts/identity.ts'
import type { SessionFinder } from '../cluster/session-finder.ts'
import { bearer, parse, route, UnavailableError } from '../http.ts'
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
  identities: Identities
  finder: SessionFinder
  now(): number
}

export function sessionRoutes({ definition, identities, finder, now }: SessionRouteServices): Router {
  const router = Router()
  const bookings = new Map<string, Booking>()

  const known = (authorization: string | undefined) => identities.verify(authorization)

  router.post(
    '/sessions',
    route(async (request) => {
      const creator = await known(bearer(request))
      const { password, settings, ...rest } = parse(createSessionShape, request.body)
      const options: SessionOptions = {
        ...rest,
        id: randomUUID(),
        code: invitationCode(),
        creator: creator.id,
        passwordHash: password === undefined ? undefined : await hash(password),
        settings: parse(definition.settings, settings),
      }
      const room = await matchMaker.createRoom(gameRoomName, options)
      return { session: options.id, code: options.code, seat: await reserve(room, creator) }
    }),
  )

  router.post(
    '/sessions/:id/join',
    route(async (request) => {
      const player = await known(bearer(request))
      const admission = parse(joinSessionShape, request.body)
      const id = String(request.params.id)
      const room = await finder.find(id)
      const { refusal, code } = await admit(room, player, admission)
      if (refusal !== undefined) throw new RefusedError(refusal.code, refusal.detail)
      return { session: id, code, seat: await reserve(room, { ...player, watch: admission.watch }) }
    }),
  )

  router.post(
    '/sessions/:id/resume',
    route(async (request) => {
      const player = await known(bearer(request))
      const { nonce } = parse(resumeSessionShape, request.body)
      const id = String(request.params.id)
      const room = await finder.find(id)
      const { isAboard, code } = await admit(room, player, { watch: false })
      if (!isAboard) throw new RefusedError('not-aboard')
      const key = `${room.roomId} ${player.id}`
      const booked = bookings.get(key)
      const isRepeated = booked?.nonce === nonce && now() - booked.at < bookingLifetimeMs
      const seat = isRepeated ? booked.seat : reserve(room, player)
      bookings.set(key, { nonce, seat, at: now() })
      for (const [other, booking] of bookings) if (now() - booking.at > bookingLifetimeMs) bookings.delete(other)
      return { session: id, code, seat: await seat }
    }),
  )

  router.get(
    '/sessions/code/:code',
    route(async (request) => {
      await known(bearer(request))
      // As people write it: with a dash, in small letters.
      const code = String(request.params.code)
        .slice(0, 32)
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
      const rooms = await listRooms()
      const room = rooms.find((candidate) => (candidate.metadata as Listing | undefined)?.code === code)
      const listing = room?.metadata as Listing | undefined
      if (listing === undefined) throw new RefusedError('unknown-code')
      const { id, name, hasPassword, phase } = listing
      return { session: id, name, hasPassword, phase }
    }),
  )

  return router
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
