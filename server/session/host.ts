/** A session at work, without a network: it answers players' messages, steps the game, and says what to send to whom. */
import { randomInt } from 'node:crypto'
import type { Schema } from '@colyseus/schema'
import { verify as verifyPassword } from '@node-rs/argon2'
import type { Logger } from 'pino'
import type { Refusal } from '../../schema/errors.ts'
import { platformEvents } from '../../schema/events/platform.ts'
import { type EventIndex, indexEvents } from '../../schema/events/wire.ts'
import { commandShapes, type WireMessageName, type WireMessages } from '../../schema/messages.ts'
import type { Identity } from '../accounts/identity.ts'
import { type QueuedEvent, queued } from '../events/queue.ts'
import { countReturn, handOver, log, newRecord, observe, type Records, type SavedRecord } from '../records/recorder.ts'
import type { Absences } from './absences.ts'
import * as absence from './absences.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Answer, type Desk, openDesk, type WaitingOrder } from './desk.ts'
import type { GameDefinition, GameEvent, GameOutcome, QueuedOrder } from './game-definition.ts'
import { again, drop, expire, finish, join, leave, start, whyNotIn } from './life.ts'
import { isOnAutopilot } from './seats.ts'
import { createSession, findPlayer, type Patience, type Player, type Session, type SessionOptions } from './session.ts'

export interface HostServices<Replica extends Schema = Schema> {
  definition: GameDefinition<unknown, unknown, Replica>
  log: Logger
  /** Milliseconds, as `Date.now` gives them. */
  now(): number
  patience: Patience
  version: string
  records: Records
}

/** The way out to the players, by player id. */
export interface Outlet {
  send<Name extends WireMessageName>(player: string, name: Name, message: WireMessages[Name]): void
  /** Puts an event into a player's queue. */
  tell(player: string, event: QueuedEvent): void
  /** Closes a player's connection for good. */
  end(player: string, reason: 'kicked'): void
  /** Session state changed: who sits where, the phase, a name. */
  sessionChanged(): void
  /** Orders of this group took effect: its crew should see it with the next tick. */
  groupActed(group: number): void
}

/** What somebody brings who wants to come in. */
export interface Admission {
  password?: string | undefined
  watch: boolean
}

export class SessionHost {
  readonly services: HostServices
  readonly session: Session
  readonly tickHz: number
  /** The running game, undefined in the lobby. It stands through the results, so that they can still be drawn. */
  world: unknown
  tick = 0
  private readonly outlet: Outlet
  private readonly events: EventIndex
  private readonly desk: Desk
  private controls: QueuedOrder[] = []
  /** What the game was last told of each seat: `true` for autopilot. */
  private told: boolean[][] = []
  /** What is kept of the running game. */
  private record: SavedRecord | undefined
  private absences: Absences = new Map()

  /** A new session, or one that goes on from a checkpoint. Throws when the game does not come back as it was. */
  constructor(from: SessionOptions | Checkpoint, services: HostServices, outlet: Outlet) {
    const { definition } = services
    const kept = 'session' in from ? from : undefined
    this.services = services
    this.outlet = outlet
    this.events = indexEvents([...platformEvents, ...definition.events])
    this.session =
      'session' in from ? from.session : createSession(from, definition.seats(from.settings), services.now())
    this.tickHz = definition.tickHz(this.session.settings)
    const context = {
      session: this.session,
      now: services.now,
      tick: () => this.tick,
      tickHz: this.tickHz,
      patience: services.patience,
      start: (player: Player) => this.start(player),
      again: (player: Player) => this.again(player),
    }
    this.desk = openDesk(definition, context, kept?.desk)
    if (kept !== undefined) this.goOn(kept)
  }

  private goOn({ world, tick, told, controls, record, absences }: Checkpoint): void {
    const { definition } = this.services
    this.tick = tick
    this.told = told
    this.controls = controls
    this.record = record
    this.absences = absences
    for (const { id, connected } of this.session.players)
      if (!connected) absence.begin(absences, id, this.services.now())
    if (world !== undefined) {
      this.world = definition.restore(world.bytes)
      const hash = definition.hash(this.world)
      if (hash !== world.hash) throw new Error(`the game came back with hash ${hash} instead of ${world.hash}`)
    }
    // Everybody is on their way back: the autopilots fly until they are there.
    this.syncAutopilots()
  }

  /** Everything that whoever takes the session over needs; refers to what lives, so pack it before the next step. */
  checkpoint(): Checkpoint {
    const { definition } = this.services
    const { session, tick, told, controls, world, record, absences } = this
    const game = world === undefined ? {} : { world: { bytes: definition.save(world), hash: definition.hash(world) } }
    return { session, tick, told, controls, record, absences, desk: this.desk.save(), ...game }
  }

  /** Whether somebody may come in. Returns why not; those aboard already may always come back. */
  async admit(id: string, { password, watch }: Admission): Promise<Refusal | undefined> {
    const { session } = this
    const refusal = whyNotIn(session, id, watch)
    if (refusal !== undefined) return { code: refusal }
    if (findPlayer(session, id) !== undefined) return undefined
    // The creator comes with the password they have just set.
    if (session.passwordHash === undefined || session.creator === id) return undefined
    if (password === undefined) return { code: 'password-needed' }
    return (await verifyPassword(session.passwordHash, password)) ? undefined : { code: 'wrong-password' }
  }

  connect(identity: Identity, watch = false): Player {
    const isBack = findPlayer(this.session, identity.id)?.connected === false
    const player = join(this.session, identity, this.services.now(), watch)
    if (isBack && this.record !== undefined) countReturn(this.record, player.id)
    this.changed()
    return player
  }

  /** What a connection is told first. */
  welcome(player: Player): void {
    const { outlet, services } = this
    const lastSequence = this.desk.lastSequence(player.id)
    const { tickHz } = this
    outlet.send(player.id, 'welcome', { player: player.id, lastSequence, tickHz, version: services.version })
    const missed = absence.end(this.absences, player.id, services.now())
    if (missed !== undefined) outlet.send(player.id, 'away', missed)
  }

  /** `forGood`: the player said so; otherwise the connection was lost and the seats wait. */
  disconnect(id: string, forGood: boolean): void {
    if (forGood) {
      leave(this.session, id, this.services.now())
      this.desk.forget(id)
      this.absences.delete(id)
    } else {
      drop(this.session, id, this.services.now())
      absence.begin(this.absences, id, this.services.now())
    }
    this.changed()
  }

  receive(id: string, name: string, payload: unknown): void {
    const player = findPlayer(this.session, id)
    if (player === undefined) return
    const isCommand = Object.hasOwn(commandShapes, name)
    // Only a command removes people; orders, which come far more often, need no roll-call.
    const before = isCommand ? this.session.players : []
    const answer = this.desk.receive(player, name, payload)
    if (answer !== undefined) {
      if ('sequence' in answer) this.answer(id, answer)
      else this.tell('refused', answer.error, [player])
    }
    this.session.activeAt = this.services.now()
    for (const { id: other } of before)
      if (findPlayer(this.session, other) === undefined) this.outlet.end(other, 'kicked')
    // Commands change the session; an order changes it only when it takes a console over from its autopilot.
    if (isCommand) this.changed()
    else if (this.syncAutopilots(player.group)) this.outlet.sessionChanged()
  }

  /** One tick of the game; nothing while none runs. */
  step(): void {
    if (this.session.phase !== 'running' || this.session.pausedAt !== undefined) return
    const { definition } = this.services
    const waiting = this.desk.drain()
    const orders = [...this.controls, ...waiting.map((entry) => entry.order)]
    const skip = this.controls.length
    this.controls = []
    if (this.record !== undefined) log(this.record, this.tick, orders)
    try {
      const { events, results } = definition.step(this.world, orders, 1 / this.tickHz)
      this.tick++
      for (const [index, entry] of waiting.entries()) this.settle(entry, results[index + skip])
      for (const event of events) this.tell(event.type, event.data, concerned(this.session, event))
    } catch (error) {
      // Whoever gave an order hears of it; the session goes on with the next tick.
      for (const entry of waiting) this.settle(entry, { code: 'server-error' })
      throw error
    }
    const outcome = definition.outcome(this.world)
    if (outcome !== undefined) {
      finish(this.session, outcome, this.services.now())
      this.keepResult(outcome)
      this.changed()
    }
  }

  private keepResult(outcome: GameOutcome): void {
    const { record, session, services } = this
    if (record === undefined) return
    const endedAt = services.now()
    observe(record, session)
    handOver(record, services.records, endedAt, true)
    const { id, participants, startedAt } = record
    const groups = session.groups.map(({ name, kind }) => ({ name, kind }))
    services.records.finished({ id, session, outcome, groups, participants, startedAt, endedAt })
    this.record = undefined
  }

  /** What passes by itself; called once a second. */
  expire(): void {
    if (this.record !== undefined) {
      observe(this.record, this.session)
      handOver(this.record, this.services.records, this.services.now())
    }
    if (!expire(this.session, this.services.now(), this.services.patience)) return
    for (const id of this.absences.keys()) if (findPlayer(this.session, id) === undefined) this.absences.delete(id)
    this.changed()
  }

  private start(player: Player): void {
    const { definition, now } = this.services
    start(this.session, player, now())
    const seed = randomInt(2 ** 31)
    this.world = definition.create(this.session.settings, seed, this.session.groups)
    this.record = newRecord(seed, now())
    this.tick = 0
    this.controls = []
    this.told = this.session.groups.map((group) => group.seats.map(() => true))
  }

  private again(player: Player): void {
    again(this.session, player, this.services.now())
    this.world = undefined
    this.tick = 0
  }

  private settle(entry: WaitingOrder, error: Refusal | undefined): void {
    this.answer(entry.player, this.desk.settle(entry, error))
    this.outlet.groupActed(entry.order.group)
  }

  private answer(player: string, { sequence, error }: Answer): void {
    this.tell('reply', { sequence, ...error }, [{ id: player }])
  }

  /** Queues an event for these players. One that is not of its shape is told to nobody, and the session goes on. */
  private tell(type: string, data: object, players: readonly { id: string }[]): void {
    const { tick, services, session } = this
    const failed = (error: unknown) =>
      services.log.error({ error, type, session: session.id }, 'an event could not be told; the session goes on')
    const found = attempt(() => this.events.pack(type, data), failed)
    if (found === undefined) return
    const { definition, packed } = found
    const event = queued(tick, definition, packed)
    for (const { id } of players) {
      if (definition.isNews) absence.missEvent(this.absences, id, [tick, packed])
      attempt(() => this.outlet.tell(id, event), failed)
    }
  }

  private changed(): void {
    this.syncAutopilots()
    this.outlet.sessionChanged()
  }

  /** Tells the game of every seat, of one group or of all, that changed hands between person and autopilot; true when there was
   *  one. */
  private syncAutopilots(ofGroup?: number): boolean {
    if (this.session.phase !== 'running') return false
    const before = this.controls.length
    this.session.groups.forEach((group, index) => {
      if (ofGroup !== undefined && index !== ofGroup) return
      group.seats.forEach((seat, at) => {
        const on = isOnAutopilot(this.session, seat)
        const told = this.told[index]
        if (told === undefined || told[at] === on) return
        told[at] = on
        this.controls.push(this.services.definition.autopilotOrder(index, seat.id, on))
      })
    })
    return this.controls.length > before
  }
}

const concerned = ({ players }: Session, { groups }: GameEvent): Player[] =>
  groups === undefined ? players : players.filter(({ group }) => groups.includes(group))

/** Undefined after a failure, which `failed` is told of. */
function attempt<Result>(action: () => Result, failed: (error: unknown) => void): Result | undefined {
  try {
    return action()
  } catch (error) {
    failed(error)
    return undefined
  }
}
