/** Friends, requests and blocks: what players do with each other's names, and who is told of it. */
import type { Logger } from 'pino'
import { RefusedError } from '../../schema/errors.ts'
import type { NotificationContent, Person } from '../../schema/people.ts'
import type { Bus } from '../cluster/bus.ts'
import type { Attendance } from '../people/attendance.ts'
import { remember } from '../people/remembered.ts'
import type { Database } from '../persistence/database.ts'
import type { PresenceService } from './presence.ts'
import { type Act, type Pair, seenOf, turned } from './relation-rules.ts'
import { blockedBy, type Change, type Contact, change, contactsOf, findByName, knownTo } from './relations.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** What these players are to each other has changed. */
    relations: { players: string[] }
  }
}

export interface Friends {
  /** Asks somebody to be a friend, or accepts what they have asked. */
  ask(player: string, other: string): Promise<Person>
  /** The same by the name of their account. */
  askByName(player: string, name: string): Promise<Person>
  /** Declines, withdraws, or ends a friendship. */
  remove(player: string, other: string): Promise<void>
  block(player: string, other: string): Promise<Person>
  unblock(player: string, other: string): Promise<void>
  /** Everybody who is something to a player, with the presence of friends. */
  of(player: string): Promise<Person[]>
  /** Whether `other` has blocked `player`; remembered a while, and right again with every change. */
  isBlockedBy(player: string, other: string): Promise<boolean>
  /** To be asked before an account goes; the answer, called when it is gone, tells everybody in whose list it stood. */
  farewell(player: string): Promise<() => void>
}

export interface FriendsOptions {
  database: Database
  attendance: Pick<Attendance, 'tell'>
  presence: Pick<PresenceService, 'seenBy'>
  bus: Bus
  notify(player: string, content: NotificationContent): Promise<void>
  log: Logger
  now(): number
}

/** As the page gets it. Of those who are no friends nothing is told. */
export function personOf({ seenAt, ...contact }: Contact, presence: Pick<PresenceService, 'seenBy'>): Person {
  if (contact.relation !== 'friend') return { ...contact, presence: { status: 'offline' } }
  const seen = presence.seenBy(contact.id)
  const isSeenInTable = seen.status === 'offline' && seen.seenAt === undefined && seenAt !== undefined
  return { ...contact, presence: isSeenInTable ? { status: 'offline', seenAt } : seen }
}

export function openFriends({ database, attendance, presence, bus, notify, log, now }: FriendsOptions): Friends {
  const person = (contact: Contact) => personOf(contact, presence)
  const act = async (name: Act, player: string, other: string): Promise<Change> => {
    if (player === other) throw new RefusedError('yourself')
    const changed = await change(database, name, player, other)
    const { before, after } = changed
    // First: who keeps these in memory has forgotten them when the pages hear.
    bus.publish('relations', { players: [player, other] })
    tell(changed.player, changed.other, turned(before), turned(after))
    tell(changed.other, changed.player, before, after)
    return changed
  }
  /** Tells one of the two what the other is to them now. */
  const tell = (whom: Change['other'], to: Change['player'], before: Pair, after: Pair) => {
    const relation = seenOf(after)
    if (relation === seenOf(before)) return
    if (relation === undefined) attendance.tell([to.id], 'people.gone', [whom.id])
    else attendance.tell([to.id], 'people', [person({ ...whom, relation })])
  }
  const ask = async (player: string, other: string): Promise<Person> => {
    const changed = await act('ask', player, other)
    const [before, after] = [changed.before, changed.after].map((pair) => seenOf(turned(pair)))
    const kind = after === 'friend' ? 'friend-accepted' : after === 'incoming' ? 'friend-request' : undefined
    if (kind !== undefined && after !== before) {
      await notify(other, { kind, from: player, name: changed.player.name }).catch((error) =>
        log.warn({ error, kind }, 'a notification was lost'),
      )
    }
    return person({ ...changed.other, relation: seenOf(changed.after) ?? 'outgoing' })
  }

  return {
    ask,
    askByName: async (player, name) => ask(player, await findByName(database, name)),
    async remove(player, other) {
      await act('remove', player, other)
    },
    async block(player, other) {
      const changed = await act('block', player, other)
      return person({ ...changed.other, relation: 'blocked' })
    },
    async unblock(player, other) {
      await act('unblock', player, other)
    },
    of: async (player) => (await contactsOf(database, player)).map(person),
    isBlockedBy: openBlocks({ database, bus, now }),
    async farewell(player) {
      const others = await knownTo(database, player)
      return () => {
        bus.publish('relations', { players: [player, ...others] })
        attendance.tell(others, 'people.gone', [player])
      }
    },
  }
}

/** How long blocks are believed: a notice of a change may be lost. */
const believedMs = 30_000

function openBlocks({ database, bus, now }: Pick<FriendsOptions, 'database' | 'bus' | 'now'>): Friends['isBlockedBy'] {
  const lists = remember((player) => blockedBy(database, player), believedMs, now)
  bus.subscribe('relations', ({ players }) => {
    for (const player of players) lists.forget(player)
  })
  bus.onGap(lists.forgetAll)
  return async (player, other) => (await lists.of(other)).has(player)
}
