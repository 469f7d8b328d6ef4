/** The connection for life: one room a process, in which pages stay while sessions come and go. It carries messages only. */

import { type AuthContext, type Client, getMessageBytes, Protocol, Room } from '@colyseus/core'
import type { Logger } from 'pino'
import { type CloseReason, closeCodes } from '../../schema/close-codes.ts'
import type { PeopleMessageName, PeopleMessages } from '../../schema/people.ts'
import type { Identities } from '../accounts/identity.ts'
import type { Connections } from '../cluster/connections.ts'
import type { Attendance, Attendant } from '../people/attendance.ts'
import type { RequestDesk } from '../people/requests.ts'
import type { PresenceService } from '../presence/presence.ts'
import { waitingBytes } from './cork.ts'
import type { Pass } from './lines.ts'
import { admitted } from './reserve.ts'

export const peopleRoomName = 'people'

/** What a page is told first, beside what the room itself knows. */
export type Welcome = Omit<PeopleMessages['welcome'], 'player' | 'version' | 'isInvisible'>

export interface PeopleServices {
  attendance: Attendance
  presence: Pick<PresenceService, 'attend'>
  /** `sent` is to be called once the page has it. */
  welcome(player: string): Promise<{ first: Welcome; sent(): void }>
  desk: RequestDesk
  version: string
  log: Logger
}

/** `isInvisible` is what is kept of the player: nobody may see them come. */
type PeoplePass = Pass & { isInvisible: boolean }

interface Line {
  pass: PeoplePass
  presence: ReturnType<PresenceService['attend']>
  renewedAt: number
  release(): void
}

const expireMs = 1000
/** Messages a second of one connection, far over what the desk lets through of all kinds together. */
const messagesPerSecond = 200
/** Bytes that wait for a page which does not read; beyond it the page is better off coming again and catching up. */
const mostBuffered = 1024 * 1024
/** A page renews its token every quarter of an hour, and when its player takes another name. */
const renewMs = 500
/** Pages of one player at one process. */
const mostPages = 8

export abstract class PeopleRoom extends Room {
  protected abstract readonly doors: { connections: Connections; identities: Identities }
  protected abstract readonly services: PeopleServices
  private readonly lines = new Map<Client, Line>()

  override onCreate(): void {
    this.autoDispose = false
    this.maxMessagesPerSecond = messagesPerSecond
    // In this order: a null patch rate without a running timestep would start a clock 60 times a second.
    this.setTimestep(() => this.expire(Date.now()), expireMs)
    this.patchRate = null
    this.onMessage('session.renew', (client, token) => void this.renew(client, token))
    this.onMessage('*', (client, name, payload) => void this.receive(client, String(name), payload))
  }

  override async onAuth(client: Client, _options: unknown, context: AuthContext): Promise<Pass> {
    return admitted(client, context)
  }

  override onJoin(client: Client): void {
    const pass = client.auth as PeoplePass
    const { isInvisible } = pass
    const { attendance, presence } = this.services
    const line: Line = {
      ...{ pass, presence: presence.attend(pass.id, { isInvisible }), renewedAt: 0 },
      release: () => undefined,
    }
    const attendant: Attendant = {
      player: pass.id,
      send: (name, message) => client.send(name, message),
      sendBytes: (bytes) => this.sendBytes(client, bytes),
    }
    const leave = attendance.attend(attendant)
    const detach = this.doors.connections.attend({
      signIn: () => line.pass.signIn,
      end: (reason) => this.end(client, reason),
    })
    line.release = () => {
      detach()
      leave()
      line.presence.release()
    }
    this.lines.set(client, line)
    this.limitPages(pass.id)
    void this.welcome(client, pass)
  }

  /** Tells a page where it stands. When that cannot be found out, the page comes again. */
  private async welcome(client: Client, { id: player, isInvisible }: PeoplePass): Promise<void> {
    const { services } = this
    try {
      const { first, sent } = await services.welcome(player)
      const welcome: PeopleMessages['welcome'] = { player, version: services.version, isInvisible, ...first }
      client.send('welcome', welcome)
      sent()
    } catch (error) {
      services.log.debug({ error }, 'a page could not be welcomed')
      this.end(client, 'restarting')
    }
  }

  override onLeave(client: Client): void {
    this.lines.get(client)?.release()
    this.lines.delete(client)
  }

  private async receive(client: Client, name: string, payload: unknown): Promise<void> {
    const line = this.lines.get(client)
    if (line === undefined) return
    const { id, name: speaker } = line.pass
    const answer = await this.services.desk({ id, name: speaker, away: line.presence.away }, name, payload)
    if (answer !== undefined && this.lines.has(client)) client.send(answer.name, answer.message)
  }

  private async renew(client: Client, token: unknown): Promise<void> {
    const line = this.lines.get(client)
    const now = Date.now()
    if (line === undefined || now - line.renewedAt < renewMs) return
    line.renewedAt = now
    const bearer = await this.doors.identities.verify(token).catch(() => undefined)
    // A new sign-in of the same player, perhaps with another name: a guest has registered.
    if (bearer?.id === line.pass.id) Object.assign(line.pass, bearer)
  }

  private expire(now: number): void {
    for (const [client, { pass }] of [...this.lines]) if (now > pass.until) this.end(client, 'expired')
  }

  private limitPages(player: string): void {
    const pages = [...this.lines].filter(([, { pass }]) => pass.id === player)
    for (const [client] of pages.slice(0, -mostPages)) this.end(client, 'elsewhere')
  }

  private sendBytes(client: Client, bytes: Uint8Array): void {
    if (waitingBytes(client) > mostBuffered) this.end(client, 'unreadable')
    else client.raw(bytes)
  }

  private end(client: Client, reason: CloseReason): void {
    const line = this.lines.get(client)
    if (line === undefined) return
    this.lines.delete(client)
    line.release()
    client.send('session:terminated', { reason } satisfies PeopleMessages['session:terminated'])
    client.leave(closeCodes[reason])
  }
}

/** The same message to many: encoded once. */
export function sendAll<Name extends PeopleMessageName>(
  to: Iterable<Attendant>,
  name: Name,
  message: PeopleMessages[Name],
): void {
  let bytes: Uint8Array | undefined
  for (const attendant of to) {
    bytes ??= getMessageBytes.raw(Protocol.ROOM_DATA, name, message)
    attendant.sendBytes(bytes)
  }
}
