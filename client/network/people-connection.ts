/** Everything a page knows of people and of what is said, kept up over one line for life. No screen, no browser. */
import type { Refusal } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import type { ChannelView, ChatLine, Content, Notification, PeopleMessages, Person } from '../../schema/people.ts'
import { type ChannelLog, caughtUp, emptyLog, hasGap, heard, pagedBack, removed, rested } from './channel-log.ts'
import { createOutbox, type Post } from './outbox.ts'
import { type LinePorts, type LineStatus, openPeopleLine } from './people-line.ts'

/** The whole of it, never changed in place. */
export interface PeopleView {
  status: LineStatus
  player: string
  version: string
  isInvisible: boolean
  channels: readonly ChannelView[]
  logs: Readonly<Record<string, ChannelLog>>
  posts: readonly Post[]
  people: readonly Person[]
  /** The oldest first. */
  notifications: readonly Notification[]
}

export interface PeopleListener {
  changed(view: PeopleView): void
  /** Lines as they are said; those that catching up brings are not among them. */
  said(lines: readonly ChatLine[]): void
  notified(notification: Notification): void
  refused(post: Post): void
}

export interface PeoplePorts<Seat> extends LinePorts<Seat> {
  uuid(): string
  /** Unix time in ms. */
  timeMs(): number
}

/** A number that is missing this long is asked for. */
const gapMs = 300
/** A question that nobody answered is asked again. */
const againMs = 2000
/** Reading on sends one message, not one a line. */
const readMs = 600

export const nothingKnown = (player: string): PeopleView => ({
  status: 'connecting',
  player,
  version: '',
  isInvisible: false,
  channels: [],
  logs: {},
  posts: [],
  people: [],
  notifications: [],
})

/** Whether the same question may find another answer on this line. */
const passes = (outcome: { refusal?: Refusal }): boolean =>
  outcome.refusal === undefined || outcome.refusal.code === 'chat-away' || outcome.refusal.code === 'too-fast'

export function createPeopleConnection<Seat>(player: string, ports: PeoplePorts<Seat>, listener: PeopleListener) {
  let view = nothingKnown(player)
  let isAway = false
  /** Channels whose gap is being filled. */
  const filling = new Set<string>()
  /** Channels that are shown, and so are wanted from their newest page on. */
  const shown = new Set<string>()
  const paging = new Set<string>()
  const cursors = new Map<string, () => void>()

  function set(some: Partial<PeopleView>): void {
    view = { ...view, ...some }
    listener.changed(view)
  }
  const channelOf = (id: string) => view.channels.find((each) => each.id === id)
  const setChannel = (id: string, some: Partial<ChannelView>) =>
    set({ channels: view.channels.map((each) => (each.id === id ? { ...each, ...some } : each)) })

  function setLog(id: string, log: ChannelLog): void {
    const newest = log.lines.at(-1)?.seq ?? 0
    const channel = channelOf(id)
    const hasMore = channel !== undefined && (newest > channel.head || log.epoch !== channel.epoch)
    view = { ...view, logs: { ...view.logs, [id]: log } }
    if (hasMore)
      setChannel(id, { head: Math.max(newest, log.epoch === channel.epoch ? channel.head : 0), epoch: log.epoch })
    outbox.arrived((post) => post.channel === id && log.lines.some((line) => line.seq === post.seq))
    set({ posts: outbox.posts })
  }

  const outbox = createOutbox({
    ask: ({ channel, id, content }) => line.ask('chat.post', { channel, id, content }),
    isLive: () => line.isOpen,
    after: ports.after,
    random: ports.random,
    slowSeconds: (channel) => channelOf(channel)?.slowSeconds ?? 0,
    changed: () => set({ posts: outbox.posts }),
    sent(post) {
      const channel = channelOf(post.channel)
      if (channel && post.seq > channel.head) setChannel(post.channel, { head: post.seq })
      const log = view.logs[post.channel]
      // It was heard before it was answered.
      outbox.arrived((each) => each.id === post.id && (log?.lines.some(({ seq }) => seq === post.seq) ?? false))
      // Read is what stood above one's own words.
      if (channel && channel.read === post.seq - 1) read(post.channel, post.seq)
      look(post.channel)
    },
    refused: (post) => listener.refused(post),
  })

  /** Fills the channel's gap, if it has one that stays. */
  function look(id: string, isAtOnce = false): void {
    const [channel, log] = [channelOf(id), view.logs[id]]
    if (channel && shown.has(id) && !log?.through && channel.head > 0) ports.after(gapMs, () => load(id))
    if (!channel || !log || filling.has(id) || !hasGap(log, channel)) return
    filling.add(id)
    ports.after(isAtOnce ? 0 : gapMs, () => void fill(id))
  }

  async function fill(id: string): Promise<void> {
    const [channel, log] = [channelOf(id), view.logs[id]]
    if (!channel || !log || !line.isOpen || !hasGap(log, channel)) {
      filling.delete(id)
      return
    }
    const outcome = await line.ask('chat.catch-up', { channel: id, epoch: log.epoch, after: log.through })
    const now = view.logs[id]
    if (outcome.ok && now) setLog(id, caughtUp(now, outcome.answer, channel.head))
    filling.delete(id)
    if (outcome.ok) look(id)
    else if (passes(outcome)) ports.after(againMs, () => look(id, true))
  }

  async function page(id: string, before: number): Promise<void> {
    if (paging.has(id) || !line.isOpen || before <= 1) return
    paging.add(id)
    const outcome = await line.ask('chat.history', { channel: id, before })
    paging.delete(id)
    const log = view.logs[id] ?? emptyLog(channelOf(id)?.epoch ?? 0)
    if (outcome.ok) {
      setLog(id, pagedBack(log, outcome.answer.messages, before))
      look(id)
    } else if (passes(outcome)) ports.after(againMs, () => shown.has(id) && load(id))
  }

  /** The newest page of a channel that nothing is known of. */
  function load(id: string): void {
    const channel = channelOf(id)
    if (channel && channel.head > 0 && !view.logs[id]?.through) void page(id, channel.head + 1)
  }

  function sendCursor(id: string): void {
    cursors.delete(id)
    const seq = channelOf(id)?.read
    if (seq !== undefined && line.isOpen) void line.ask('chat.read', { channel: id, seq })
  }

  function read(id: string, seq: number): void {
    const channel = channelOf(id)
    if (!channel || seq <= channel.read) return
    setChannel(id, { read: seq })
    cursors.get(id)?.()
    cursors.set(
      id,
      ports.after(readMs, () => sendCursor(id)),
    )
  }

  /** All channels anew: what is no longer read is forgotten, and what was read here stays read. */
  function takeChannels(next: readonly ChannelView[]): void {
    const ids = new Set(next.map(({ id }) => id))
    const logs = Object.fromEntries(Object.entries(view.logs).filter(([id]) => ids.has(id)))
    const channels = next.map((each) => {
      const known = channelOf(each.id)
      if (known?.epoch !== each.epoch) return each
      return { ...each, read: Math.max(each.read, known.read), head: Math.max(each.head, known.head) }
    })
    set({ channels, logs })
    for (const each of next) {
      if ((channelOf(each.id)?.read ?? 0) > each.read) sendCursor(each.id)
      look(each.id, true)
      if (shown.has(each.id)) load(each.id)
    }
  }

  function takeLines(lines: readonly ChatLine[]): void {
    for (const id of new Set(lines.map(({ channel }) => channel))) {
      const own = lines.filter(({ channel }) => channel === id)
      const log = view.logs[id] ?? emptyLog(channelOf(id)?.epoch ?? 0)
      const isNew = own.filter(({ seq }) => !log.lines.some((line) => line.seq === seq))
      setLog(id, heard(log, own))
      for (const each of isNew) if (each.from === player && channelOf(id)?.read === each.seq - 1) read(id, each.seq)
      look(id)
      if (isNew.length > 0) listener.said(isNew)
    }
  }

  const withPeople = (changed: readonly Person[]) => {
    const ids = new Set(changed.map(({ id }) => id))
    return [...view.people.filter(({ id }) => !ids.has(id)), ...changed]
  }

  const listeners: { [Name in keyof PeopleMessages]?: (payload: PeopleMessages[Name]) => void } = {
    welcome({ version, isInvisible, channels, people, notifications }) {
      set({ version, isInvisible, people, notifications })
      filling.clear()
      paging.clear()
      takeChannels(channels)
    },
    chat: takeLines,
    'chat.heads': (heads) => {
      for (const { channel, epoch, head } of heads) {
        const known = channelOf(channel)
        if (!known) continue
        if (known.epoch !== epoch) setChannel(channel, { epoch, head, read: Math.min(known.read, head) })
        else if (head > known.head) setChannel(channel, { head })
        look(channel)
      }
    },
    'chat.removed': ({ channel, seq }) => {
      const log = view.logs[channel]
      if (log) setLog(channel, removed(log, seq))
    },
    'chat.read': ({ channel, seq }) => {
      const known = channelOf(channel)
      if (known && seq > known.read) setChannel(channel, { read: seq })
    },
    channels: takeChannels,
    people: (people) => set({ people: withPeople(people) }),
    'people.gone': (gone) => set({ people: view.people.filter(({ id }) => !gone.includes(id)) }),
    notification(notification) {
      const others = view.notifications.filter(({ id }) => id !== notification.id)
      set({ notifications: [...others, notification].slice(-limits.notifications) })
      listener.notified(notification)
    },
    'notifications.read': ({ upTo }) => markRead(upTo),
  }

  function markRead(upTo: number): void {
    set({ notifications: view.notifications.map((each) => (each.id <= upTo ? { ...each, isRead: true } : each)) })
  }

  const line = openPeopleLine<Seat>(ports, {
    status(status) {
      set({ status })
      if (status !== 'live') return
      outbox.welcome()
      if (isAway) void line.ask('presence.away', { away: true })
    },
    message(type, payload) {
      const listen = listeners[type as keyof PeopleMessages] as ((payload: unknown) => void) | undefined
      listen?.(payload)
    },
  })

  return {
    line,
    get view() {
      return view
    },
    /** Says something; it is kept until the server has it. */
    post: (channel: string, content: Content) =>
      outbox.add({ id: ports.uuid(), channel, content, at: ports.timeMs(), after: channelOf(channel)?.head ?? 0 }),
    /** Goes on with what a page of before could not send; the server tells what it has already. */
    restore(posts: readonly Post[]): void {
      for (const { id, channel, content, at, after } of posts) outbox.add({ id, channel, content, at, after })
    },
    retry: outbox.retry,
    drop: outbox.drop,
    /** A channel is looked at: its newest page is wanted. */
    show(id: string): void {
      shown.add(id)
      load(id)
    },
    hide(id: string): void {
      shown.delete(id)
      const log = view.logs[id]
      if (log && log.most > limits.chatKept) setLog(id, rested(log))
    },
    older(id: string): void {
      const log = view.logs[id]
      const first = log?.lines[0]?.seq
      if (log && first !== undefined && !log.isWhole) void page(id, first)
    },
    read,
    readNotifications(): void {
      const upTo = Math.max(0, ...view.notifications.map(({ id }) => id))
      if (view.notifications.every(({ isRead }) => isRead)) return
      markRead(upTo)
      void line.ask('notifications.read', { upTo })
    },
    setAway(away: boolean): void {
      if (away === isAway) return
      isAway = away
      void line.ask('presence.away', { away })
    },
    async setInvisible(isInvisible: boolean): Promise<boolean> {
      const outcome = await line.ask('presence.invisible', { invisible: isInvisible })
      if (outcome.ok) set({ isInvisible })
      return outcome.ok
    },
    /** People as a route has answered, before the server tells of them. */
    know: (people: readonly Person[]) => set({ people: withPeople(people) }),
    forget: (id: string) => set({ people: view.people.filter((each) => each.id !== id) }),
  }
}
export type PeopleConnection = ReturnType<typeof createPeopleConnection>
