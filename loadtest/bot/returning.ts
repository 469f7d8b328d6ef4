/** A player with the page's own line to a session: it comes back by itself, as the page does. */

import { Client, type Room, type SeatReservation } from 'colyseus.js'
import { unpack } from 'msgpackr'
import {
  type ConnectionStatus,
  createSessionConnection,
  type Link,
  type LinkListener,
} from '../../client/network/session-connection.ts'
import type { Refusal } from '../../schema/errors.ts'
import { type errors, RefusedError } from '../../schema/errors.ts'
import { gameEvents } from '../../schema/events/index.ts'
import { openMessageReader } from '../../schema/events/reader.ts'
import { replicaRoot } from '../../schema/replica-root.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { protocol, unpackText } from './wire.ts'

const Root = replicaRoot(ShipReplica)
type State = InstanceType<typeof Root>

interface Admission {
  session: string
  seat: SeatReservation
}

export interface Returning {
  readonly status: ConnectionStatus['kind']
  /** Every status so far, each once in a row. */
  readonly statuses: ConnectionStatus['kind'][]
  /** `performance.now()` of the last message or state. */
  readonly heardAt: number
  readonly state: State | undefined
  send(name: string, args?: object): Promise<Refusal | undefined>
  /** Lets go of the socket; the seats are held for a while. */
  stop(): void
  /** Goes for good. */
  leave(): void
}

/** What else is heard of a line, and the game's tick as its page knows it. */
interface Ears {
  message(type: string, payload: unknown): void
  state(state: State): void
  rtt(ms: number): void
  tick(): number
}

type OpenSocket = (url: string, seat: SeatReservation, listener: LinkListener<State>) => Promise<Link>

const readerOf = ({ message }: LinkListener<State>) => openMessageReader(gameEvents, message, console.warn)

/** By the SDK, as the page does it. */
const openRoom: OpenSocket = async (url, seat, listener) => {
  const room: Room<unknown, State> = await new Client(url).consumeSeatReservation(seat, Root)
  room.reconnection.enabled = false
  room.onLeave((code) => listener.closed(code))
  const read = readerOf(listener)
  room.onMessage('*', (type, payload) => read(String(type), payload))
  room.onStateChange((next) => listener.state(next))
  return {
    send: (type, envelope) => room.send(type, envelope),
    renew: (renewed) => room.send('session.renew', renewed),
    echo: (tick) => room.send('state.seen', tick),
    resync: () => room.send('state.resync'),
    ping: (answered) => room.ping(answered),
    close: (isConsented) => void room.leave(isConsented),
  }
}

/** By hand, decoding messages and no state: so that one process can be a crowd. It sends nothing but its acknowledgement. */
export const openLightly: OpenSocket = (url, seat, listener) =>
  new Promise((resolve, reject) => {
    const { processId, roomId, sessionId, publicAddress = new URL(url).host } = seat
    const socket = new WebSocket(`ws://${publicAddress}/${processId}/${roomId}?sessionId=${sessionId}`)
    socket.binaryType = 'arraybuffer'
    const read = readerOf(listener)
    const link: Link = {
      send: () => {},
      renew: () => {},
      echo: () => {},
      resync: () => {},
      ping: (answered) => answered(0),
      close: () => socket.close(),
    }
    socket.onmessage = ({ data }) => {
      const bytes = new Uint8Array(data)
      if (bytes[0] === protocol.joined) {
        socket.send(Uint8Array.of(protocol.joined))
        resolve(link)
      } else if (bytes[0] === protocol.data) {
        const { name, end } = unpackText(bytes)
        read(name, unpack(bytes.subarray(end)))
      }
    }
    socket.onclose = ({ code }) => {
      reject(new Error(`closed with ${code}`))
      listener.closed(code)
    }
  })

/** Joins `session` at `url` with an access token, and stays. */
export async function joinAndReturn(
  url: string,
  token: string,
  session: string,
  ears: Partial<Ears> = {},
  openSocket: OpenSocket = openRoom,
): Promise<Returning> {
  const statuses: ConnectionStatus['kind'][] = []
  let state: State | undefined
  let heardAt = 0
  const post = async (path: string, body: object): Promise<Admission> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const answer = (await response.json()) as Admission & { error?: { code: keyof typeof errors } }
    if (answer.error !== undefined) throw new RefusedError(answer.error.code)
    return answer
  }
  const connection = createSessionConnection<Admission, State>(
    {
      resume: (nonce, lost) => post(`/sessions/${session}/resume`, { nonce, ...(lost ? { lost } : {}) }),
      idOf: ({ seat }) => seat.sessionId,
      open: ({ seat }, listener) => openSocket(url, seat, listener),
      after(ms, action) {
        const timer = setTimeout(action, ms)
        return () => clearTimeout(timer)
      },
      random: Math.random,
      nowMs: () => performance.now(),
      nonce: () => crypto.randomUUID(),
      tick: ears.tick ?? (() => state?.tick ?? 0),
      heardTick: () => state?.tick ?? 0,
    },
    {
      status({ kind }) {
        if (statuses.at(-1) !== kind) statuses.push(kind)
      },
      state(next) {
        state = next
        heardAt = performance.now()
        ears.state?.(next)
      },
      message(type, payload) {
        heardAt = performance.now()
        ears.message?.(type, payload)
      },
      rtt(ms) {
        heardAt = performance.now()
        ears.rtt?.(ms)
      },
    },
  )
  connection.start(await post(`/sessions/${session}/join`, {}))
  return {
    get status() {
      return statuses.at(-1) ?? 'connecting'
    },
    get heardAt() {
      return heardAt
    },
    get state() {
      return state
    },
    send: (name, args = {}) => connection.send(name, args),
    statuses,
    stop: connection.park,
    leave: connection.leave,
  }
}
