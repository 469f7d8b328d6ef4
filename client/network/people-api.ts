/** The HTTP calls about people: friends, invitations, teams, and what moderators do. */
import type { SeatReservation } from 'colyseus.js'
import type { Notification } from '../../schema/people.ts'
import { call } from './api.ts'

export interface TeamView {
  id: string
  name: string
  members: { id: string; name: string; role: string }[]
}

const at = encodeURIComponent
/** A message of a channel. */
interface Said {
  channel: string
  seq: number
}

export const peopleApi = {
  connection: (token: string) => call<{ seat: SeatReservation }>('POST', '/people/connection', token, {}),
  /** Asks somebody to be a friend, or agrees to it. */
  add: (token: string, who: { name: string } | { player: string }) => call<unknown>('POST', '/people', token, who),
  remove: (token: string, player: string) => call<unknown>('DELETE', `/people/${at(player)}`, token),
  block: (token: string, player: string) => call<unknown>('POST', `/people/${at(player)}/block`, token, {}),
  unblock: (token: string, player: string) => call<unknown>('DELETE', `/people/${at(player)}/block`, token),
  invite: (token: string, session: string, player: string) =>
    call<unknown>('POST', `/sessions/${at(session)}/invitations`, token, { player }),
  olderNotifications: (token: string, before: number) =>
    call<{ notifications: Notification[] }>('GET', `/notifications?before=${before}`, token),

  team: (token: string) => call<{ team?: TeamView }>('GET', '/teams/mine', token),
  createTeam: (token: string, name: string) => call<unknown>('POST', '/teams', token, { name }),
  inviteToTeam: (token: string, player: string | undefined) =>
    call<{ code: string }>('POST', '/teams/invitations', token, player === undefined ? {} : { player }),
  joinTeam: (token: string, code: string) => call<unknown>('POST', '/teams/join', token, { code }),
  leaveTeam: (token: string) => call<unknown>('POST', '/teams/leave', token, {}),

  report: (token: string, said: Said, reason: string) =>
    call<unknown>('POST', '/chat/reports', token, { ...said, reason }),
  removeMessage: (token: string, said: Said) => call<unknown>('POST', '/moderation/removals', token, said),
  mute: (token: string, player: string, minutes: number, reason: string) =>
    call<unknown>('POST', '/moderation/mutes', token, { player, minutes, reason }),
  slow: (token: string, channel: string, seconds: number) =>
    call<unknown>('PUT', '/moderation/slow', token, { channel, seconds }),
}
