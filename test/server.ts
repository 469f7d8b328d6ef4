/** A whole server for a test: real HTTP and WebSockets on a free port, real clients of the SDK. */
import type { Schema } from '@colyseus/schema'
import { Client, type Room } from 'colyseus.js'
import type { Application } from 'express'
import pino from 'pino'
import { arena } from '../arena.config.ts'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import type { EventCatalogue } from '../schema/events/event.ts'
import { gameEvents } from '../schema/events/index.ts'
import { openMessageReader } from '../schema/events/reader.ts'
import { LobbyState } from '../schema/lobby.state.ts'
import { type ReplicaRoot, replicaRoot } from '../schema/replica-root.ts'
import { readConfig } from '../server/config.ts'
import type { GameDefinition } from '../server/session/game-definition.ts'
import type { Patience } from '../server/session/session.ts'
import { freshPlace } from './databases.ts'

export interface TestServer {
  url: string
  /** What Express answers to, beneath everything that documents it. */
  express: Application
  stop(): Promise<void>
}

/** By address: the events of servers that run another game. */
const catalogues = new Map<string, EventCatalogue>()

export async function startServer(
  options: {
    definition?: GameDefinition
    waits?: Partial<Patience>
    env?: Record<string, string>
    version?: string
  } = {},
): Promise<TestServer> {
  const { url: databaseUrl, dataDir } = await freshPlace.postgres()
  const port = await freePort()
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    RATE_LIMIT_FACTOR: '1000',
    ...options.env,
  })
  const server = await arena({
    config,
    log: pino({ level: 'silent' }),
    version: options.version ?? 'test',
    ...(options.definition ? { definition: options.definition } : {}),
    waits: options.waits ?? {},
  })
  await server.listen(config.port, config.host)
  const url = `http://127.0.0.1:${port}`
  if (options.definition) catalogues.set(url, options.definition.events)
  return {
    url,
    express: (await server.transport.getExpressApp?.()) as Application,
    stop: () => server.gracefullyShutdown(false),
  }
}

export interface Answered {
  status: number
  body: Record<string, never> & { error?: { code: string; message: string; fix: string; detail?: string } }
}

/** One person with a token, and what they do over HTTP. */
export class TestPlayer {
  readonly url: string
  token = ''
  id = ''
  constructor(url: string) {
    this.url = url
  }

  static async signIn(url: string, name: string): Promise<TestPlayer> {
    const player = new TestPlayer(url)
    const { body } = await player.post('/auth/guest', { name })
    player.token = (body as unknown as { token: string }).token
    player.id = (body as unknown as { player: { id: string } }).player.id
    return player
  }

  async post(path: string, body: unknown): Promise<Answered> {
    return this.ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
  }

  async ask(path: string, init: RequestInit = {}): Promise<Answered> {
    const headers = {
      'content-type': 'application/json',
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
    }
    const response = await fetch(this.url + path, { ...init, headers: { ...headers, ...init.headers } })
    return { status: response.status, body: (await response.json()) as Answered['body'] }
  }

  /** Opens a session and comes aboard. */
  async open<Game extends Schema>(Game: new () => Game, body: object): Promise<TestConnection<Game>> {
    return this.consume(Game, await this.post('/sessions', body))
  }

  async join<Game extends Schema>(
    Game: new () => Game,
    session: string,
    password?: string,
  ): Promise<TestConnection<Game>> {
    return this.consume(Game, await this.post(`/sessions/${session}/join`, { password }))
  }

  async watch<Game extends Schema>(Game: new () => Game, session: string): Promise<TestConnection<Game>> {
    return this.consume(Game, await this.post(`/sessions/${session}/join`, { watch: true }))
  }

  /** Looks at the live list of sessions. */
  async enterLobby(): Promise<Room<unknown, LobbyState>> {
    const { status, body } = await this.post('/lobby', {})
    if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`)
    const lobby = await new Client(this.url).consumeSeatReservation(
      (body as unknown as { seat: never }).seat,
      LobbyState,
    )
    lobby.reconnection.enabled = false
    return lobby as never
  }

  async resume<Game extends Schema>(Game: new () => Game, session: string, nonce = crypto.randomUUID()) {
    return this.consume(Game, await this.post(`/sessions/${session}/resume`, { nonce }))
  }

  async consume<Game extends Schema>(Game: new () => Game, answered: Answered): Promise<TestConnection<Game>> {
    if (answered.status !== 200) throw new Error(`refused: ${JSON.stringify(answered.body)}`)
    const { session, code, seat } = answered.body as unknown as { session: string; code: string; seat: never }
    const client = new Client(this.url)
    const room = await client.consumeSeatReservation(seat, replicaRoot(Game))
    const connection = new TestConnection<Game>(this, room as never, session, code)
    const isThere = () => connection.state.session !== undefined || connection.closed !== undefined
    await until('the first state', isThere)
    return connection
  }
}

/** One connection to a session: sends commands, keeps what came back. */
export class TestConnection<Game extends Schema> {
  readonly player: TestPlayer
  readonly room: Room<unknown, ReplicaRoot<Game>>
  readonly session: string
  readonly code: string
  readonly received: { name: string; message: never }[] = []
  /** Messages that could not be read. */
  readonly problems: unknown[] = []
  closed: number | undefined
  sequence = 0

  constructor(player: TestPlayer, room: Room<unknown, ReplicaRoot<Game>>, session: string, code: string) {
    this.player = player
    this.room = room
    this.session = session
    this.code = code
    room.reconnection.enabled = false
    const read = openMessageReader(
      catalogues.get(player.url) ?? gameEvents,
      (name, message) => this.received.push({ name, message: message as never }),
      (error) => this.problems.push(error),
    )
    room.onMessage('*', (name, message) => read(String(name), message))
    room.onLeave((closeCode) => {
      this.closed = closeCode
    })
  }

  get state(): ReplicaRoot<Game> {
    return this.room.state
  }

  /** Messages of one type, as they came. */
  of<Message>(name: string): Message[] {
    return this.received.filter((entry) => entry.name === name).map((entry) => entry.message as Message)
  }

  /** Sends a command or order and resolves to the code of its refusal, '' when it was obeyed. */
  async command(name: string, args: unknown = {}, sequence = ++this.sequence): Promise<string> {
    const before = this.of('reply').length
    this.room.send(name, { sequence, arguments: args })
    const replies = () => this.of<{ sequence: number; error?: { code: string } }>('reply').slice(before)
    const reply = await until(`a reply to ${name}`, () => replies().find((entry) => entry.sequence === sequence))
    return reply.error?.code ?? ''
  }
}
