/** The requests of a page on its connection for life: rate ► envelope ► shape ► answer. What goes wrong is answered, and never stops the others. */
import type { Logger } from 'pino'
import type { z } from 'zod'
import { type ErrorCode, type Refusal, RefusedError } from '../../schema/errors.ts'
import type { PeopleAnswers, PeopleMessages, PeopleRequest } from '../../schema/people.ts'
import { peopleEnvelopeShape, peopleShapes } from '../../schema/people-shapes.ts'
import type { Chat, Speaker } from '../chat/chat.ts'
import { describeIssue, UnavailableError } from '../http.ts'
import { openMessageRates } from '../message-rates.ts'

/** Who asks, over which connection. */
export interface Asker extends Speaker {
  away(isAway: boolean): void
}

interface Request<Name extends PeopleRequest> {
  /** Requests a second that one player may make on average, twice as many at once. */
  rate: number
  answer(asker: Asker, args: z.output<(typeof peopleShapes)[Name]>): Promise<PeopleAnswers[Name]> | PeopleAnswers[Name]
}
export type Requests = { [Name in PeopleRequest]: Request<Name> }

export interface RequestServices {
  chat: Chat
  setInvisible(player: string, isInvisible: boolean): Promise<void>
  readNotifications(player: string, upTo: number): Promise<void>
}

export const peopleRequests = ({ chat, setInvisible, readNotifications }: RequestServices): Requests => ({
  'chat.post': { rate: 3, answer: (asker, message) => chat.post(asker, message) },
  // A page that comes back asks for each of its channels at once.
  'chat.catch-up': { rate: 40, answer: ({ id }, { channel, epoch, after }) => chat.catchUp(id, channel, epoch, after) },
  'chat.history': {
    rate: 5,
    answer: async ({ id }, { channel, before }) => ({ messages: await chat.history(id, channel, before) }),
  },
  'chat.read': {
    rate: 5,
    async answer({ id }, { channel, seq }) {
      await chat.read(id, channel, seq)
      return undefined
    },
  },
  'presence.away': {
    rate: 1,
    answer(asker, { away }) {
      asker.away(away)
      return undefined
    },
  },
  'presence.invisible': {
    rate: 1,
    async answer({ id }, { invisible }) {
      await setInvisible(id, invisible)
      return undefined
    },
  },
  'notifications.read': {
    rate: 2,
    async answer({ id }, { upTo }) {
      await readNotifications(id, upTo)
      return undefined
    },
  },
})

/** Requests a second of kinds that no catalogue holds; and those over a rate that are still answered. */
const unknownRate = 2
const answeredExcess = 20

type Answer = { name: 'reply'; message: PeopleMessages['reply'] } | { name: 'error'; message: Refusal } | undefined

/** Takes one message; resolves to what is sent back, undefined for nothing. */
export type RequestDesk = (asker: Asker, name: string, payload: unknown) => Promise<Answer>

export function openRequestDesk(requests: Requests, factor: number, log: Logger): RequestDesk {
  const rates = openMessageRates()
  return async (asker, name, payload) => {
    const request = Object.hasOwn(requests, name) ? (requests[name as PeopleRequest] as Request<never>) : undefined
    const over = rates(asker.id, request === undefined ? '' : name, (request?.rate ?? unknownRate) * factor)
    if (over > answeredExcess) return undefined
    const envelope = peopleEnvelopeShape.safeParse(payload)
    if (!envelope.success) return error({ code: 'bad-shape', detail: describeIssue(envelope.error) })
    const { request: number, arguments: args } = envelope.data
    const reply = (rest: Omit<PeopleMessages['reply'], 'request'>) =>
      ({ name: 'reply', message: { request: number, ...rest } }) as const
    const refuse = (code: ErrorCode, detail?: string) => reply({ error: { code, ...(detail ? { detail } : {}) } })
    if (over > 0) return refuse('too-fast')
    if (request === undefined) return refuse('unknown-message')
    const shape = peopleShapes[name as PeopleRequest].safeParse(args ?? {})
    if (!shape.success) return refuse('bad-shape', describeIssue(shape.error))
    try {
      const answer: unknown = await request.answer(asker, shape.data as never)
      return reply(answer === undefined ? {} : { answer })
    } catch (problem) {
      if (problem instanceof RefusedError) return refuse(problem.code, problem.detail)
      if (problem instanceof UnavailableError) return refuse(name.startsWith('chat.') ? 'chat-away' : 'server-busy')
      // Neither what was said nor by whom belongs in the log.
      log.error({ error: problem, request: name }, 'a request of a page failed')
      return refuse('server-error')
    }
  }
}

const error = (refusal: Refusal) => ({ name: 'error', message: refusal }) as const
