/** The way to the connection for life: to the room of this process, wherever the last one was. */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { Database } from '../persistence/database.ts'
import { players } from '../persistence/tables.ts'
import { addressOf } from '../rate-limits.ts'
import { seatShape } from './lobby.routes.ts'
import { peopleRoomName } from './people.room.ts'
import { ownRoom, reserve } from './reserve.ts'

export function peopleRoutes(orm: Database): Route[] {
  const room = ownRoom(peopleRoomName)
  return [
    defineRoute({
      method: 'post',
      path: '/people/connection',
      tag: 'People',
      summary: 'Open your connection for life',
      more: 'It carries presence, chat and notifications while sessions come and go.',
      who: 'player',
      answer: z.strictObject({ seat: seatShape }),
      async handle({ request, player }) {
        const isInvisible = await isUnseen(orm, player.id)
        return { seat: await reserve(await room(), { ...player, address: addressOf(request), isInvisible }) }
      },
    }),
  ]
}

async function isUnseen(orm: Database, player: string): Promise<boolean> {
  const [row] = await orm.select({ isInvisible: players.isInvisible }).from(players).where(eq(players.id, player))
  if (row === undefined) throw new RefusedError('not-signed-in')
  return row.isInvisible
}
