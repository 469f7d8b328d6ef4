/** What went over one session's line, message by message, for whoever looks into it. Nothing is kept until somebody does. */
import type { Refusal } from '../../schema/errors.ts'
import { problemOfMessage } from '../../schema/message-shapes.ts'
import type { ServerMessages } from '../../schema/messages.ts'
import type { FrameKind } from './meter.ts'

export const messageKinds = ['order', 'reply', 'event', 'state', 'line'] as const
export type MessageKind = (typeof messageKinds)[number]
export interface LoggedMessage {
  id: number
  /** ms of the page's clock. */
  atMs: number
  way: 'in' | 'out'
  kind: MessageKind
  type: string
  /** With the WebSocket header. */
  bytes: number
  payload: unknown
  /** Its shape is wrong, or it was refused: in a sentence. */
  problem?: string
}
export interface MessageFilter {
  way: 'in' | 'out' | 'both'
  kind: MessageKind | 'all' | 'problems'
  search: string
}

const most = 500
/** Patches and beats come all the time: they must not push out what somebody looks for. */
const mostFrequent = 200
const renew = 'session.renew'
/** A token is the key to a seat: it is shown to nobody, and copied by nobody. */
const hidden = '(not shown: it opens your seat)'
const frameTypes: Record<Exclude<FrameKind, 'message'>, string> = {
  patch: 'state patch',
  state: 'full state',
  pong: 'beat answered',
  other: 'protocol',
}

const refusalWords = ({ code, detail }: Refusal) => `Refused: ${code}${detail ? `. ${detail}` : ''}`
const isFrequent = ({ type }: Pick<LoggedMessage, 'type'>) => type === frameTypes.patch || type.startsWith('beat')

function kindOf(way: 'in' | 'out', type: string): MessageKind {
  if (way === 'in') return type === 'reply' ? 'reply' : type.startsWith('event') ? 'event' : 'line'
  return type === renew ? 'line' : 'order'
}

/** JSON to be read; what JSON cannot hold is named. */
export const prettyJson = (payload: unknown): string =>
  JSON.stringify(payload, (_, value) => (value instanceof Uint8Array ? `${value.length} bytes` : value), 2) ?? ''

function isWanted(message: LoggedMessage, filter: MessageFilter, words: string): boolean {
  if (filter.way !== 'both' && message.way !== filter.way) return false
  if (
    filter.kind === 'problems' ? message.problem === undefined : filter.kind !== 'all' && message.kind !== filter.kind
  )
    return false
  if (words === '') return true
  const text = `${message.type} ${message.problem ?? ''} ${JSON.stringify(message.payload) ?? ''}`
  return text.toLowerCase().includes(words)
}

/** Newest first. */
export function filterMessages(messages: readonly LoggedMessage[], filter: MessageFilter): LoggedMessage[] {
  const words = filter.search.trim().toLowerCase()
  return messages.filter((message) => isWanted(message, filter, words)).reverse()
}

export function createMessageLog(nowMs: () => number) {
  let isOn = false
  const messages: LoggedMessage[] = []
  let nextId = 1

  function add(message: Omit<LoggedMessage, 'id' | 'atMs'>): void {
    messages.push({ id: nextId++, atMs: nowMs(), ...message })
    if (isFrequent(message) && messages.filter(isFrequent).length > mostFrequent) {
      messages.splice(messages.findIndex(isFrequent), 1)
    }
    if (messages.length > most) messages.shift()
  }

  /** Whoever looks for a refused order finds it, not only its reply. */
  function refuse({ sequence, error }: ServerMessages['reply']): void {
    const isIt = ({ way, payload }: LoggedMessage) =>
      way === 'out' && (payload as { sequence?: unknown } | undefined)?.sequence === sequence
    const index = messages.findLastIndex(isIt)
    const order = messages[index]
    if (order && error) messages[index] = { ...order, problem: refusalWords(error) }
  }

  return {
    /** From now on messages are kept. */
    start(): void {
      isOn = true
    },
    get isOn() {
      return isOn
    },
    /** Oldest first, at most 500. */
    get messages(): readonly LoggedMessage[] {
      return messages
    },
    received(type: string, payload: unknown, bytes: number): void {
      if (!isOn) return
      const shape = problemOfMessage(type, payload)
      const error = shape === undefined && type === 'reply' ? (payload as ServerMessages['reply']).error : undefined
      const problem = shape ?? (error && refusalWords(error))
      add({ way: 'in', kind: kindOf('in', type), type, bytes, payload, ...(problem ? { problem } : {}) })
      if (error) refuse(payload as ServerMessages['reply'])
    },
    /** What came could not be read. */
    strange(error: unknown, bytes: number): void {
      const problem = error instanceof Error ? error.message : String(error)
      if (isOn) add({ way: 'in', kind: 'event', type: 'events', bytes, payload: undefined, problem })
    },
    sent(type: string, payload: unknown, bytes: number): void {
      if (!isOn) return
      add({ way: 'out', kind: kindOf('out', type), type, bytes, payload: type === renew ? hidden : payload })
    },
    /** The socket is closed, by this code. */
    closed(code: number): void {
      if (isOn) add({ way: 'in', kind: 'line', type: `closed ${code}`, bytes: 0, payload: undefined })
    },
    /** A frame that carries no message: state, a beat, or the protocol's own. */
    frame(way: 'in' | 'out', kind: Exclude<FrameKind, 'message'>, bytes: number): void {
      if (!isOn) return
      const isState = kind === 'patch' || kind === 'state'
      const type = way === 'out' && kind === 'pong' ? 'beat' : frameTypes[kind]
      add({ way, kind: isState ? 'state' : 'line', type, bytes, payload: undefined })
    },
  }
}
export type MessageLog = ReturnType<typeof createMessageLog>
