/** A player's connection for life in a test: asks, and keeps what came back. */
import { Client, type Room } from 'colyseus.js'
import { until } from '../loadtest/bench/waiting.ts'
import type {
  ChannelView,
  ChatLine,
  Content,
  PeopleAnswers,
  PeopleMessageName,
  PeopleMessages,
  PeopleRequest,
} from '../schema/people.ts'
import type { TestPlayer } from './server.ts'

type Reply = PeopleMessages['reply']

export class PeopleLine {
  readonly player: TestPlayer
  readonly room: Room
  readonly received: { name: string; message: unknown }[] = []
  closed: number | undefined
  private request = 0

  constructor(player: TestPlayer, room: Room) {
    this.player = player
    this.room = room
    room.reconnection.enabled = false
    room.onMessage('*', (name, message) => this.received.push({ name: String(name), message }))
    room.onLeave((code) => {
      this.closed = code
    })
  }

  of<Name extends PeopleMessageName>(name: Name): PeopleMessages[Name][] {
    return this.received.filter((entry) => entry.name === name).map(({ message }) => message as PeopleMessages[Name])
  }

  /** Everything heard in a channel, or in all. */
  lines(channel?: string): ChatLine[] {
    const lines = this.of('chat').flat()
    return channel === undefined ? lines : lines.filter((line) => line.channel === channel)
  }

  /** The channels as last told. */
  get channels(): ChannelView[] {
    return this.of('channels').at(-1) ?? this.of('welcome')[0]!.channels
  }

  /** Sends a request and resolves to its reply. */
  async ask<Name extends PeopleRequest>(name: Name, args: unknown): Promise<Reply & { answer?: PeopleAnswers[Name] }> {
    const request = ++this.request
    this.room.send(name, { request, arguments: args })
    const reply = await until(`a reply to ${name}`, () => this.of('reply').find((each) => each.request === request))
    return reply as Reply & { answer?: PeopleAnswers[Name] }
  }

  /** Says something; resolves to the code of the refusal, or ''. */
  async say(channel: string, text: string, id = crypto.randomUUID()): Promise<string> {
    return this.post(channel, { kind: 'say', text }, id)
  }

  async post(channel: string, content: Content, id = crypto.randomUUID()): Promise<string> {
    return (await this.ask('chat.post', { channel, id, content })).error?.code ?? ''
  }

  hears(text: string): Promise<ChatLine> {
    return until(`"${text}" is heard`, () => this.lines().find((line) => line.text === text))
  }
}

/** Opens the connection for life, and waits for its welcome. */
export async function openPeople(player: TestPlayer): Promise<PeopleLine> {
  const { status, body } = await player.post('/people/connection', {})
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`)
  const room = await new Client(player.url).consumeSeatReservation((body as unknown as { seat: never }).seat)
  const line = new PeopleLine(player, room as Room)
  await until('the welcome', () => line.of('welcome').length > 0)
  return line
}
