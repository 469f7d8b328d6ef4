/** The way to the connection for life: to the room of this process, wherever the last one was. */
import { type IRoomCache, matchMaker } from '@colyseus/core'
import { z } from 'zod'
import { defineRoute, type Route } from '../api/route.ts'
import { addressOf } from '../rate-limits.ts'
import { seatShape } from './lobby.routes.ts'
import { peopleRoomName } from './people.room.ts'
import { reserve } from './reserve.ts'

export function peopleRoutes(): Route[] {
  let room: Promise<IRoomCache> | undefined
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
        room ??= matchMaker.handleCreateRoom(peopleRoomName, {}).catch((error) => {
          room = undefined
          throw error
        })
        return { seat: await reserve(await room, { ...player, address: addressOf(request) }) }
      },
    }),
  ]
}
