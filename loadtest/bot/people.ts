/** A player's connection for life, light enough for one process to be a crowd: messages are decoded, nothing is shown. */
import { unpack } from 'msgpackr'
import { WebSocket } from 'ws'
import type {
  ChannelView,
  ChatLine,
  PeopleAnswers,
  PeopleMessageName,
  PeopleMessages,
  PeopleRequest,
} from '../../schema/people.ts'
import { packText, protocol, unpackText } from './wire.ts'

interface Seat {
  processId: string
  roomId: string
  sessionId: string
  publicAddress?: string
}

export interface PeopleConnection {
  channels: ChannelView[]
  ask<Name extends PeopleRequest>(
    name: Name,
    args: unknown,
  ): Promise<PeopleMessages['reply'] & { answer?: PeopleAnswers[Name] }>
  /** Cuts the line as a lost network does. */
  cut(): void
  /** Resolves to the close code when the line is gone, whoever ended it. */
  closed: Promise<number>
}

let lastMessage: { data: Buffer; name: PeopleMessageName; payload: unknown } | undefined

type Heard = <Name extends PeopleMessageName>(name: Name, message: PeopleMessages[Name]) => void

/** Opens it at `url` with an access token; resolves once it is welcomed. `heard` gets everything from the welcome on. */
export async function openPeopleLightly(url: string, token: string, heard: Heard): Promise<PeopleConnection> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const response = await fetch(`${url}/people/connection`, { method: 'POST', headers, body: '{}' })
  const { seat } = (await response.json()) as { seat?: Seat }
  if (seat === undefined) throw new Error(`no connection: ${response.status}`)
  const { processId, roomId, sessionId, publicAddress = new URL(url).host } = seat
  const socket = new WebSocket(`ws://${publicAddress}/${processId}/${roomId}?sessionId=${sessionId}`)
  const waiting = new Map<number, (reply: never) => void>()
  let request = 0
  const connection: PeopleConnection = {
    channels: [],
    ask(name, args) {
      const number = ++request
      socket.send(packText(name, { request: number, arguments: args }))
      return new Promise((resolve) => waiting.set(number, resolve as (reply: never) => void))
    },
    cut: () => socket.terminate(),
    closed: new Promise((resolve) => socket.once('close', resolve)),
  }
  const receive = (name: PeopleMessageName, message: unknown, welcomed: () => void) => {
    if (name === 'reply') {
      const reply = message as PeopleMessages['reply']
      waiting.get(reply.request)?.(reply as never)
      waiting.delete(reply.request)
      return
    }
    if (name === 'welcome') connection.channels = (message as PeopleMessages['welcome']).channels
    if (name === 'channels') connection.channels = message as PeopleMessages['channels']
    heard(name, message as never)
    if (name === 'welcome') welcomed()
  }
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === protocol.joined) socket.send(Uint8Array.of(protocol.joined))
      else if (data[0] === protocol.data) {
        // A crowd gets the same bytes: whoever reads for all of it reads them once.
        if (lastMessage === undefined || !data.equals(lastMessage.data)) {
          const { name, end } = unpackText(data)
          lastMessage = { data, name: name as PeopleMessageName, payload: unpack(data.subarray(end)) }
        }
        receive(lastMessage.name, lastMessage.payload, resolve)
      }
    })
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
  })
  return connection
}

/** What one player has of each channel: every number once, whether it came live or was fetched. */
export interface Heardbook {
  take(line: ChatLine): boolean
  /** The highest number up to which nothing is missing. */
  whole(channel: string): number
  count(channel: string): number
}

export function openHeardbook(): Heardbook {
  const channels = new Map<string, { seen: Set<number>; whole: number }>()
  const of = (channel: string) => {
    const known = channels.get(channel) ?? { seen: new Set<number>(), whole: 0 }
    channels.set(channel, known)
    return known
  }
  return {
    take({ channel, seq }) {
      const known = of(channel)
      if (seq <= known.whole || known.seen.has(seq)) return false
      known.seen.add(seq)
      while (known.seen.delete(known.whole + 1)) known.whole++
      return true
    },
    whole: (channel) => of(channel).whole,
    count: (channel) => of(channel).whole + of(channel).seen.size,
  }
}
