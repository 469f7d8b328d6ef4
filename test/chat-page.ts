/** A page in a test, as a page should be: it keeps what it heard, fetches what it missed, says a thing until that is acknowledged,
 *  and comes back, perhaps to another process, when its line is lost. */
import { openPeopleLightly, type PeopleConnection } from '../loadtest/bot/people.ts'
import type { ErrorCode } from '../schema/errors.ts'
import type {
  ChannelView,
  ChatLine,
  PeopleAnswers,
  PeopleMessageName,
  PeopleMessages,
  PeopleRequest,
  Person,
} from '../schema/people.ts'
import type { TestPlayer } from './server.ts'

/** What a page has of one channel. */
interface Log {
  epoch: number
  /** Where the page came in: what was said before is not its business. */
  base: number
  /** Nothing is missing from `base` to here. */
  whole: number
  /** The highest number heard of. */
  head: number
  texts: Map<number, string>
  isFetching: boolean
}

export interface Acknowledged {
  channel: string
  text: string
  seq: number
  /** When the request that was acknowledged left, and when its answer came. Unix time in ms. */
  askedAt: number
  answeredAt: number
}

export interface Page {
  player: TestPlayer
  channels(): ChannelView[]
  person(id: string): Person | undefined
  log(channel: string): Readonly<Log>
  acknowledged: Acknowledged[]
  /** Codes by which posts were put off. */
  refusals: ErrorCode[]
  /** Numbers under which two texts were heard; and logs that the server called lost. */
  contradictions: string[]
  /** How often the line was lost. */
  losses(): number
  heard(text: string): boolean
  /** Everything that came, of whatever kind. */
  received: { name: PeopleMessageName; message: unknown }[]
  ask<Name extends PeopleRequest>(name: Name, args: unknown): Promise<Reply<Name> | undefined>
  /** Says it until it is acknowledged, always with the same id. */
  say(channel: string, text: string, id?: string): Promise<Acknowledged>
  /** Does not come back when its line is lost. */
  stayAway(): void
  leave(): void
}

type Reply<Name extends PeopleRequest> = PeopleMessages['reply'] & { answer?: PeopleAnswers[Name] }

/** Refusals that pass by themselves. */
const passing: ErrorCode[] = ['chat-away', 'server-busy', 'too-fast']
/** A page tries again after this long. */
const againMs = 100
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, againMs))

/** Opens a page at the first of `urls` that takes it; when its line is lost, at the next. */
export async function openPage(player: TestPlayer, urls: () => string[]): Promise<Page> {
  const logs = openLogs()
  const people = new Map<string, Person>()
  const received: Page['received'] = []
  const line = openLine(player, urls, (name, message) => {
    received.push({ name, message })
    keep(people, name, message)
    for (const channel of logs.hear(name, message)) void fill(channel)
  })
  const fill = async (channel: string) => {
    const log = logs.of(channel)
    if (log.isFetching) return
    log.isFetching = true
    while (log.whole < log.head && !line.isLeft()) {
      const reply = await line.ask('chat.catch-up', { channel, epoch: log.epoch, after: log.whole })
      if (reply?.answer !== undefined) logs.fetched(channel, reply.answer)
      else if (reply?.error !== undefined && !passing.includes(reply.error.code)) break
      else await pause()
    }
    log.isFetching = false
  }
  await line.connect()
  const { channels, ask, losses, stayAway, leave } = line
  return {
    ...{ player, received, channels, ask, losses, stayAway, leave },
    person: (id) => people.get(id),
    log: logs.of,
    contradictions: logs.contradictions,
    heard: logs.has,
    ...openVoice(ask),
  }
}

/** Says things until they are acknowledged. */
function openVoice(ask: Page['ask']): Pick<Page, 'acknowledged' | 'refusals' | 'say'> {
  const acknowledged: Acknowledged[] = []
  const refusals: ErrorCode[] = []
  return {
    acknowledged,
    refusals,
    async say(channel, text, id = crypto.randomUUID()) {
      for (;;) {
        const askedAt = Date.now()
        const reply = await ask('chat.post', { channel, id, content: { kind: 'say', text } })
        if (reply?.answer !== undefined) {
          const said = { channel, text, seq: reply.answer.seq, askedAt, answeredAt: Date.now() }
          acknowledged.push(said)
          return said
        }
        if (reply?.error !== undefined) {
          if (!passing.includes(reply.error.code)) throw new Error(`${channel}: ${reply.error.code}`)
          refusals.push(reply.error.code)
        }
        await pause()
      }
    },
  }
}

/** The connection for life, again and again. */
function openLine(
  player: TestPlayer,
  urls: () => string[],
  heard: (name: PeopleMessageName, message: unknown) => void,
) {
  let current: PeopleConnection | undefined
  let losses = 0
  let hasLeft = false
  /** Resolves when there is one. */
  const connect = async (): Promise<void> => {
    for (let attempt = losses; !hasLeft; attempt++) {
      const all = urls()
      const opened = await openPeopleLightly(all[attempt % all.length]!, player.token, heard).catch(() => undefined)
      if (opened !== undefined) return keepUp(opened)
      await pause()
    }
  }
  const keepUp = (opened: PeopleConnection) => {
    current = opened
    if (hasLeft) opened.cut()
    void opened.closed.then(() => {
      losses++
      if (!hasLeft) void connect()
    })
  }
  const ask: Page['ask'] = (name, args) => {
    const asked = current
    if (asked === undefined) return Promise.resolve(undefined)
    return Promise.race([asked.ask(name, args), asked.closed.then(() => undefined)])
  }
  return {
    connect,
    ask,
    channels: () => current?.channels ?? [],
    losses: () => losses,
    isLeft: () => hasLeft,
    stayAway() {
      hasLeft = true
    },
    leave() {
      hasLeft = true
      current?.cut()
    },
  }
}

function keep(people: Map<string, Person>, name: PeopleMessageName, message: unknown): void {
  if (name === 'people.gone') for (const id of message as string[]) people.delete(id)
  const come = name === 'welcome' ? (message as PeopleMessages['welcome']).people : name === 'people' ? message : []
  for (const person of come as Person[]) people.set(person.id, person)
}

/** The logs of a page's channels, each without a gap in the end. */
function openLogs() {
  const logs = new Map<string, Log>()
  const contradictions: string[] = []
  let isWelcomed = false

  const of = (channel: string): Log => {
    const known = logs.get(channel)
    if (known !== undefined) return known
    const log = { epoch: 1, base: 0, whole: 0, head: 0, texts: new Map(), isFetching: false }
    logs.set(channel, log)
    return log
  }
  const take = ({ channel, seq, text }: ChatLine) => {
    const log = of(channel)
    const before = log.texts.get(seq)
    if (before !== undefined && before !== text) contradictions.push(`${channel} ${seq}: ${before} / ${text}`)
    log.texts.set(seq, text)
    log.head = Math.max(log.head, seq)
    while (log.texts.has(log.whole + 1)) log.whole++
  }
  const learn = (channel: string, epoch: number, head: number) => {
    const log = of(channel)
    log.epoch = epoch
    log.head = Math.max(log.head, head)
  }
  const welcome = (channels: ChannelView[]) => {
    if (!isWelcomed) for (const { id, head } of channels) Object.assign(of(id), { base: head, whole: head })
    isWelcomed = true
    for (const { id, epoch, head } of channels) learn(id, epoch, head)
  }
  return {
    of,
    contradictions,
    has: (text: string) => [...logs.values()].some(({ texts }) => [...texts.values()].includes(text)),
    fetched(channel: string, { epoch, recovered, messages }: PeopleAnswers['chat.catch-up']) {
      if (epoch !== of(channel).epoch || !recovered) contradictions.push(`${channel} was not recovered`)
      messages.forEach(take)
    },
    /** Takes what a message says of channels; returns those that may have a gap now. */
    hear(name: PeopleMessageName, message: unknown): string[] {
      if (name === 'welcome') welcome((message as PeopleMessages['welcome']).channels)
      else if (name === 'channels') for (const { id, epoch, head } of message as ChannelView[]) learn(id, epoch, head)
      else if (name === 'chat.heads') {
        for (const { channel, epoch, head } of message as PeopleMessages['chat.heads']) learn(channel, epoch, head)
      } else if (name === 'chat') (message as ChatLine[]).forEach(take)
      else return []
      return [...logs].filter(([, log]) => log.whole < log.head).map(([channel]) => channel)
    },
  }
}
