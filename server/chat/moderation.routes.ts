/** The routes by which players report and moderators act. */
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { moderationShapes, type Report } from '../../schema/moderation.ts'
import { nothing } from '../accounts/shapes.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { Notifications } from '../people/notifications.ts'
import type { Database } from '../persistence/database.ts'
import { closeReport, mute, openReports, removeMessage, reportMessage, slowDown, unmute } from './moderation.ts'

export interface ModerationServices {
  orm: Database
  now(): number
  notify: Notifications['notify']
  mayRead(player: string, channel: string): Promise<boolean>
  /** A message was taken away: whoever shows it is to be told. */
  removed(channel: string, seq: number): void
  slowed(channel: string, seconds: number): void
  /** Somebody may not speak any more, or may again: told after the database knows. */
  muted(player: string): void
}

const person = z.strictObject({ id: z.uuid(), name: z.string() })
const report: z.ZodType<Report> = z.strictObject({
  id: z.int(),
  at: z.number().describe('Unix time in ms.'),
  channel: z.string(),
  seq: z.int(),
  text: z.string().describe('What was said, as it was reported.'),
  reason: z.string(),
  reporter: person.optional().describe('Missing when the account is gone.'),
  subject: person.optional().describe('Who said it.'),
  isRemoved: z.boolean(),
})
const page = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe('The id of the newest one known.'),
})
const reportId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

const acts = { tag: 'Moderation', who: 'moderator', answer: nothing } as const

export function moderationRoutes(services: ModerationServices): Route[] {
  const at = () => new Date(services.now())
  return [...reportRoutes(services, at), ...chatRoutes(services, at), ...muteRoutes(services, at)]
}

function reportRoutes({ orm, mayRead }: ModerationServices, at: () => Date): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/chat/reports',
      tag: 'Chat',
      summary: 'Report a message to the moderators',
      more: 'What it says now is kept for them. Reporting it again changes nothing.',
      who: 'player',
      body: moderationShapes.report,
      answer: nothing,
      refusals: ['not-in-channel', 'no-such-message', 'yourself'],
      limit: 'report',
      async handle({ player, body }) {
        if (!(await mayRead(player.id, body.channel))) throw new RefusedError('not-in-channel')
        await reportMessage(orm, { ...body, reporter: player.id, at: at() })
        return {}
      },
    }),
    defineRoute({
      ...acts,
      method: 'get',
      path: '/moderation/reports',
      summary: 'The open reports',
      more: 'Fifty a page, the oldest first.',
      query: page,
      answer: z.strictObject({ reports: z.array(report) }),
      handle: async ({ query }) => ({ reports: await openReports(orm, query.after) }),
    }),
    defineRoute({
      ...acts,
      method: 'post',
      path: '/moderation/reports/:id/close',
      parameter: "The report's id.",
      summary: 'Close a report',
      refusals: ['no-such-report'],
      async handle({ player, parameter }) {
        const id = reportId.safeParse(parameter)
        if (!id.success) throw new RefusedError('no-such-report')
        await closeReport(orm, player.id, id.data, at())
        return {}
      },
    }),
  ]
}

function chatRoutes({ orm, removed, slowed }: ModerationServices, at: () => Date): Route[] {
  return [
    defineRoute({
      ...acts,
      method: 'post',
      path: '/moderation/removals',
      summary: 'Take a message away',
      more: 'Of private messages only one that was reported.',
      body: moderationShapes.remove,
      refusals: ['no-such-message'],
      async handle({ player, body }) {
        if (await removeMessage(orm, player.id, body, at())) removed(body.channel, body.seq)
        return {}
      },
    }),
    defineRoute({
      ...acts,
      method: 'put',
      path: '/moderation/slow',
      summary: 'Slow a channel down',
      body: moderationShapes.slow,
      async handle({ player, body }) {
        await slowDown(orm, player.id, { ...body, at: at() })
        slowed(body.channel, body.seconds)
        return {}
      },
    }),
  ]
}

function muteRoutes({ orm, notify, muted }: ModerationServices, at: () => Date): Route[] {
  return [
    defineRoute({
      ...acts,
      method: 'post',
      path: '/moderation/mutes',
      summary: 'Mute a player for some time',
      more: 'They are told how long and why. A new one stands instead of an old one.',
      body: moderationShapes.mute,
      refusals: ['no-such-person', 'yourself'],
      async handle({ player, body }) {
        const { minutes, reason } = body
        await mute(orm, player.id, { ...body, at: at() })
        muted(body.player)
        await notify(body.player, { kind: 'muted', minutes, reason })
        return {}
      },
    }),
    defineRoute({
      ...acts,
      method: 'delete',
      path: '/moderation/mutes/:id',
      parameter: "The player's id.",
      summary: 'Let a player speak again',
      refusals: ['no-such-person'],
      async handle({ player, parameter }) {
        if (!z.uuid().safeParse(parameter).success) throw new RefusedError('no-such-person')
        await unmute(orm, player.id, parameter, at())
        muted(parameter)
        return {}
      },
    }),
  ]
}
