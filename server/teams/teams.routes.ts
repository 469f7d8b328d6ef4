/** The routes of teams. Whoever is in one may invite. */
import type { Request } from 'express'
import { z } from 'zod'
import { RefusedError } from '../../schema/errors.ts'
import { type Team, type TeamInvitation, teamShapes } from '../../schema/teams.ts'
import type { Bearer } from '../accounts/identity.ts'
import { findPerson } from '../accounts/people.ts'
import { nothing } from '../accounts/shapes.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { Notifications } from '../people/notifications.ts'
import type { Database } from '../persistence/database.ts'
import { addressOf, type Limits } from '../rate-limits.ts'
import { createTeam, inviteToTeam, joinTeam, leaveTeam, type TeamName, wholeTeamOf } from './teams.ts'

export interface TeamServices {
  orm: Database
  now(): number
  limits: Limits
  notify: Notifications['notify']
  /** Whether `other` has blocked `player`. */
  isBlockedBy(player: string, other: string): Promise<boolean>
  /** Told when a player's team has changed: they read other channels now. */
  changed(player: string, team: TeamName | undefined): void
}

const team: z.ZodType<Team> = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  members: z
    .array(z.strictObject({ id: z.uuid(), name: z.string(), role: z.enum(['founder', 'officer', 'member']) }))
    .describe('In the order in which they came.'),
})
const invitation: z.ZodType<TeamInvitation> = z.strictObject({
  code: z.string(),
  expiresAt: z.number().describe('Unix time in ms.'),
})
const common = { tag: 'Teams', who: 'player' } as const

export function teamRoutes(services: TeamServices): Route[] {
  const { orm, now, changed } = services
  const at = () => new Date(now())
  return [
    defineRoute({
      ...common,
      method: 'post',
      path: '/teams',
      summary: 'Found a team',
      body: teamShapes.create,
      bodyCode: 'bad-team-name',
      answer: team,
      refusals: ['team-name-in-use', 'in-team', 'no-team'],
      limit: 'team',
      async handle({ player, body }) {
        changed(player.id, await createTeam(orm, player.id, body.name, at()))
        return wholeTeamOf(orm, player.id)
      },
    }),
    defineRoute({
      ...common,
      method: 'get',
      path: '/teams/mine',
      summary: 'Your team and who is in it',
      answer: team,
      refusals: ['no-team'],
      handle: ({ player }) => wholeTeamOf(orm, player.id),
    }),
    defineRoute({
      ...common,
      method: 'post',
      path: '/teams/leave',
      summary: 'Leave your team',
      more: "The founder's role passes to whoever is there longest; the last one takes the team along.",
      answer: nothing,
      refusals: ['no-team'],
      limit: 'team',
      async handle({ player }) {
        const left = await orm.transaction((tx) => leaveTeam(tx, player.id, at()))
        if (left === undefined) throw new RefusedError('no-team')
        changed(player.id, undefined)
        return {}
      },
    }),
    defineRoute({
      ...common,
      method: 'post',
      path: '/teams/invitations',
      summary: 'Invite to your team, somebody or whoever has the code',
      more: 'The code works once, within seven days.',
      body: teamShapes.invite,
      answer: invitation,
      refusals: ['no-team', 'no-such-person', 'yourself'],
      limit: 'invite',
      handle: ({ player, body }) => invite(services, player, body.player),
    }),
    defineRoute({
      ...common,
      method: 'post',
      path: '/teams/join',
      summary: 'Join a team by the code of an invitation',
      body: teamShapes.join,
      answer: team,
      refusals: ['no-such-invitation', 'invitation-over', 'in-team', 'team-full', 'no-team'],
      limit: 'team',
      async handle({ request, player, body }) {
        const join = () => joinTeam(orm, player.id, body.code, at())
        changed(player.id, await countGuesses(services.limits, request, player.id, join))
        return wholeTeamOf(orm, player.id)
      },
    }),
  ]
}

async function invite({ orm, now, notify, isBlockedBy }: TeamServices, player: Bearer, invitee: string | undefined) {
  if (invitee === player.id) throw new RefusedError('yourself')
  if (invitee !== undefined && (await findPerson(orm, invitee)) === undefined) throw new RefusedError('no-such-person')
  const { code, expiresAt, team } = await inviteToTeam(orm, { inviter: player.id, invitee, at: new Date(now()) })
  // To somebody who has blocked them it looks the same.
  if (invitee !== undefined && !(await isBlockedBy(player.id, invitee))) {
    const from = { from: player.id, name: player.name }
    await notify(invitee, { kind: 'team-invitation', ...from, team: team.id, teamName: team.name, code })
  }
  return { code, expiresAt: expiresAt.getTime() }
}

/** A code counts as guessed before it is looked at, and no longer when there is such an invitation. */
async function countGuesses<Result>(
  limits: Limits,
  request: Request,
  player: string,
  look: () => Promise<Result>,
): Promise<Result> {
  const address = addressOf(request)
  await limits.take('invitationGuesses', player)
  await limits.take('invitationGuessesFrom', address)
  const forget = async () => {
    await limits.giveBack('invitationGuesses', player)
    await limits.giveBack('invitationGuessesFrom', address)
  }
  try {
    const result = await look()
    await forget()
    return result
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === 'no-such-invitation')) await forget()
    throw error
  }
}
