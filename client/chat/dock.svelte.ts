/** What the dock of people, chat and network shows: which panel, which channel; it stays while screens change. */
import { type ChannelKind, type ChannelView, channelId, kindOf, partnerIn } from '../../schema/people.ts'
import type { GameSession } from '../network/game-session.svelte.ts'
import { people } from '../network/people.svelte.ts'
import { peopleText } from '../text/people.ts'

export type Panel = '' | 'chat' | 'people' | 'network'
/** Something that only this page says, as the answer of a command. */
export interface Note {
  id: number
  channel: string
  text: string
  /** Stands below this message. */
  after: number
}

const mostNotes = 20
/** Nearest first: the crew before the world. */
const order: readonly ChannelKind[] = ['crew', 'session', 'spectators', 'team', 'private', 'global']

const viewOf = (id: string, title = ''): ChannelView => ({ id, title, epoch: 0, head: 0, read: 0, slowSeconds: 0 })

/** Where somebody in a session speaks when they do not say where. */
export function homeChannel(session: GameSession | undefined, isOnBridge: boolean): string {
  if (!session) return channelId.global
  if (session.isSpectator) return channelId.spectators(session.id)
  if (isOnBridge && session.group >= 0) return channelId.crew(session.id, session.group)
  return channelId.session(session.id)
}

function createDock() {
  let panel = $state<Panel>('')
  let wasOnBridge = false
  let chosen = $state('')
  let home = $state('')
  let session = $state.raw<GameSession | undefined>()
  /** Private channels opened here before anything was said in them. */
  let begun = $state.raw<readonly ChannelView[]>([])
  let notes = $state.raw<readonly Note[]>([])
  let nextNote = 1

  const channels = $derived.by(() => {
    const known = people.view.channels
    const ids = new Set(known.map(({ id }) => id))
    const more = [...begun, ...(home === '' ? [] : [viewOf(home)])].filter(({ id }) => !ids.has(id))
    return [...known, ...more].sort((a, b) => order.indexOf(kindOf(a.id)) - order.indexOf(kindOf(b.id)))
  })
  const channel = $derived(channels.find(({ id }) => id === chosen)?.id ?? home)

  return {
    get panel() {
      return panel
    },
    get channels() {
      return channels
    },
    /** Id of the channel that is open. */
    get channel() {
      return channel
    },
    get notes() {
      return notes
    },
    /** The session on this page, if any. */
    get session() {
      return session
    },
    /** A screen comes up: whoever took a seat talks to the crew from now on. */
    at(next: GameSession | undefined, isOnBridge: boolean): void {
      session = next
      // A flight begins with the whole console in view.
      if (isOnBridge && !wasOnBridge) panel = ''
      wasOnBridge = isOnBridge
      const now = homeChannel(next, isOnBridge)
      if (now === home) return
      home = now
      chosen = ''
    },
    show(next: Panel): void {
      panel = next
    },
    toggle(next: Panel): void {
      panel = panel === next ? '' : next
    },
    choose(id: string): void {
      chosen = id
    },
    /** Opens a channel, also one in which nothing was said yet. */
    open(id: string, title = ''): void {
      if (!begun.some((each) => each.id === id)) begun = [...begun, viewOf(id, title)]
      chosen = id
    },
    note(text: string): void {
      const after = people.view.logs[channel]?.lines.at(-1)?.seq ?? 0
      notes = [...notes, { id: nextNote++, channel, text, after }].slice(-mostNotes)
    },
    /** What a channel is called. */
    titleOf(id: string): string {
      const kind = kindOf(id)
      const title = channels.find((each) => each.id === id)?.title ?? ''
      if (kind === 'team' && title) return title
      if (kind !== 'private') return peopleText.channels[kind]
      const partner = partnerIn(id, people.view.player)
      const friend = people.view.people.find((each) => each.id === partner)
      const spoken = people.view.logs[id]?.lines.findLast((line) => line.from === partner)
      return title || friend?.name || spoken?.name || peopleText.channels.private
    },
  }
}

export const dock = createDock()
