/** The routes of friends, requests and blocks. */
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { nothing } from '../accounts/shapes.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { Friends } from './friends.ts'
import { people, person } from './shapes.ts'

const asked = z
  .strictObject({
    name: z.string().min(1).max(200).optional().describe('The name of their account.'),
    player: z.uuid().optional().describe('Their id, as the game shows it: guests have no account.'),
  })
  .refine(({ name, player }) => (name === undefined) !== (player === undefined), 'Give a name or a player')
const tag = 'People'
const parameter = "The other player's id."

export function friendsRoutes(friends: Friends): Route[] {
  /** Ids in paths are anybody's text. */
  const idOf = (text: string) => {
    const id = z.uuid().safeParse(text)
    if (!id.success) throw new RefusedError('no-such-person')
    return id.data.toLowerCase()
  }
  return [
    defineRoute({
      method: 'get',
      path: '/people',
      tag,
      summary: 'Your friends, requests and blocks',
      who: 'player',
      answer: people,
      limit: 'people',
      handle: async ({ player }) => ({ people: await friends.of(player.id) }),
    }),
    defineRoute({
      method: 'post',
      path: '/people',
      tag,
      summary: 'Ask somebody to be your friend, or accept',
      more: 'Who has asked you is your friend at once; everybody else gets your request. A block of yours is lifted.',
      who: 'player',
      body: asked,
      answer: person,
      refusals: ['no-such-person', 'yourself', 'already-friends', 'too-many-people'],
      limit: 'friendRequest',
      handle: ({ player, body: { name, player: asked = '' } }) =>
        name === undefined ? friends.ask(player.id, asked.toLowerCase()) : friends.askByName(player.id, name),
    }),
    defineRoute({
      method: 'delete',
      path: '/people/:id',
      parameter,
      tag,
      summary: 'Decline, withdraw, or end a friendship',
      who: 'player',
      answer: nothing,
      refusals: ['no-such-person', 'yourself'],
      limit: 'people',
      async handle({ player, parameter: id }) {
        await friends.remove(player.id, idOf(id))
        return {}
      },
    }),
    defineRoute({
      method: 'post',
      path: '/people/:id/block',
      parameter,
      tag,
      summary: 'Block somebody',
      more: 'Ends friendship and requests. They are not told; their requests and messages reach you no more.',
      who: 'player',
      answer: person,
      refusals: ['no-such-person', 'yourself', 'too-many-people'],
      limit: 'people',
      handle: ({ player, parameter: id }) => friends.block(player.id, idOf(id)),
    }),
    defineRoute({
      method: 'delete',
      path: '/people/:id/block',
      parameter,
      tag,
      summary: 'Lift a block',
      who: 'player',
      answer: nothing,
      refusals: ['no-such-person', 'yourself'],
      limit: 'people',
      async handle({ player, parameter: id }) {
        await friends.unblock(player.id, idOf(id))
        return {}
      },
    }),
  ]
}
