/** The room of one session: connections come and go, the clock ticks, frames go out. Everything else is the host's. */
import { channel } from 'node:diagnostics_channel'
import { type Client, Room, ServerError } from '@colyseus/core'
import type { Schema } from '@colyseus/schema'
import { errors, type Refusal } from '../../schema/errors.ts'
import { closeCodes, type ServerMessages } from '../../schema/messages.ts'
import { type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { SessionState } from '../../schema/session.state.ts'
import type { Identity } from '../accounts/identity.ts'
import { ReplicaSerializer } from '../interest/replica-serializer.ts'
import { type HostServices, type Outlet, SessionHost, type SessionOptions } from '../session/host.ts'
import { listingOf } from '../session/listing.ts'
import { projectSession } from '../session/project-session.ts'
import { findPlayer } from '../session/session.ts'

/** Says that a tick begins, for whoever measures; costs nothing while nobody listens. */
const ticks = channel('flotilla:tick')
/** Frames a second of every group; an order's effect goes out with the next tick besides. */
const frameHz = 10
/** Connections are counted by the session's own rules; Colyseus's limit only stops a runaway. */
const connectionLimit = 200
const consented = 4000
/** Seconds a seat waits for its connection. A room cannot end before, so a shutdown may wait as long. */
const seatSeconds = 5
/** Messages a second of one connection; the desk limits each kind far lower, so only a broken page or a flood gets here. */
const messagesPerSecond = 500

export abstract class GameRoom extends Room {
  /** What the room plays and on what: given by the composition root. */
  protected abstract readonly services: HostServices
  private host!: SessionHost
  private serializer!: ReplicaSerializer<ReplicaRoot<Schema>>
  private readonly connections = new Map<string, Client>()
  private readonly acted = new Set<number>()
  private isSessionStale = true
  private listing = ''
  private sinceFrame = 0
  private sinceExpiry = 0

  /** Seats are given by `POST /sessions/:id/join`, which knows passwords and limits; not by Colyseus's own match-making. */
  static override async onAuth(): Promise<boolean> {
    throw new ServerError(errors['not-signed-in'].status, 'Join through POST /sessions/:id/join.')
  }

  override onCreate(options: SessionOptions): void {
    const { services } = this
    const outlet: Outlet = {
      send: (player, name, message) => this.connections.get(player)?.send(name, message),
      sessionChanged: () => {
        this.isSessionStale = true
      },
      groupActed: (group) => this.acted.add(group),
    }
    this.host = new SessionHost(options, services, outlet)
    this.roomId = options.id
    this.autoDispose = false
    this.maxMessagesPerSecond = messagesPerSecond
    this.seatReservationTimeout = seatSeconds
    this.maxClients = connectionLimit
    const groups = this.host.session.groups.length
    // One stream a group, and a last one for those who have not taken a seat.
    this.serializer = new ReplicaSerializer(
      replicaRoot(services.definition.Replica),
      groups + 1,
      (root) => Object.assign(root, { session: new SessionState(), game: new services.definition.Replica() }),
      (index) => this.project(index, { withSession: true, withGame: true }),
    )
    this.setSerializer(this.serializer)
    // A plain object: a schema here would put the stock serializer back.
    this.state = { toJSON: () => this.inspection() }
    this.onMessage('*', (client, name, payload) => {
      const { id } = client.auth as Identity
      if (this.connections.get(id) === client) void this.host.receive(id, String(name), payload)
    })
    // In this order: without a running timestep, a null patch rate starts a clock of its own that eats the ticks.
    this.setFixedTimestep(() => this.advance(), this.host.tickHz)
    this.patchRate = null
    this.listing = JSON.stringify(listingOf(this.host.session))
    void this.setMatchmaking({ metadata: listingOf(this.host.session), private: !options.isPublic })
  }

  /** Asked by the routes, from any process: may this player have a seat? */
  async admit(id: string, password?: string): Promise<{ refusal?: Refusal; code: string; isAboard: boolean }> {
    const refusal = await this.host.admit(id, password)
    const isAboard = findPlayer(this.host.session, id) !== undefined
    return { ...(refusal ? { refusal } : {}), code: this.host.session.code, isAboard }
  }

  override onJoin(client: Client): void {
    const identity = client.auth as Identity
    const player = this.host.connect(identity)
    const previous = this.connections.get(identity.id)
    this.connections.set(identity.id, client)
    this.serializer.assign(client, this.streamOf(player.group))
    if (previous !== undefined) {
      this.serializer.remove(previous)
      previous.send('session.ended', { reason: 'elsewhere' } satisfies ServerMessages['session.ended'])
      previous.leave(closeCodes.elsewhere)
    }
    this.host.welcome(player)
  }

  override onLeave(client: Client, code: number): void {
    const { id } = client.auth as Identity
    this.serializer.remove(client)
    if (this.connections.get(id) !== client) return
    this.connections.delete(id)
    this.host.disconnect(id, code === consented)
  }

  onUncaughtException(error: Error, method: string): void {
    this.services.log.error({ error, method, session: this.roomId }, 'a room callback failed; the session goes on')
  }

  private advance(): void {
    if (ticks.hasSubscribers) ticks.publish(this.roomId)
    this.host.step()
    if (++this.sinceExpiry >= this.host.tickHz) {
      this.sinceExpiry = 0
      this.host.expire()
      this.updateListing()
    }
    const isFrame = ++this.sinceFrame * frameHz >= this.host.tickHz
    if (!isFrame && !this.isSessionStale && this.acted.size === 0) return
    if (this.isSessionStale) this.reassign()
    this.serializer.streams.forEach((stream, index) => {
      if (stream.members.size === 0) return
      this.project(index, { withSession: this.isSessionStale, withGame: isFrame || this.acted.has(index) })
    })
    if (isFrame) this.sinceFrame = 0
    this.isSessionStale = false
    this.acted.clear()
    this.broadcastPatch()
    if (this.host.session.phase === 'closed') this.close()
  }

  /** Brings one stream's root up to date. */
  private project(index: number, { withSession, withGame }: { withSession: boolean; withGame: boolean }): void {
    const { root } = this.serializer.streams[index]!
    const { services, host } = this
    if (withSession) projectSession(host.session, root.session, services.now(), services.patience)
    const isGroup = index < host.session.groups.length
    if (!withGame || !isGroup || host.world === undefined) return
    root.tick = host.tick
    services.definition.project(host.world, index, root.game)
  }

  /** Puts everybody on the stream of the group they belong to now. */
  private reassign(): void {
    for (const [id, client] of this.connections) {
      this.serializer.assign(client, this.streamOf(findPlayer(this.host.session, id)?.group ?? -1))
    }
  }

  /** Tells the lobby, at most once a second and only of changes. */
  private updateListing(): void {
    const metadata = listingOf(this.host.session)
    const listing = JSON.stringify(metadata)
    if (listing === this.listing) return
    this.listing = listing
    void this.setMatchmaking({ metadata })
  }

  private streamOf(group: number): number {
    return group >= 0 ? group : this.host.session.groups.length
  }

  private close(): void {
    this.broadcast('session.ended', { reason: 'closed' } satisfies ServerMessages['session.ended'])
    void this.disconnect(closeCodes.closed)
  }

  /** What the monitor shows of the room: no password, no chat. */
  private inspection() {
    const { session, tick, world } = this.host
    const { passwordHash: _secret, ...open } = session
    return { session: open, tick, hash: world === undefined ? undefined : this.services.definition.hash(world) }
  }
}
