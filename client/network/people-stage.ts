/** A room of people, a network and a clock in one, all played by hand; for tests. */
import { type ErrorCode, RefusedError } from '../../schema/errors.ts'
import type { ChannelView, ChatLine, PeopleMessageName, PeopleMessages, PeopleRequest } from '../../schema/people.ts'
import { createPeopleConnection } from './people-connection.ts'
import type { PeopleLinkListener } from './people-line.ts'

interface Asked {
  type: PeopleRequest
  request: number
  arguments: Record<string, unknown>
}

export const me = '00000000-0000-4000-8000-000000000001'
export const other = '00000000-0000-4000-8000-000000000002'

export const lineOf = (seq: number, some: Partial<ChatLine> = {}): ChatLine => ({
  channel: 'global',
  seq,
  from: other,
  name: 'Jonas',
  kind: 'say',
  text: `line ${seq}`,
  at: seq,
  ...some,
})
export const channelView = (some: Partial<ChannelView> = {}): ChannelView => ({
  id: 'global',
  title: '',
  epoch: 1,
  head: 0,
  read: 0,
  slowSeconds: 0,
  ...some,
})

export function peopleStage() {
  const timers: { at: number; action: () => void }[] = []
  const asked: Asked[] = []
  const renewed: string[] = []
  const said: ChatLine[] = []
  const refused: string[] = []
  let now = 0
  let uuids = 0
  let closes = 0
  let seats = 0
  let answersPing = true
  let live: PeopleLinkListener | undefined
  let seat: () => Promise<string> = async () => 'seat'

  const connection = createPeopleConnection<string>(
    me,
    {
      seat: () => {
        seats++
        return seat()
      },
      open: async (_seat, listener) => {
        live = listener
        return {
          send: (type, envelope) => asked.push({ type, ...envelope } as Asked),
          renew: (token) => renewed.push(token),
          ping: (answered) => answersPing && answered(),
          close: () => closes++,
        }
      },
      after(ms, action) {
        const timer = { at: now + ms, action }
        timers.push(timer)
        return () => {
          const index = timers.indexOf(timer)
          if (index >= 0) timers.splice(index, 1)
        }
      },
      random: () => 0.5,
      nowMs: () => now,
      timeMs: () => now,
      uuid: () => `uuid-${++uuids}`,
    },
    {
      changed() {},
      said: (lines) => said.push(...lines),
      notified() {},
      refused: (post) => refused.push(post.refusal?.code ?? ''),
    },
  )
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const tell = <Name extends PeopleMessageName>(type: Name, payload: PeopleMessages[Name]) =>
    live?.message(type, payload)

  const stage = {
    connection,
    asked,
    renewed,
    said,
    refused,
    settle,
    tell,
    get seats() {
      return seats
    },
    get closes() {
      return closes
    },
    get waits() {
      return timers.map((timer) => timer.at - now).sort((a, b) => a - b)
    },
    refuseSeat(code: ErrorCode) {
      seat = async () => Promise.reject(new RefusedError(code))
    },
    cutOff() {
      seat = async () => Promise.reject(new TypeError('network'))
    },
    restore() {
      seat = async () => 'seat'
    },
    muteServer() {
      answersPing = false
    },
    close: (code: number) => live?.closed(code),
    of: (type: PeopleRequest) => asked.filter((each) => each.type === type),
    welcome: (channels: ChannelView[]) =>
      tell('welcome', { player: me, version: 't', isInvisible: false, channels, people: [], notifications: [] }),
    async begin(channels: ChannelView[]) {
      connection.line.start()
      await settle()
      stage.welcome(channels)
      await settle()
    },
    /** Answers the newest request of a kind. */
    async answer(type: PeopleRequest, answer: unknown, error?: ErrorCode) {
      const request = stage.of(type).at(-1)?.request ?? 0
      tell('reply', { request, ...(error ? { error: { code: error } } : { answer }) })
      await settle()
    },
    /** Lets `ms` pass, and runs in their order the timers that fall due. */
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers.splice(timers.indexOf(next), 1)
        now = next.at
        next.action()
        await settle()
      }
      now = until
    },
  }
  return stage
}
