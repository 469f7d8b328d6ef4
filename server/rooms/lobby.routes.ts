/** The way into the lobby of this process: each has one of its own, and all show the same sessions. */
import { z } from 'zod'
import { defineRoute, type Route } from '../api/route.ts'
import { addressOf } from '../rate-limits.ts'
import { lobbyRoomName } from './lobby.room.ts'
import { ownRoom, reserve, type Seat } from './reserve.ts'

export const seatShape = z
  .looseObject({})
  .describe("Goes to the SDK's `consumeSeatReservation`.") as z.ZodType as z.ZodType<Seat>

export function lobbyRoutes(): Route[] {
  const lobby = ownRoom(lobbyRoomName)
  return [
    defineRoute({
      method: 'post',
      path: '/lobby',
      tag: 'Sessions',
      summary: 'Look at the live list of sessions',
      who: 'player',
      answer: z.strictObject({ seat: seatShape }),
      async handle({ request, player }) {
        return { seat: await reserve(await lobby(), { ...player, address: addressOf(request) }) }
      },
    }),
  ]
}
