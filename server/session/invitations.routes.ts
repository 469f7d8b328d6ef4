/** The route by which somebody aboard invites somebody into their session. */
import { matchMaker } from '@colyseus/core'
import { RefusedError } from '../../schema/errors.ts'
import { sessionInvitationShape } from '../../schema/teams.ts'
import { findPerson } from '../accounts/people.ts'
import { nothing } from '../accounts/shapes.ts'
import { defineRoute, type Route } from '../api/route.ts'
import type { SessionFinder } from '../cluster/session-finder.ts'
import { UnavailableError } from '../http.ts'
import type { Notifications } from '../people/notifications.ts'
import type { Database } from '../persistence/database.ts'
import type { Invitation } from '../rooms/game.room.ts'

export interface SessionInvitationServices {
  orm: Database
  finder: SessionFinder
  notify: Notifications['notify']
  /** Whether `other` has blocked `player`. */
  isBlockedBy(player: string, other: string): Promise<boolean>
}

export function sessionInvitationRoutes({ orm, finder, notify, isBlockedBy }: SessionInvitationServices): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/sessions/:id/invitations',
      parameter: "The session's id.",
      tag: 'Sessions',
      summary: 'Invite somebody into the session that you are in',
      more: 'They are told, with the code. Whoever has blocked you is not, and you do not learn that.',
      who: 'player',
      body: sessionInvitationShape,
      answer: nothing,
      refusals: ['session-gone', 'not-aboard', 'no-such-person', 'yourself'],
      limit: 'invite',
      async handle({ parameter: session, player, body: { player: invited } }) {
        if (invited === player.id) throw new RefusedError('yourself')
        const { roomId } = await finder.find(session)
        const { isAboard, name: sessionName, code } = await invitationOf(roomId, player.id)
        if (!isAboard) throw new RefusedError('not-aboard')
        if ((await findPerson(orm, invited)) === undefined) throw new RefusedError('no-such-person')
        if (await isBlockedBy(player.id, invited)) return {}
        const from = { from: player.id, name: player.name }
        await notify(invited, { kind: 'session-invitation', ...from, session, sessionName, code })
        return {}
      },
    }),
  ]
}

async function invitationOf(roomId: string, player: string): Promise<Invitation> {
  try {
    return (await matchMaker.remoteRoomCall(roomId, 'invitation', [player])) as Invitation
  } catch {
    throw new UnavailableError('the process of the session does not answer')
  }
}
