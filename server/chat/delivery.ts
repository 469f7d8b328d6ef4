/** Brings committed messages to whoever reads them here, and repeats the newest numbers, so that a loss shows. */
import { type ChatLine, channelId, kindOf, type PeopleMessageName, type PeopleMessages } from '../../schema/people.ts'
import type { Bus } from '../cluster/bus.ts'
import type { Attendance, Attendant } from '../people/attendance.ts'
import type { Readable } from './access.ts'
import type { ChatStore, Head } from './chat-store.ts'

declare module '../cluster/bus.ts' {
  interface Notices {
    /** Messages that were just committed. */
    said: ChatLine[]
    removed: { channel: string; seq: number }
  }
}

const headsEveryMs = 15_000
/** Players who are told in one go. */
const atOnce = 25
/** Clocks of two processes are not further apart. */
const clockMs = 60_000

export interface Delivery {
  /** The channels that a player here reads from now on, private ones included. */
  follow(player: string, channels: Readable[]): void
  forget(player: string): void
  /** What a player here reads, as last told. */
  followed(player: string): readonly Readable[]
  /** Told of private channels that somebody here did not know yet. */
  onNewPrivate(listener: (player: string, channel: string) => void): void
  close(): void
}

interface Options {
  store: Pick<ChatStore, 'heads' | 'privateUsedSince'>
  bus: Bus
  attendance: Attendance
  /** Every attendant gets the same bytes: encoded once, however many they are. */
  sendAll<Name extends PeopleMessageName>(to: Iterable<Attendant>, name: Name, message: PeopleMessages[Name]): void
  now(): number
}

export function openDelivery({ store, bus, attendance, sendAll, now }: Options): Delivery {
  const channelsOf = new Map<string, Readable[]>()
  const readers = new Map<string, Set<string>>()
  const strangers: ((player: string, channel: string) => void)[] = []

  const leave = (player: string, channel: string) => {
    const all = readers.get(channel)
    if (all?.delete(player) && all.size === 0) readers.delete(channel)
  }
  const follow = (player: string, channels: Readable[]) => {
    for (const { id } of channelsOf.get(player) ?? []) leave(player, id)
    channelsOf.set(player, channels)
    for (const { id } of channels) {
      const all = readers.get(id) ?? new Set()
      readers.set(id, all.add(player))
    }
  }
  function* attendantsOf(channel: string): Iterable<Attendant> {
    for (const player of readers.get(channel) ?? []) yield* attendance.of(player)
  }
  /** The first words in a private channel: neither partner's page knows it yet. */
  const introduce = (channel: string) => {
    for (const player of channel.split(':').slice(1)) {
      const known = channelsOf.get(player)
      if (known === undefined || known.some(({ id }) => id === channel)) continue
      for (const listener of strangers) listener(player, channel)
    }
  }
  const said = (lines: ChatLine[]) => {
    const byChannel = new Map<string, ChatLine[]>()
    for (const line of lines) {
      const of = byChannel.get(line.channel)
      if (of === undefined) byChannel.set(line.channel, [line])
      else of.push(line)
    }
    for (const [channel, of] of byChannel) {
      if (kindOf(channel) === 'private') introduce(channel)
      sendAll(attendantsOf(channel), 'chat', of)
    }
  }
  /** A private channel whose first words were lost on their way shows in no head yet. */
  let introducedAt = now()
  const introduceMissed = async () => {
    const lookedAt = now()
    const used = await store.privateUsedSince(new Date(introducedAt - clockMs)).catch(() => undefined)
    used?.forEach(introduce)
    if (used !== undefined) introducedAt = lookedAt
  }
  const tellHeads = async () => {
    if (readers.size === 0) return
    await introduceMissed()
    const heads = await store.heads([...readers.keys()]).catch(() => new Map<string, Head>())
    let count = 0
    for (const [player, channels] of [...channelsOf]) {
      // What is said meanwhile need not wait until a crowd has been told.
      if (++count % atOnce === 0) await new Promise((resolve) => setImmediate(resolve))
      const told = channels.flatMap(({ id }) => {
        const head = heads.get(id)
        return head === undefined ? [] : [{ channel: id, epoch: head.epoch, head: head.head }]
      })
      if (told.length > 0) attendance.tellHere(player, 'chat.heads', told)
    }
  }
  const ends = [
    bus.subscribe('said', said),
    bus.subscribe('removed', (removed) => sendAll(attendantsOf(removed.channel), 'chat.removed', removed)),
    bus.onGap(() => void tellHeads()),
  ]
  const timer = setInterval(() => void tellHeads(), headsEveryMs).unref()
  return {
    follow,
    forget(player) {
      follow(player, [])
      channelsOf.delete(player)
    },
    followed: (player) => channelsOf.get(player) ?? [{ id: channelId.global, title: '' }],
    onNewPrivate: (listener) => void strangers.push(listener),
    close() {
      clearInterval(timer)
      for (const end of ends) end()
    },
  }
}
