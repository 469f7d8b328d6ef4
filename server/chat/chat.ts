/** Chat: who says what where, what a page is given of it, and which channels each player reads. */
import { type ErrorCode, RefusedError } from '../../schema/errors.ts'
import {
  type CatchUp,
  type ChannelView,
  type ChatLine,
  kindOf,
  type PeopleAnswers,
  partnerIn,
} from '../../schema/people.ts'
import { UnavailableError } from '../http.ts'
import type { Attendance } from '../people/attendance.ts'
import { remember } from '../people/remembered.ts'
import type { WriteQueue } from '../persistence/write-queue.ts'
import type { PresenceService } from '../presence/presence.ts'
import { channelsOf, type Readable, type Standing, whyNotRead, whyNotSpeak } from './access.ts'
import type { ChatStore } from './chat-store.ts'
import { type CheckedContent, lineContent } from './content.ts'
import type { Delivery } from './delivery.ts'

/** What others know of a player that chat asks for. */
export interface Circle {
  teamOf(player: string): Promise<{ id: string; name: string } | undefined>
  /** Until when somebody may not speak. */
  mutedUntil(player: string): Promise<Date | undefined>
  isBlockedBy(player: string, other: string): Promise<boolean>
  nameOf(player: string): Promise<string | undefined>
}

interface Services {
  store: ChatStore
  delivery: Delivery
  attendance: Attendance
  presence: PresenceService
  circle: Circle
  writes: Pick<WriteQueue, 'enqueue'>
  now(): number
}

export interface Speaker {
  id: string
  name: string
}

export interface Chat {
  post(
    speaker: Speaker,
    message: { channel: string; id: string; content: CheckedContent },
  ): Promise<PeopleAnswers['chat.post']>
  catchUp(player: string, channel: string, epoch: number, after: number): Promise<CatchUp>
  history(player: string, channel: string, before: number): Promise<ChatLine[]>
  read(player: string, channel: string, seq: number): Promise<void>
  /** All that a player reads, as their page begins with it; from now on they get what is said there. `sent` is to be called
   *  once the page has it: what has changed meanwhile was told too early. */
  welcome(player: string): Promise<{ channels: ChannelView[]; sent(): void }>
  mayRead(player: string, channel: string): Promise<boolean>
  /** A player's team is another one now. */
  refresh(player: string): void
  /** A channel's slow mode has changed. */
  slowed(channel: string): void
}

/** A channel in which nothing was ever said. */
const untouched = { epoch: 1, head: 0, read: undefined, slowSeconds: 0 }
/** What was said among others before somebody came is no news to them; what was said to them is. */
const readByNewcomers = (channel: string, head: number) => (['team', 'private'].includes(kindOf(channel)) ? 0 : head)
const slowCheckMs = 30_000

export function openChat(services: Services): Chat {
  const { store, delivery, attendance, presence, circle, now } = services
  const refused = (code: ErrorCode | undefined, detail?: string) => {
    if (code !== undefined) throw new RefusedError(code, detail)
  }
  const standingOf = async (player: string): Promise<Standing> => ({
    place: presence.placeOf(player),
    team: await circle.teamOf(player),
  })
  const mustRead = async (player: string, channel: string) =>
    refused(whyNotRead(player, await standingOf(player), channel))
  const pace = openPace(store, now)

  const viewsOf = async (player: string, channels: Readable[]): Promise<ChannelView[]> => {
    const heads = await store.readHeads(
      channels.map(({ id }) => id),
      player,
    )
    return channels.map((channel) => {
      const head = heads.get(channel.id) ?? untouched
      return { ...channel, ...head, read: head.read ?? readByNewcomers(channel.id, head.head) }
    })
  }
  const allOf = async (player: string): Promise<Readable[]> => [
    ...channelsOf(await standingOf(player)),
    ...(await store.privateChannels(player)),
  ]
  const welcome = async (player: string) => {
    const channels = await allOf(player)
    // Before what was said is read: what is said meanwhile arrives, and is there twice at worst.
    delivery.follow(player, channels)
    return {
      channels: await viewsOf(player, channels),
      sent() {
        if (delivery.followed(player) !== channels) untold.add(player)
        refreshing(player)
      },
    }
  }

  /** Players who follow channels that their pages were not told of: the database went away in between. */
  const untold = new Set<string>()
  const followAndTell = async (player: string, channels: Readable[]) => {
    untold.add(player)
    delivery.follow(player, channels)
    attendance.tellHere(player, 'channels', await viewsOf(player, channels))
    untold.delete(player)
  }
  /** The channels of a player here may have changed; when they have, their pages are told. */
  const refresh = async (player: string): Promise<void> => {
    if (!isHere(player)) return
    const standing = await standingOf(player)
    if (!isHere(player)) return
    const before = delivery.followed(player)
    const isPrivate = ({ id }: Readable) => kindOf(id) === 'private'
    const channels = [...channelsOf(standing), ...before.filter(isPrivate)]
    if (sameChannels(before, channels) && !untold.has(player)) return
    await followAndTell(player, channels)
  }
  const isHere = (player: string) => [...attendance.of(player)].length > 0
  const refreshing = openRetries(refresh)
  presence.onChange((players) => {
    for (const player of players) refreshing(player)
  })
  attendance.onChange((player, isHere) => {
    if (isHere) return
    delivery.forget(player)
    untold.delete(player)
  })
  delivery.onNewPrivate((player, channel) => {
    const introduce = async () => {
      const title = (await circle.nameOf(partnerIn(channel, player))) ?? ''
      if (!isHere(player)) return
      const channels = [...delivery.followed(player).filter(({ id }) => id !== channel), { id: channel, title }]
      await followAndTell(player, channels)
    }
    introduce().catch(() => refreshing(player))
  })

  return {
    welcome,
    async post(speaker, { channel, id, content }) {
      const until = await circle.mutedUntil(speaker.id)
      const standing = { ...(await standingOf(speaker.id)), isMuted: until !== undefined }
      refused(whyNotSpeak(speaker.id, standing, channel), until && `Until ${until.toISOString()}.`)
      if (kindOf(channel) === 'private') await mustTake(circle, speaker.id, partnerIn(channel, speaker.id))
      const spoke = await pace.check(speaker.id, channel, id)
      const draft = { channel, from: speaker.id, name: speaker.name, ...lineContent(content), clientId: id }
      const line = await store.post(draft).catch((error) => {
        throw error instanceof UnavailableError ? new RefusedError('chat-away') : error
      })
      spoke()
      return { seq: line.seq, at: line.at }
    },
    async catchUp(player, channel, epoch, after) {
      await mustRead(player, channel)
      return store.catchUp(channel, epoch, after)
    },
    async history(player, channel, before) {
      await mustRead(player, channel)
      return store.history(channel, before)
    },
    async read(player, channel, seq) {
      await mustRead(player, channel)
      services.writes.enqueue('read cursor', () => store.read(channel, player, seq))
      attendance.tell([player], 'chat.read', { channel, seq })
    },
    async mayRead(player, channel) {
      return whyNotRead(player, await standingOf(player), channel) === undefined
    },
    refresh: refreshing,
    slowed: pace.forget,
  }
}

async function mustTake(circle: Circle, speaker: string, partner: string): Promise<void> {
  if ((await circle.nameOf(partner)) === undefined) throw new RefusedError('no-such-person')
  if (await circle.isBlockedBy(speaker, partner)) throw new RefusedError('no-messages')
}

const sameChannels = (some: readonly Readable[], others: readonly Readable[]) =>
  some.length === others.length &&
  some.every(({ id, title }, index) => id === others[index]?.id && title === others[index]?.title)

/** Runs a player's refresh, one at a time and again when asked meanwhile; and later, while the database is away. */
function openRetries(work: (player: string) => Promise<void>, retryMs = 1000): (player: string) => void {
  const states = new Map<string, 'working' | 'again'>()
  const run = async (player: string) => {
    states.set(player, 'working')
    const isDone = await work(player).then(
      () => true,
      () => false,
    )
    if (states.get(player) === 'again') return void run(player)
    states.delete(player)
    if (!isDone) setTimeout(() => request(player), retryMs).unref()
  }
  const request = (player: string) => {
    if (states.has(player)) states.set(player, 'again')
    else void run(player)
  }
  return request
}

/** Slow mode: seconds between two messages of one person in a channel. The same message again is never too fast. */
function openPace(store: Pick<ChatStore, 'heads'>, now: () => number) {
  const slow = remember(
    async (channel) => (await store.heads([channel])).get(channel)?.slowSeconds ?? 0,
    slowCheckMs,
    now,
  )
  const last = new Map<string, { id: string; at: number }>()
  return {
    forget: slow.forget,
    /** Throws `RefusedError('slow-mode')` when it is too early. Call the answer once the message is kept. */
    async check(player: string, channel: string, id: string): Promise<() => void> {
      const seconds = await slow.of(channel).catch(() => 0)
      if (seconds === 0) return () => undefined
      const key = `${player} ${channel}`
      const spoken = last.get(key)
      const waitMs = spoken === undefined || spoken.id === id ? 0 : spoken.at + seconds * 1000 - now()
      if (waitMs > 0) throw new RefusedError('slow-mode', `Again in ${Math.ceil(waitMs / 1000)} s.`)
      return () => {
        if (last.size > 10_000) last.clear()
        last.set(key, { id, at: now() })
      }
    },
  }
}
