/** What travels on a player's connection for life, which stays while sessions come and go: who is there, what is said, what
 *  happened to whom. What a page asks for is checked by `people-shapes.ts`. */
import type { z } from 'zod'
import type { Avatar } from './accounts.ts'
import type { CloseReason } from './close-codes.ts'
import type { Refusal } from './errors.ts'
import type { contentShape, peopleShapes } from './people-shapes.ts'
import type { Phase } from './session.state.ts'

/** Who reads along: everybody, a session, one crew of it, its spectators, a team, or two people. */
export const channelKinds = ['global', 'session', 'crew', 'spectators', 'team', 'private'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** A channel's id says who may read it: 'global', 'session:<session>', 'crew:<session>:<group>', 'spectators:<session>',
 *  'team:<team>', 'private:<player>:<player>' with the smaller id first. */
export const channelId = {
  global: 'global',
  session: (session: string) => `session:${session}`,
  crew: (session: string, group: number) => `crew:${session}:${group}`,
  spectators: (session: string) => `spectators:${session}`,
  team: (team: string) => `team:${team}`,
  private: (one: string, other: string) => (one < other ? `private:${one}:${other}` : `private:${other}:${one}`),
} as const

export const kindOf = (channel: string): ChannelKind => channel.split(':', 1)[0] as ChannelKind

/** The other one of a private channel. */
export const partnerIn = (channel: string, player: string): string => {
  const [, one = '', other = ''] = channel.split(':')
  return one === player ? other : one
}

/** Short calls that a key gives, each a sentence with a contact of the radar in it. */
export const quickCalls = ['target', 'scan', 'hail', 'dock', 'avoid', 'help'] as const
export type QuickCall = (typeof quickCalls)[number]

export type Content = z.input<typeof contentShape>

export type PeopleRequest = keyof typeof peopleShapes

/** Answers by request; what is not here is answered with nothing but the number. */
export interface PeopleAnswers {
  /** Committed: nobody will miss it. */
  'chat.post': { seq: number; at: number }
  'chat.catch-up': CatchUp
  'chat.history': { messages: ChatLine[] }
  'chat.read': undefined
  'presence.away': undefined
  'presence.invisible': undefined
  'notifications.read': undefined
}

/** Everything missed, oldest first; or, when that is too much or lies before another epoch, honestly only the newest page. */
export interface CatchUp {
  epoch: number
  recovered: boolean
  messages: ChatLine[]
}

/** One message of a channel. */
export interface ChatLine {
  channel: string
  /** Counts from 1 in each channel, without a gap. */
  seq: number
  /** Player id; '' when the account is gone. */
  from: string
  name: string
  kind: Content['kind']
  text: string
  /** Of a call. */
  about?: { call: QuickCall; contact: string }
  /** Unix time in ms. */
  at: number
  /** Taken away by a moderator, or its author's account is gone: the text is empty. */
  isRemoved?: true
}

/** A channel that the player reads. */
export interface ChannelView {
  id: string
  /** What the page shows, where the kind alone does not say it: the ship's, team's or partner's name. */
  title: string
  /** Changes when the numbers begin anew, as after the restoration of a backup. */
  epoch: number
  /** Number of the newest message, 0 without any. */
  head: number
  /** Read up to this one. */
  read: number
  /** Seconds between two messages of one person; 0 without slow mode. */
  slowSeconds: number
}

/** Where in a game somebody is. */
export interface Place {
  session: string
  name: string
  phase: Phase
  hasPassword: boolean
  /** Index of the ship, -1 without one; flown, or watched by a spectator. */
  group: number
  ship: string
  /** Seat ids held there; and those nobody holds. */
  seats: string[]
  free: string[]
  isSpectator: boolean
}

export type PresenceStatus = 'game' | 'lobby' | 'away' | 'offline'

export interface Presence {
  status: PresenceStatus
  /** Only in a game. */
  place?: Place
  /** Unix time in ms, only off-line. */
  seenAt?: number
}

/** What somebody is to the player. 'incoming' asks to be a friend, 'outgoing' was asked. */
export type Relation = 'friend' | 'incoming' | 'outgoing' | 'blocked'

export interface Person {
  id: string
  name: string
  avatar?: Avatar
  relation: Relation
  /** Friends' alone; of everybody else it reads off-line. */
  presence: Presence
}

/** Something that concerns the player and waits to be seen. */
export type NotificationContent =
  | { kind: 'friend-request' | 'friend-accepted'; from: string; name: string }
  | { kind: 'session-invitation'; from: string; name: string; session: string; sessionName: string; code: string }
  | { kind: 'team-invitation'; from: string; name: string; team: string; teamName: string; code: string }
  | { kind: 'muted'; minutes: number; reason: string }
export type Notification = { id: number; at: number; isRead: boolean } & NotificationContent

/** Server → page. */
export interface PeopleMessages {
  /** First of all, and whole: what a page needs to begin or to go on. */
  welcome: {
    player: string
    version: string
    isInvisible: boolean
    channels: ChannelView[]
    people: Person[]
    /** The newest, oldest first. */
    notifications: Notification[]
  }
  reply: { request: number; error?: Refusal; answer?: unknown }
  /** Messages as they are committed; of one channel in rising order, perhaps with a gap that catching up fills. */
  chat: ChatLine[]
  /** Newest numbers, repeated every 15 s and after every break, so that a loss on a living line shows. */
  'chat.heads': { channel: string; epoch: number; head: number }[]
  /** A message was taken away. */
  'chat.removed': { channel: string; seq: number }
  /** Read on another device. */
  'chat.read': { channel: string; seq: number }
  /** The channels that the player reads have changed: all of them. */
  channels: ChannelView[]
  /** People who are new or have changed. */
  people: Person[]
  /** People who are nothing to the player any more. */
  'people.gone': string[]
  notification: Notification
  'notifications.read': { upTo: number }
  error: Refusal
  'session:terminated': { reason: CloseReason }
}
export type PeopleMessageName = keyof PeopleMessages
