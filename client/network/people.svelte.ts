/** People as the screens see them, for as long as the page stands: who is there, what is said, what happened to the player. */
import type { SeatReservation } from 'colyseus.js'
import { RefusedError } from '../../schema/errors.ts'
import type { ChannelView, ChatLine, Content, Notification } from '../../schema/people.ts'
import { type Notice, refusalText } from '../text/sentences.ts'
import { unreadOf } from './channel-log.ts'
import { identity } from './identity.svelte.ts'
import type { Post } from './outbox.ts'
import { peopleApi } from './people-api.ts'
import { createPeopleConnection, nothingKnown, type PeopleConnection } from './people-connection.ts'
import { openPeopleRoom } from './room-link.ts'

interface Named {
  id: string
  name: string
}

const mutedKey = 'flotilla.muted'
const waitingKey = 'flotilla.waiting'
const waitingMs = 5 * 60_000
/** Without any input this long, nobody is at the page. */
const awayMs = 5 * 60_000
const lookMs = 15_000

function stored<Value>(key: string, otherwise: Value): Value {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null) ?? otherwise
  } catch {
    return otherwise
  }
}
export function store(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A browser that stores nothing asks anew next time.
  }
}

interface Listeners {
  said: Set<(lines: readonly ChatLine[]) => void>
  notified: Set<(notification: Notification) => void>
  problem: Set<(notice: Notice) => void>
  changed: Set<() => void>
}

function createPeople() {
  let view = $state.raw(nothingKnown(''))
  let muted = $state.raw<readonly Named[]>(stored<Named[]>(mutedKey, []))
  let connection = $state.raw<PeopleConnection | undefined>()
  let close = () => {}
  const listeners: Listeners = { said: new Set(), notified: new Set(), problem: new Set(), changed: new Set() }

  const blocked = $derived(new Set(view.people.filter(({ relation }) => relation === 'blocked').map(({ id }) => id)))
  const mutedIds = $derived(new Set(muted.map(({ id }) => id)))
  const isHidden = (line: ChatLine): boolean => mutedIds.has(line.from) || blocked.has(line.from)
  const isCounted = (line: ChatLine): boolean => line.from !== view.player && !isHidden(line)
  const unread = $derived(
    Object.fromEntries(view.channels.map((each) => [each.id, unreadOf(each, view.logs[each.id], isCounted)])),
  )

  function open(player: string): () => void {
    const mine = createPeopleConnection<SeatReservation>(
      player,
      {
        seat: async () => (await identity.call(peopleApi.connection)).seat,
        open: openPeopleRoom,
        after(ms, action) {
          const timer = setTimeout(action, ms)
          return () => clearTimeout(timer)
        },
        random: Math.random,
        nowMs: () => performance.now(),
        timeMs: Date.now,
        uuid: newId,
      },
      {
        changed(next) {
          if (next.posts !== view.posts) keepWaiting(player, next.posts)
          view = next
          for (const listener of [...listeners.changed]) listener()
        },
        said(lines) {
          const shown = lines.filter((line) => !isHidden(line))
          if (shown.length > 0) for (const listener of listeners.said) listener(shown)
        },
        notified(notification) {
          for (const listener of listeners.notified) listener(notification)
        },
        refused(post) {
          const notice = refusalText(post.refusal ?? { code: 'server-error' })
          for (const listener of listeners.problem) listener(notice)
        },
      },
    )
    connection = mine
    view = mine.view
    mine.restore(waitingOf(player))
    mine.line.start()
    const stopRenewing = identity.onRenewed((token) => mine.line.renew(token))
    const stopWatching = watchPage((isAway) => mine.setAway(isAway), mine.line.hurry)
    return () => {
      stopRenewing()
      stopWatching()
      mine.line.close()
      connection = undefined
      view = nothingKnown('')
    }
  }

  function follow(player: string): void {
    if (player === view.player) return
    close()
    close = player === '' ? () => {} : open(player)
  }

  /** An authorised request; a refusal is thrown. */
  const call = <Answer>(request: (token: string) => Promise<Answer>): Promise<Answer> => identity.call(request)

  return {
    get view() {
      return view
    },
    get status() {
      return view.status
    },
    get connection() {
      return connection
    },
    get muted() {
      return muted
    },
    /** Messages that are not read, by channel. */
    get unread(): Readonly<Record<string, number>> {
      return unread
    },
    get unreadNotifications() {
      return view.notifications.filter(({ isRead }) => !isRead).length
    },
    isHidden,
    isMuted: (id: string) => mutedIds.has(id),
    /** Keeps the line of whoever is signed in; '' closes it. */
    follow,
    call,
    post: (channel: string, content: Content) => connection?.post(channel, content),
    channel: (id: string): ChannelView | undefined => view.channels.find((each) => each.id === id),
    /** Answers whether they are muted now. */
    toggleMute(who: Named): boolean {
      const isNow = !mutedIds.has(who.id)
      muted = isNow ? [...muted, { id: who.id, name: who.name }] : muted.filter(({ id }) => id !== who.id)
      store(mutedKey, muted)
      return isNow
    },
    setInvisible: async (isInvisible: boolean) => (await connection?.setInvisible(isInvisible)) ?? false,
    /** Does what a person asked for; a refusal becomes a sentence. */
    async attempt(action: () => Promise<unknown>): Promise<Notice | undefined> {
      try {
        await action()
        return undefined
      } catch (error) {
        return refusalText(error instanceof RefusedError ? error : { code: 'server-busy' })
      }
    },
    /** Calls back until the answer is called. */
    on<Name extends keyof Listeners>(name: Name, listener: Listeners[Name] extends Set<infer Each> ? Each : never) {
      const set = listeners[name] as Set<unknown>
      set.add(listener)
      return () => void set.delete(listener)
    },
  }
}

/** What waits to be sent outlives a page that is loaded again. */
function keepWaiting(player: string, posts: readonly Post[]): void {
  try {
    const waiting = posts.filter(({ state }) => state === 'waiting')
    if (waiting.length > 0) sessionStorage.setItem(waitingKey, JSON.stringify({ player, posts: waiting }))
    else sessionStorage.removeItem(waitingKey)
  } catch {
    // A browser that stores nothing sends what it can.
  }
}

/** What is older would come as a surprise. */
function waitingOf(player: string): Post[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(waitingKey) ?? 'null') as { player: string; posts: Post[] } | null
    return kept?.player === player ? kept.posts.filter(({ at }) => Date.now() - at < waitingMs) : []
  } catch {
    return []
  }
}

/** On plain http a browser offers no `randomUUID`. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Tells when somebody is at the page, and when the network changed; the answer ends it. */
function watchPage(tell: (isAway: boolean) => void, hurry: () => void): () => void {
  let lastInput = Date.now()
  const look = () => tell(document.visibilityState === 'hidden' || Date.now() - lastInput > awayMs)
  const input = () => {
    lastInput = Date.now()
    look()
  }
  const awake = () => {
    if (document.visibilityState === 'visible') {
      lastInput = Date.now()
      hurry()
    }
    look()
  }
  const watched: [EventTarget, string, () => void][] = [
    [window, 'pointerdown', input],
    [window, 'keydown', input],
    [window, 'online', hurry],
    [document, 'visibilitychange', awake],
  ]
  for (const [target, event, listener] of watched) target.addEventListener(event, listener, { passive: true })
  const timer = setInterval(look, lookMs)
  return () => {
    clearInterval(timer)
    for (const [target, event, listener] of watched) target.removeEventListener(event, listener)
  }
}

export const people = createPeople()
