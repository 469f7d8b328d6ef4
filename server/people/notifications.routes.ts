/** The route of notifications; they come over the connection for life as they arise. */
import { z } from 'zod'
import type { Notification } from '../../schema/people.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { Notifications } from './notifications.ts'

const all = { id: z.int(), at: z.number().describe('Unix time in ms.'), isRead: z.boolean() }
const from = { from: z.uuid(), name: z.string(), ...all }
const notification: z.ZodType<Notification> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['friend-request', 'friend-accepted']), ...from }),
  z.strictObject({
    kind: z.literal('session-invitation'),
    session: z.uuid(),
    sessionName: z.string(),
    code: z.string(),
    ...from,
  }),
  z.strictObject({
    kind: z.literal('team-invitation'),
    team: z.uuid(),
    teamName: z.string(),
    code: z.string(),
    ...from,
  }),
  z.strictObject({ kind: z.literal('muted'), minutes: z.int(), reason: z.string(), ...all }),
])
const page = z.strictObject({
  before: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(Number.MAX_SAFE_INTEGER)
    .describe('The id of the oldest one known.'),
})

export function notificationRoutes(notifications: Pick<Notifications, 'page'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/notifications',
      tag: 'Chat',
      summary: 'What concerned you, and waits or was seen',
      more: 'Fifty a page, the oldest first.',
      who: 'player',
      query: page,
      answer: z.strictObject({ notifications: z.array(notification) }),
      limit: 'notifications',
      handle: async ({ player, query }) => ({ notifications: await notifications.page(player.id, query.before) }),
    }),
  ]
}
