/** The room of one session: connections come and go, the clock ticks, frames go out. Everything else is the host's. */
import { channel } from 'node:diagnostics_channel'
import { type AuthContext, type Client, Room, ServerError } from '@colyseus/core'
import { closeCodes } from '../../schema/close-codes.ts'
import { errors, type Refusal, RefusedError } from '../../schema/errors.ts'
import type { Identities } from '../accounts/identity.ts'
import type { Connections } from '../cluster/connections.ts'
import type { Lease, SessionRows } from '../cluster/session-rows.ts'
import { UnavailableError } from '../http.ts'
import { Frames } from '../interest/frames.ts'
import { ReplicaSerializer } from '../interest/replica-serializer.ts'
import type { PresenceService } from '../presence/presence.ts'
import { type Checkpoint, pack, readCheckpoint } from '../session/checkpoint.ts'
import { type Admission, type HostServices, type Outlet, SessionHost } from '../session/host.ts'
import { listingOf } from '../session/listing.ts'
import { openPlaceTeller, type PlaceTeller, placesOf } from '../session/places.ts'
import { findPlayer, type Session, type SessionOptions } from '../session/session.ts'
import { corked, releaseAll, waitingBytes, writeFrame } from './cork.ts'
import { Keeper } from './keeper.ts'
import { Lines, type Pass } from './lines.ts'
import { admitted } from './reserve.ts'
import { startTimestep } from './timestep.ts'

/** Say that a tick begins, and that all it had to do is done and sent, for whoever measures; cost nothing while nobody listens. */
const ticks = channel('flotilla:tick')
const ticked = channel('flotilla:ticked')
/** Connections are counted by the session's own rules; Colyseus's limit only stops a runaway. */
const connectionLimit = 200
/** Seconds a seat waits for its connection. A room cannot end before, so a shutdown may wait as long. */
const seatSeconds = 5
/** A tick that comes this much late, in ms: the process was stopped or starved, and others may have taken it for dead. */
const stallMs = 1000
/** How often Colyseus looks at its clock, in ms; it counts messages a second by it. */
const clockMs = 1000
/** Messages a second of one connection; the desk limits each kind far lower, so only a broken page or a flood gets here. */
const messagesPerSecond = 500

/** What the routes are told of somebody who asks to come in. */
export interface Admitted {
  refusal?: Refusal
  code: string
  isAboard: boolean
  /** Goes into the pass: an older one is void. */
  turn: number
}

/** What somebody aboard hands on; without `isAboard` it is not theirs to give. */
export interface Invitation {
  isAboard: boolean
  name: string
  code: string
}

export abstract class GameRoom extends Room {
  /** What the room plays and on what: given by the composition root. */
  protected abstract readonly services: HostServices
  /** Who owns which session, among all processes. */
  protected abstract readonly rows: SessionRows
  /** Who somebody is, and on which socket, among all processes. */
  protected abstract readonly doors: { connections: Connections; identities: Identities }
  /** Where its players are, for the world outside. */
  protected abstract readonly whereabouts: Pick<PresenceService, 'place' | 'leave'>
  private lease!: Lease
  private host!: SessionHost
  private frames!: Frames<Client>
  private lines!: Lines
  private stopTicks = () => {}
  /** Somebody may read another group's stream from the next frame on. */
  private mayHaveMoved = false
  private listing = ''
  private places!: PlaceTeller
  private gate: Promise<boolean> | undefined
  private advancedAt = performance.now()
  private sinceExpiry = 0
  private keeper!: Keeper

  override async onAuth(client: Client, _options: unknown, context: AuthContext): Promise<Pass> {
    const pass = admitted(client, context)
    if (!this.lines.isNewest(pass)) throw new ServerError(errors['not-aboard'].status, 'not-aboard')
    return pass
  }

  /** With `isOrphan` the session goes on from its last checkpoint; that is asked for here, never from outside. */
  override async onCreate(options: SessionOptions | { id: string; isOrphan: true }): Promise<void> {
    const { from, age } = await this.own(options)
    const { services } = this
    const outlet: Outlet = {
      send: (player, name, message) => this.lines.of(player)?.send(name, message),
      tell: (player, event) => this.lines.tell(player, event),
      end: (player, reason) => this.lines.endOf(player, reason),
      sessionChanged: () => {
        this.mayHaveMoved = true
        this.keeper.changed()
        this.frames.sessionChanged()
      },
      groupActed: (group) => this.frames.groupActed(group),
    }
    const tickHz = services.definition.tickHz('session' in from ? from.session.settings : from.settings)
    this.keeper = new Keeper(this.lease, age, tickHz, () => pack(this.host.checkpoint()))
    try {
      this.host = new SessionHost(from, services, outlet)
    } catch (error) {
      this.lease.release()
      throw error
    }
    this.frames = new Frames<Client>(this.host, waitingBytes, writeFrame)
    this.places = openPlaceTeller(this.host.session.id, this.whereabouts)
    this.lines = new Lines(this.doors, (client, player, isLost) => {
      this.frames.remove(client)
      if (isLost) this.host.disconnect(player, false)
    })
    this.roomId = this.lease.roomId
    this.autoDispose = false
    this.maxMessagesPerSecond = messagesPerSecond
    this.seatReservationTimeout = seatSeconds
    this.maxClients = connectionLimit
    this.setSerializer(new ReplicaSerializer(this.frames))
    // A plain object: a schema here would put the stock serializer back.
    this.state = { toJSON: () => this.inspection() }
    this.onMessage('*', (client, name, payload) => {
      const receive = () => {
        if (this.lines.has(client)) this.host.receive((client.auth as Pass).id, String(name), payload)
      }
      const gate = this.gateOfStall()
      if (gate === undefined) receive()
      else void gate.then((isHeld) => isHeld && receive())
    })
    this.onMessage('session.renew', (client, token) => void this.lines.renew(client, token, services.now()))
    this.onMessage('state.seen', (client, tick) => {
      if (typeof tick === 'number') this.frames.echoed(client, tick)
    })
    this.onMessage('state.resync', (client) => this.resync(client))
    // In this order: a null patch rate without a running timestep would start a clock 60 times a second.
    this.setTimestep(() => {}, clockMs)
    this.patchRate = null
    this.stopTicks = startTimestep(() => this.tick(), this.host.tickHz)
    this.listing = JSON.stringify(listingOf(this.host.session))
    void this.setMatchmaking({ metadata: listingOf(this.host.session), private: !this.host.session.isPublic })
  }

  /** Claims the session, or takes it over from its dead owner. */
  private async own(
    options: SessionOptions | { id: string; isOrphan: true },
  ): Promise<{ from: SessionOptions | Checkpoint; age: number }> {
    const onLost = () => this.fence()
    if (!('isOrphan' in options)) {
      this.lease = await this.rows.claim(options.id, onLost)
      return { from: options, age: 0 }
    }
    const taken = await this.rows.take(options.id, onLost)
    if (taken === undefined) throw new UnavailableError(`session ${options.id} could not be taken over`)
    this.lease = taken.lease
    return { from: readCheckpoint(taken.kept.bytes, this.services.now()), age: taken.kept.age }
  }

  /** Asked by the routes, from any process: may this player have a seat? */
  async admit(id: string, { lost = '', ...admission }: Admission & { lost?: string }): Promise<Admitted> {
    const isReplaced = this.lines.isReplaced(lost)
    const refusal = isReplaced ? { code: 'elsewhere' as const } : await this.host.admit(id, admission)
    const isAboard = findPlayer(this.host.session, id) !== undefined
    return { ...(refusal ? { refusal } : {}), code: this.host.session.code, isAboard, turn: this.lines.nextTurn(id) }
  }

  /** Asked by the routes, from any process. */
  async invitation(id: string): Promise<Invitation> {
    const { session } = this.host
    return { isAboard: findPlayer(session, id) !== undefined, name: session.name, code: session.code }
  }

  override onJoin(client: Client): void {
    const player = this.welcome(client.auth as Pass)
    this.lines.open(client)
    this.frames.assign(client, player.group)
    this.host.welcome(player)
  }

  /** Counts somebody in. A refusal becomes Colyseus's own error, whose code must be a number. */
  private welcome(identity: Pass) {
    try {
      return this.host.connect(identity, identity.watch)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      throw new ServerError(errors[error.code].status, error.code)
    }
  }

  override onLeave(client: Client, code: number): void {
    this.frames.remove(client)
    if (this.lines.close(client)) this.host.disconnect((client.auth as Pass).id, code === closeCodes.left)
  }

  onUncaughtException(error: Error, method: string): void {
    this.services.log.error({ error, method, session: this.roomId }, 'a room callback failed; the session goes on')
  }

  private tick(): void {
    try {
      corked(() => this.advance())
    } catch (error) {
      this.onUncaughtException(error as Error, 'tick')
    }
    if (ticked.hasSubscribers) ticked.publish(this.roomId)
  }

  /** A page's own check says that it holds something else than it should. */
  private resync(client: Client): void {
    const { services } = this
    if (!this.frames.resync(client, services.now())) return
    const { id } = client.auth as Pass
    services.log.warn(
      { session: this.roomId, player: id, resyncs: this.frames.resyncs },
      'a page was out of step; it got everything anew',
    )
  }

  private advance(): void {
    if (ticks.hasSubscribers) ticks.publish(this.roomId)
    if (this.gateOfStall() !== undefined) return
    this.advancedAt = performance.now()
    this.keeper.age++
    try {
      this.host.step()
    } finally {
      this.lines.flush((error) => this.onUncaughtException(error, 'flush'))
    }
    if (++this.sinceExpiry >= this.host.tickHz) {
      this.sinceExpiry = 0
      this.host.expire()
      this.lines.expire(this.services.now())
      for (const client of this.frames.watchPace(this.services.now()))
        this.lines.endOf((client.auth as Pass).id, 'unreadable')
      this.updateListing()
    }
    if (this.mayHaveMoved) {
      this.mayHaveMoved = false
      for (const [id, { client }] of this.lines.all()) this.frames.assign(client, groupOf(this.host.session, id))
      this.places.tell(placesOf(this.host.session))
    }
    if (this.frames.projectDue()) this.broadcastPatch()
    if (this.host.session.phase === 'closed') this.close()
    else if (this.rows.keeps && this.keeper.isDue) void this.keep()
  }

  private async keep(): Promise<void> {
    const isHeld = await this.keeper.keep()
    if (!isHeld && this.gate === undefined) this.fence()
  }

  /** The process ends: the session stands still, and whoever comes back takes it on elsewhere. */
  override onBeforeShutdown(): void {
    void this.handOver()
  }

  private async handOver(): Promise<void> {
    this.gate = Promise.resolve(false)
    await this.keep()
    this.lease.leave()
    await this.disconnect(closeCodes.moved)
  }

  /** After a pause of this process: the answer, still to come, whether the session is its own. Undefined while nothing is in doubt.
   *  Until then nothing is stepped, sent or answered. */
  private gateOfStall(): Promise<boolean> | undefined {
    if (this.gate !== undefined || performance.now() - this.advancedAt < stallMs) return this.gate
    this.gate = this.lease.isHeld().then((isHeld) => {
      if (isHeld) this.gate = undefined
      else this.fence()
      this.advancedAt = performance.now()
      return isHeld
    })
    return this.gate
  }

  /** Another process owns the session now: whoever is here comes back there by themselves. */
  private fence(): void {
    this.services.log.warn({ session: this.host.session.id }, 'another process owns this session; its players go there')
    this.end(closeCodes.moved)
  }

  /** Ends the room; nothing more is stepped. */
  private end(closeCode: number): void {
    this.gate = Promise.resolve(false)
    releaseAll()
    void this.disconnect(closeCode)
  }

  override onDispose(): void {
    this.stopTicks()
    this.places.tell(new Map())
    if (this.host.session.phase === 'closed') this.lease.release()
    else this.lease.leave()
  }

  /** Tells the lobby, at most once a second and only of changes. */
  private updateListing(): void {
    const metadata = listingOf(this.host.session)
    const listing = JSON.stringify(metadata)
    if (listing === this.listing) return
    this.listing = listing
    void this.setMatchmaking({ metadata })
  }

  private close(): void {
    this.lines.farewell('closed')
    this.end(closeCodes.closed)
  }

  /** What the monitor shows of the room: no password, no chat. */
  private inspection() {
    const { session, tick, world } = this.host
    const { passwordHash: _secret, ...open } = session
    const { resyncs } = this.frames
    return {
      session: open,
      tick,
      resyncs,
      hash: world === undefined ? undefined : this.services.definition.hash(world),
    }
  }
}

const groupOf = (session: Session, player: string): number => findPlayer(session, player)?.group ?? -1
