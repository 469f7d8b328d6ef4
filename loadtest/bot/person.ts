/** One player as a program: signs in, joins, sends commands, with the SDK and the routes that a page uses. */
import { Client, type Room } from 'colyseus.js'
import type { SignedIn } from '../../schema/accounts.ts'
import { gameEvents } from '../../schema/events/index.ts'
import { openMessageReader } from '../../schema/events/reader.ts'
import { LobbyState } from '../../schema/lobby.state.ts'
import type { CreateSession, ServerMessages } from '../../schema/messages.ts'
import { type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'

const Root = replicaRoot(ShipReplica)

export type ShipState = ReplicaRoot<ShipReplica>

interface Seated {
  session: string
  code: string
  seat: Parameters<Client['consumeSeatReservation']>[0]
}

/** Milliseconds before its end at which a token is renewed. */
const renewMs = 60_000

/** A route's refusal, with the code that `schema/errors.ts` explains. */
export class RouteError extends Error {
  readonly code: string
  constructor(path: string, code: string) {
    super(`${path}: ${code}`)
    this.code = code
  }
}

export class Person {
  readonly name: string
  readonly url: string
  id = ''
  token = ''
  room!: Room<unknown, ShipState>
  session = ''
  code = ''
  /** Ticks a second of the session, as its welcome says. */
  tickHz = 0
  /** Called with each room as soon as its socket is open, before the first state. */
  onRoom: (room: Room) => void = () => {}
  private expiresAt = 0
  private refreshToken = ''
  private sequence = 0
  /** By sequence: when the command left, and who waits for its answer. */
  private readonly waiting = new Map<number, (refusal: string | undefined) => void>()

  constructor(url: string, name: string) {
    this.url = url
    this.name = name
  }

  async signIn(): Promise<void> {
    this.welcome(await this.post('/auth/guest', { name: this.name, bearer: true }))
  }

  private welcome({ token, expiresAt, refreshToken, player }: SignedIn): void {
    this.token = token
    this.expiresAt = expiresAt
    this.refreshToken = refreshToken ?? ''
    this.id = player.id
  }

  /** Tokens live a quarter of an hour, which a long test outlives. */
  private async renew(): Promise<void> {
    if (this.token === '' || Date.now() < this.expiresAt - renewMs) return
    this.token = ''
    this.welcome(await this.post('/auth/refresh', { refreshToken: this.refreshToken }))
  }

  async open(session: CreateSession): Promise<void> {
    await this.enter(await this.post('/sessions', session))
  }

  async join(session: string): Promise<void> {
    await this.enter(await this.post(`/sessions/${session}/join`, {}))
  }

  /** Looks at the live list of sessions. */
  async enterLobby(): Promise<Room<unknown, LobbyState>> {
    const { seat } = await this.post<Pick<Seated, 'seat'>>('/lobby', {})
    const lobby = await new Client(this.url).consumeSeatReservation(seat, LobbyState)
    lobby.reconnection.enabled = false
    return lobby as unknown as Room<unknown, LobbyState>
  }

  /** The session that an invitation code opens. */
  async find(code: string): Promise<string> {
    return (await this.ask<{ session: string }>(`/sessions/code/${code}`)).session
  }

  get state(): ShipState {
    return this.room.state
  }

  /** Sends a command or order; resolves to the code of its refusal, or undefined once it was obeyed. */
  send(name: string, args: object = {}): Promise<string | undefined> {
    const sequence = ++this.sequence
    this.room.send(name, { sequence, arguments: args })
    return new Promise((resolve) => this.waiting.set(sequence, resolve))
  }

  async leave(): Promise<void> {
    await this.room.leave()
  }

  private async enter({ session, code, seat }: Seated): Promise<void> {
    this.session = session
    this.code = code
    const room = await new Client(this.url).consumeSeatReservation<never>(seat, Root as never)
    this.room = room as unknown as Room<unknown, ShipState>
    room.reconnection.enabled = false
    this.onRoom(this.room as unknown as Room)
    const read = openMessageReader(gameEvents, (type, payload) => this.heard(type, payload), console.warn)
    room.onMessage('*', (type, payload) => read(String(type), payload))
    await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()))
  }

  private heard(type: string, payload: unknown): void {
    if (type === 'welcome') this.tickHz = (payload as ServerMessages['welcome']).tickHz
    if (type !== 'reply') return
    const { sequence, error } = payload as ServerMessages['reply']
    this.waiting.get(sequence)?.(error?.code)
    this.waiting.delete(sequence)
  }

  private post<Body>(path: string, body: object): Promise<Body> {
    return this.ask(path, { method: 'POST', body: JSON.stringify(body) })
  }

  private async ask<Body>(path: string, init: RequestInit = {}): Promise<Body> {
    await this.renew()
    const headers = {
      'content-type': 'application/json',
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
    }
    const response = await fetch(this.url + path, { ...init, headers })
    const answer = (await response.json()) as Body & { error?: { code: string } }
    if (!response.ok) throw new RouteError(path, answer.error?.code ?? String(response.status))
    return answer
  }
}
