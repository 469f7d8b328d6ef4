/** The sockets of one room: who is on which, by what right, and until when. */

import type { Client } from '@colyseus/core'
import { type CloseReason, closeCodes } from '../../schema/close-codes.ts'
import { platformEvents } from '../../schema/events/platform.ts'
import { indexEvents } from '../../schema/events/wire.ts'
import type { Bearer, Identities } from '../accounts/identity.ts'
import type { Connections } from '../cluster/connections.ts'
import { EventQueue, type QueuedEvent, queued } from '../events/queue.ts'
import { closeAfterFrames, sendEvents, waitingBytes } from './cork.ts'

/** What a seat is reserved with: the right to come in once, from the address that asked. */
export interface Pass extends Bearer {
  watch?: boolean
  address: string
  /** Counts the seats that a player asked a room for. */
  turn?: number
}

interface Line {
  client: Client
  pass: Pass
  events: EventQueue
  /** Not registered any more. */
  release(): void
  renewedAt: number
}

/** A page renews its token every quarter of an hour; more often nobody needs to be believed. */
const renewMs = 10_000
/** Bytes that wait for a page which does not read; until it has caught up its events wait here, where some can be given up. */
const mostBuffered = 256 * 1024

const platform = indexEvents(platformEvents)

export class Lines {
  private readonly lines = new Map<string, Line>()
  /** Those for whom events wait; most have none. */
  private readonly awaited = new Set<Line>()
  private readonly turns = new Map<string, number>()
  /** Seats whose line a newer one took the place of, the last of them. */
  private readonly replaced = new Set<string>()
  private readonly connections: Connections
  private readonly identities: Identities
  /** Called with every client that is sent away; `isLost` when no newer one of this room took its place. */
  private readonly onEnd: (client: Client, player: string, isLost: boolean) => void

  constructor(services: { connections: Connections; identities: Identities }, onEnd: Lines['onEnd']) {
    this.connections = services.connections
    this.identities = services.identities
    this.onEnd = onEnd
  }

  /** A player asks for a seat: those they asked for before are void, lest a socket that was given up arrives late and takes
   *  the place of the one that came after it. */
  nextTurn(player: string): number {
    const turn = (this.turns.get(player) ?? 0) + 1
    this.turns.set(player, turn)
    return turn
  }

  /** Whether somebody went on elsewhere after this seat: its page must not come back by itself. */
  isReplaced(seat: string): boolean {
    return this.replaced.has(seat)
  }

  isNewest({ id, turn = 0 }: Pass): boolean {
    return turn >= (this.turns.get(id) ?? 0)
  }

  of(player: string): Client | undefined {
    return this.lines.get(player)?.client
  }

  /** Whether this client is its player's connection. */
  has(client: Client): boolean {
    return this.of((client.auth as Pass).id) === client
  }

  all(): IterableIterator<[string, Line]> {
    return this.lines.entries()
  }

  /** This client is its player's connection from now on; older ones end, in this room and everywhere. */
  open(client: Client): void {
    const pass = client.auth as Pass
    const line: Line = { client, pass, events: queueOf(client), renewedAt: 0, release: () => undefined }
    this.lines.set(pass.id, line)
    line.release = this.connections.open({
      player: pass.id,
      signIn: () => line.pass.signIn,
      end: (reason) => this.end(line, reason),
    })
  }

  /** A client is gone. False when it was not its player's connection any more. */
  close(client: Client): boolean {
    const { id } = client.auth as Pass
    const line = this.lines.get(id)
    if (line?.client !== client) return false
    line.release()
    this.lines.delete(id)
    this.awaited.delete(line)
    return true
  }

  /** Queues an event for a player; nobody hears it who is not connected. */
  tell(player: string, event: QueuedEvent): void {
    const line = this.lines.get(player)
    if (line === undefined) return
    line.events.push(event)
    this.awaited.add(line)
  }

  /** After each tick: sends what happened, a frame a connection. `failed` hears of those that cannot be written to. */
  flush(failed: (error: Error) => void): void {
    for (const line of this.awaited) {
      try {
        line.events.flush()
        if (line.events.isEmpty) this.awaited.delete(line)
      } catch (error) {
        failed(error as Error)
      }
    }
  }

  /** Tells everybody that their connection ends now, and why. */
  farewell(reason: CloseReason): void {
    for (const { events } of this.lines.values()) events.push(terminatedFor(reason))
  }

  /** Sends a player's connection away for good. */
  endOf(player: string, reason: CloseReason): void {
    const line = this.lines.get(player)
    if (line !== undefined) this.end(line, reason)
  }

  /** A page brings its renewed token: the same player goes on. */
  async renew(client: Client, token: unknown, now: number): Promise<void> {
    const line = this.lines.get((client.auth as Pass).id)
    if (line?.client !== client || now - line.renewedAt < renewMs) return
    line.renewedAt = now
    const bearer = await this.identities.verify(token).catch(() => undefined)
    // The sign-in may be a new one: a guest who has just registered goes on playing.
    if (bearer?.id === line.pass.id) Object.assign(line.pass, { until: bearer.until, signIn: bearer.signIn })
  }

  /** Sends away whose token has ended. */
  expire(now: number): void {
    for (const line of [...this.lines.values()]) if (now > line.pass.until) this.end(line, 'expired')
  }

  private end(line: Line, reason: CloseReason): void {
    const { client, pass, events } = line
    const isLost = this.lines.get(pass.id) === line
    if (reason === 'elsewhere') remember(this.replaced, client.sessionId)
    if (isLost) {
      this.lines.delete(pass.id)
      line.release()
    }
    this.awaited.delete(line)
    events.push(terminatedFor(reason))
    closeAfterFrames(client, closeCodes[reason])
    this.onEnd(client, pass.id, isLost)
  }
}

function terminatedFor(reason: CloseReason): QueuedEvent {
  const { definition, packed } = platform.pack('terminated', { reason })
  return queued(0, definition, packed)
}

const queueOf = (client: Client): EventQueue =>
  new EventQueue(
    (events) => sendEvents(client, events),
    () => waitingBytes(client) > mostBuffered,
  )

const mostRemembered = 1000

function remember(seats: Set<string>, seat: string): void {
  seats.add(seat)
  if (seats.size <= mostRemembered) return
  const [oldest] = seats
  if (oldest !== undefined) seats.delete(oldest)
}
