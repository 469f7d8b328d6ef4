/** Presence, chat, teams and notifications put together: what the rooms and routes of a server need of them. */
import { eq } from 'drizzle-orm'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { limits } from '../../schema/limits.ts'
import { findPerson } from '../accounts/people.ts'
import type { Route } from '../api/route.ts'
import { openChat } from '../chat/chat.ts'
import { openChatStore } from '../chat/chat-store.ts'
import { openDelivery } from '../chat/delivery.ts'
import { moderationRoutes } from '../chat/moderation.routes.ts'
import { mutedUntil } from '../chat/moderation.ts'
import { type Bus, localBus } from '../cluster/bus.ts'
import type { SessionFinder } from '../cluster/session-finder.ts'
import type { Config } from '../config.ts'
import type { Database } from '../persistence/database.ts'
import { players } from '../persistence/tables.ts'
import type { WriteQueue } from '../persistence/write-queue.ts'
import { friendsRoutes } from '../presence/friends.routes.ts'
import { openFriends } from '../presence/friends.ts'
import { localPresence } from '../presence/local-presence.ts'
import { startPeopleNews } from '../presence/people-news.ts'
import type { PresenceService } from '../presence/presence.ts'
import { redisTables } from '../presence/presence-tables.ts'
import { friendsOf } from '../presence/relations.ts'
import { sharedPresence } from '../presence/shared-presence.ts'
import type { Limits } from '../rate-limits.ts'
import { type PeopleServices, sendAll } from '../rooms/people.room.ts'
import { peopleRoutes } from '../rooms/people.routes.ts'
import { sessionInvitationRoutes } from '../session/invitations.routes.ts'
import { teamRoutes } from '../teams/teams.routes.ts'
import { teamOf } from '../teams/teams.ts'
import { openAttendance } from './attendance.ts'
import { notificationRoutes } from './notifications.routes.ts'
import { openNotifications } from './notifications.ts'
import { remember } from './remembered.ts'
import { openRequestDesk, peopleRequests } from './requests.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** Something that is remembered of a player has changed. */
    changed: { player: string; what: 'team' | 'mute' | 'name' }
    slowed: { channel: string }
  }
}

/** What the processes share, where there are several. */
interface Shared {
  bus: Bus
  redis: Redis
  processId(): string
  onDeath(listener: (process: string) => void): void
}

interface Options {
  orm: Database
  writes: WriteQueue
  config: Config
  limits: Limits
  finder: SessionFinder
  shared: Shared | undefined
  version: string
  log: Logger
  now(): number
}

export interface OpenPeople {
  presence: PresenceService
  routes: Route[]
  room: PeopleServices
  /** To be asked before an account goes; the answer is called when it is gone. */
  farewell(player: string): Promise<() => void>
  profileChanged(player: string): void
  /** Once the process has its id. */
  start(): void
  close(): void
}

/** What others are told to forget at once is asked again after this long all the same. */
const rememberMs = 30_000

export function openPeople(options: Options): OpenPeople {
  const { orm, writes, config, shared, version, log, now } = options
  const bus = shared?.bus ?? localBus()
  const { presence, start } = openPresence(shared, bus, log)
  const attendance = openAttendance(bus)
  const notifications = openNotifications({ orm, attendance, now })
  const { notify } = notifications
  const friends = openFriends({ database: orm, attendance, presence, bus, notify, log, now })
  const circle = { ...openCircle(orm, bus, now), isBlockedBy: friends.isBlockedBy }
  const store = openChatStore(orm, now, (lines) => bus.publish('said', lines))
  const delivery = openDelivery({ store, bus, attendance, sendAll, now })
  const chat = openChat({ store, delivery, attendance, presence, circle, writes, now })
  bus.subscribe('changed', ({ player, what }) => what === 'team' && chat.refresh(player))
  // Word of a new team may have been lost. The circle has forgotten all by now: it listens longer.
  bus.onGap(() => [...attendance.players()].forEach(chat.refresh))
  const endNews = startPeopleNews({
    ...{ attendance, presence, bus, log },
    friendsOf: (all) => friendsOf(orm, all),
  })
  bus.subscribe('slowed', ({ channel }) => chat.slowed(channel))

  const invisible = async (player: string, isInvisible: boolean) => {
    await orm.update(players).set({ isInvisible }).where(eq(players.id, player))
    presence.setInvisible(player, isInvisible)
  }
  const services = { orm, now, limits: options.limits, notify, isBlockedBy: friends.isBlockedBy }
  return {
    presence,
    routes: [
      ...peopleRoutes(orm),
      ...friendsRoutes(friends),
      ...notificationRoutes(notifications),
      ...teamRoutes({ ...services, changed: (player) => bus.publish('changed', { player, what: 'team' }) }),
      ...sessionInvitationRoutes({ ...services, finder: options.finder }),
      ...moderationRoutes({
        ...services,
        mayRead: chat.mayRead,
        removed: (channel, seq) => bus.publish('removed', { channel, seq }),
        slowed: (channel) => bus.publish('slowed', { channel }),
        muted: (player) => bus.publish('changed', { player, what: 'mute' }),
      }),
    ],
    room: {
      attendance,
      presence,
      desk: openRequestDesk(
        peopleRequests({ chat, setInvisible: invisible, readNotifications: notifications.readUpTo }),
        config.rateLimitFactor,
        log,
      ),
      async welcome(player) {
        // First: what is said from now on arrives.
        const { channels, sent } = await chat.welcome(player)
        const people = await friends.of(player)
        return {
          first: { channels, people, notifications: await notifications.newest(player, limits.notifications) },
          sent,
        }
      },
      version,
      log,
    },
    farewell: friends.farewell,
    profileChanged(player) {
      bus.publish('profile', { player })
      bus.publish('changed', { player, what: 'name' })
    },
    start,
    close() {
      endNews()
      delivery.close()
      presence.close()
    },
  }
}

function openPresence(shared: Shared | undefined, bus: Bus, log: Logger): { presence: PresenceService; start(): void } {
  if (shared === undefined) return { presence: localPresence(), start: () => undefined }
  const presence = sharedPresence({ self: shared.processId, tables: redisTables(shared.redis), bus, log })
  shared.onDeath(presence.forget)
  return { presence, start: presence.start }
}

/** What chat asks of players, remembered until somebody says that it has changed. */
function openCircle(orm: Database, bus: Bus, now: () => number) {
  const team = remember((player) => teamOf(orm, player), rememberMs, now)
  const mute = remember((player) => mutedUntil(orm, player, new Date(now())), rememberMs, now)
  const name = remember(async (player) => (await findPerson(orm, player))?.name, rememberMs, now)
  bus.subscribe('changed', ({ player, what }) => ({ team, mute, name })[what].forget(player))
  bus.onGap(() => {
    for (const answers of [team, mute, name]) answers.forgetAll()
  })
  return {
    teamOf: team.of,
    async mutedUntil(player: string) {
      const until = await mute.of(player)
      return until !== undefined && until.getTime() > now() ? until : undefined
    },
    nameOf: name.of,
  }
}
