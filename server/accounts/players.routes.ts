/** The routes of profiles, preferences, service records and analytics. */
import { z } from 'zod'
import { accountShapes, preferencesShape } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { Database } from '../persistence/database.ts'
import { changeProfile, exportOf, findPerson, findSelf, preferencesOf, setPreferences } from './people.ts'
import { analyticsOf, serviceRecordOf } from './service-record.ts'
import { analytics, profile, serviceRecord } from './shapes.ts'

const page = z.strictObject({ before: z.string().max(80).optional() })
const period = z.strictObject({ days: z.coerce.number().int().min(1).max(3650).default(30) })
const tag = 'Players'

export function playerRoutes(database: Database, now: () => number, changed: (player: string) => void): Route[] {
  /** Somebody else, by their id. */
  const person = async (id: string) => {
    const found = z.uuid().safeParse(id).success ? await findPerson(database, id) : undefined
    if (found === undefined) throw new RefusedError('no-such-person')
    return found
  }
  return [
    defineRoute({
      method: 'get',
      path: '/players/me',
      tag,
      summary: 'Your profile',
      who: 'player',
      answer: profile,
      handle: ({ player }) => findSelf(database, player.id),
    }),
    defineRoute({
      method: 'patch',
      path: '/players/me',
      tag,
      summary: 'Change your name, status line or portrait',
      more: 'An account signs in with its new name from then on; access tokens carry it after the next refresh.',
      who: 'player',
      body: accountShapes.profile,
      answer: profile,
      refusals: ['name-in-use'],
      limit: 'profile',
      async handle({ player, body }) {
        const profile = await changeProfile(database, player.id, body)
        changed(player.id)
        return profile
      },
    }),
    defineRoute({
      method: 'get',
      path: '/players/me/preferences',
      tag,
      summary: 'Your preferences and key bindings',
      who: 'player',
      answer: preferencesShape,
      handle: ({ player }) => preferencesOf(database, player.id),
    }),
    defineRoute({
      method: 'put',
      path: '/players/me/preferences',
      tag,
      summary: 'Replace your preferences and key bindings',
      who: 'player',
      body: preferencesShape,
      answer: preferencesShape,
      limit: 'profile',
      handle: ({ player, body }) => setPreferences(database, player.id, body),
    }),
    defineRoute({
      method: 'get',
      path: '/players/me/record',
      tag,
      summary: 'Your service record',
      more: 'Twenty games a page, the newest first.',
      who: 'player',
      query: page,
      answer: serviceRecord,
      limit: 'record',
      handle: ({ player, query }) => serviceRecordOf(database, player.id, query.before),
    }),
    defineRoute({
      method: 'get',
      path: '/players/me/export',
      tag,
      summary: 'Everything kept of you, as a download',
      who: 'player',
      answer: z.looseObject({}),
      limit: 'export',
      async handle({ player, response }) {
        response.attachment('flotilla-export.json')
        return exportOf(database, player.id)
      },
    }),
    defineRoute({
      method: 'get',
      path: '/players/:id',
      parameter: "The player's id.",
      tag,
      summary: "Somebody's profile",
      who: 'player',
      answer: profile,
      refusals: ['no-such-person'],
      handle: ({ parameter }) => person(parameter),
    }),
    defineRoute({
      method: 'get',
      path: '/players/:id/record',
      parameter: "The player's id.",
      tag,
      summary: "Somebody's service record",
      who: 'player',
      query: page,
      answer: serviceRecord,
      refusals: ['no-such-person'],
      limit: 'record',
      handle: async ({ parameter, query }) => serviceRecordOf(database, (await person(parameter)).id, query.before),
    }),
    defineRoute({
      method: 'get',
      path: '/admin/analytics',
      tag: 'Operators',
      summary: 'How sessions went, by scenario',
      who: 'admin',
      query: period,
      answer: analytics,
      handle: ({ query }) => analyticsOf(database, query.days, now()),
    }),
  ]
}
