/** Short news of people, shown one at a time in the dock: a private message, an invitation, a mention. */
import { type ChatLine, kindOf, type Notification } from '../../schema/people.ts'
import { namesMe } from '../chat/rich-text.ts'
import { identity } from '../network/identity.svelte.ts'
import { people, store } from '../network/people.svelte.ts'
import { peopleText } from '../text/people.ts'
import type { Tone } from '../text/sentences.ts'

export interface Tiding {
  id: number
  tone: Tone
  title: string
  detail: string
  action?: { kind: 'join'; session: string; code: string } | { kind: 'channel'; channel: string } | { kind: 'people' }
}

const key = 'flotilla.tidings'
const standMs = 8000
const text = peopleText.notifications

export function notificationText(each: Notification): string {
  switch (each.kind) {
    case 'session-invitation':
      return text[each.kind](each.name, each.sessionName)
    case 'team-invitation':
      return text[each.kind](each.name, each.teamName)
    case 'muted':
      return text.muted(each.minutes, each.reason)
    default:
      return text[each.kind](each.name)
  }
}

function createTidings() {
  let isSilent = $state(localStorageSays('off'))
  let list = $state.raw<readonly Tiding[]>([])
  /** A channel that is being read needs no news of it. */
  let isReading = (_channel: string): boolean => false
  let next = 1

  function tell(tiding: Omit<Tiding, 'id'>, isAsked = false): void {
    if (isSilent && !isAsked) return
    const mine = { ...tiding, id: next++ }
    list = [...list.slice(-2), mine]
    setTimeout(() => dismiss(mine.id), standMs)
  }
  function dismiss(id: number): void {
    list = list.filter((each) => each.id !== id)
  }

  function hear(line: ChatLine): void {
    if (line.from === people.view.player || isReading(line.channel)) return
    const action = { kind: 'channel', channel: line.channel } as const
    if (kindOf(line.channel) === 'private') {
      tell({ tone: 'protect', title: text.whisper(line.name), detail: line.text, action })
    } else if (namesMe(line.text, identity.player?.name ?? '')) {
      tell({ tone: 'protect', title: text.mention(line.name), detail: line.text, action })
    }
  }
  people.on('said', (lines) => lines.forEach(hear))
  people.on('notified', (notification) => {
    const title = notificationText(notification)
    if (notification.kind === 'session-invitation') {
      const { session, code } = notification
      tell({ tone: 'ready', title, detail: '', action: { kind: 'join', session, code } })
    } else if (notification.kind === 'muted') tell({ tone: 'caution', title, detail: '' }, true)
    else tell({ tone: 'plain', title, detail: '', action: { kind: 'people' } })
  })
  people.on('problem', ({ title, detail }) => tell({ tone: 'caution', title, detail }, true))

  return {
    /** The newest one. */
    get now() {
      return list.at(-1)
    },
    get isSilent() {
      return isSilent
    },
    silence(silent: boolean): void {
      isSilent = silent
      store(key, silent ? 'off' : 'on')
    },
    /** Says something that the player has just asked for. */
    answer: (title: string, detail = '', tone: Tone = 'plain') => tell({ tone, title, detail }, true),
    dismiss,
    reading(look: (channel: string) => boolean): void {
      isReading = look
    },
  }
}

function localStorageSays(value: string): boolean {
  try {
    return localStorage.getItem(key) === JSON.stringify(value)
  } catch {
    return false
  }
}

export const tidings = createTidings()
