/** One session's frames: which stream each member reads, when a stream is projected, and who gets which bytes. */
import type { Schema } from '@colyseus/schema'
import { hashRoot, type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { SessionState } from '../../schema/session.state.ts'
import type { SessionHost } from '../session/host.ts'
import { projectSeconds, projectSession } from '../session/project-session.ts'
import type { Frame } from './frame.ts'
import { KeepingUp } from './keeping-up.ts'
import { ReplicaStream, type StreamMember, writePayload } from './replica-stream.ts'

/** Frames a second of every group, at least while there is something to tell. More would tell nothing new: pages reckon motion
 *  on, and what cannot wait goes out with the next tick. */
const frameHz = 5
/** Seconds after which a frame goes out that tells the tick alone: pages set their clocks by it, and know that silence means
 *  "as expected". */
const beaconSeconds = 1
/** Seconds between two hashes, by which pages check what they hold. */
const hashSeconds = 5
/** A page may ask for everything this often, in ms. */
const resyncMs = 2000

type Stream<Member> = ReplicaStream<ReplicaRoot<Schema>, Member & StreamMember>

export class Frames<Member extends StreamMember> {
  /** One a group, and a last one for those who have not taken a seat. */
  readonly streams: Stream<Member>[]
  private readonly host: SessionHost
  private readonly write: (member: Member, frame: Frame) => void
  private readonly assigned = new Map<Member, Stream<Member>>()
  private readonly acted = new Set<number>()
  private isSessionStale = true
  /** By stream: ticks since it was last projected, and since its tick was last told. */
  private readonly sinceFrame: number[]
  private readonly sinceBeacon: number[]
  private readonly sinceHash: number[]
  /** Members who have fallen behind: they get no patches until they have read what was sent. */
  private readonly held = new Set<Member>()
  private readonly keepingUp: KeepingUp<Member>
  private readonly resyncedAt = new WeakMap<Member, number>()
  /** Pages that were out of step so far. */
  resyncs = 0

  /** `waiting` tells how many bytes wait in a member's socket; `write` sends it a frame that others get too. */
  constructor(
    host: SessionHost,
    waiting: (member: Member) => number = () => 0,
    write: (member: Member, frame: Frame) => void = writePayload,
  ) {
    this.host = host
    this.write = write
    this.keepingUp = new KeepingUp(waiting)
    const { Replica } = host.services.definition
    const Root = replicaRoot(Replica)
    const build = (group: number) => (root: ReplicaRoot<Schema>) =>
      Object.assign(root, { group, session: new SessionState(), game: new Replica() })
    const groups = host.session.groups.length
    this.streams = Array.from({ length: groups + 1 }, (_, index) => {
      return new ReplicaStream(Root, index, build(index < groups ? index : -1), write)
    })
    this.sinceFrame = this.streams.map(() => Number.POSITIVE_INFINITY)
    this.sinceBeacon = this.streams.map(() => Number.POSITIVE_INFINITY)
    // Staggered: hashing all streams in one tick would make it a long one.
    this.sinceHash = this.streams.map((_, index) => (index * host.tickHz * hashSeconds) / groups)
  }

  /** Puts a member on the stream of a group, -1 for none. One who reads another already gets the new one's full state at once. */
  assign(member: Member, group: number): void {
    const stream = this.streams[group >= 0 ? group : this.streams.length - 1]
    if (stream === undefined) throw new RangeError(`no group ${group}`)
    const previous = this.assigned.get(member)
    if (previous === stream) return
    this.assigned.set(member, stream)
    if (previous?.members.delete(member)) this.sendWhole(member)
  }

  remove(member: Member): void {
    this.assigned.get(member)?.members.delete(member)
    this.assigned.delete(member)
    this.held.delete(member)
    this.keepingUp.forget(member)
  }

  /** The state for a member that starts to read its stream; without one, the first stream's, for inspectors. */
  fullState(member?: Member): Buffer {
    const stream = (member && this.assigned.get(member)) ?? this.streams[0]!
    this.project(stream, { withSession: true, withGame: true })
    const frame = stream.fullState()
    if (member !== undefined && this.assigned.has(member)) stream.members.add(member)
    return frame
  }

  /** A page has found that it holds something else than it should: it gets everything anew. False when it asks again too soon. */
  resync(member: Member, nowMs: number): boolean {
    if (nowMs - (this.resyncedAt.get(member) ?? Number.NEGATIVE_INFINITY) < resyncMs) return false
    this.resyncedAt.set(member, nowMs)
    this.resyncs++
    this.bringBack(member)
    return true
  }

  /** By the same way as patches: none of them may come before or after its time. */
  private sendWhole(member: Member): void {
    this.write(member, { payload: this.fullState(member), whole: undefined })
  }

  private bringBack(member: Member): void {
    if (this.assigned.has(member) && !this.held.has(member)) this.sendWhole(member)
  }

  /** A page has come to this tick; who was held and has read all that was sent goes on, whole. */
  echoed(member: Member, tick: number): void {
    this.keepingUp.echoed(member, tick)
    if (!this.held.has(member) || !this.keepingUp.hasCaughtUp(member)) return
    this.held.delete(member)
    this.bringBack(member)
  }

  /** Looks who keeps up: members who do not get no more patches. Returns those who are too far behind to come back. */
  watchPace(nowMs: number): Member[] {
    const lost: Member[] = []
    for (const [member, stream] of this.assigned) {
      const pace = this.keepingUp.paceOf(member, nowMs)
      if (pace === 'lost') lost.push(member)
      else if (pace === 'behind' && !this.held.has(member)) {
        this.held.add(member)
        stream.members.delete(member)
      } else if (pace === 'up' && this.held.has(member)) this.echoed(member, 0)
    }
    return lost
  }

  sessionChanged(): void {
    this.isSessionStale = true
  }

  groupActed(group: number): void {
    this.acted.add(group)
  }

  /** After each tick: projects what is due. True when `flush` has something to look at. */
  projectDue(): boolean {
    const { services, world, session, tickHz } = this.host
    const isRunning = world !== undefined && session.phase === 'running' && session.pausedAt === undefined
    if (isRunning) for (const group of services.definition.urgent?.(world) ?? []) this.acted.add(group)
    let isDue = false
    this.streams.forEach((stream, index) => {
      const ticks = ++this.sinceFrame[index]!
      this.sinceBeacon[index]!++
      this.sinceHash[index]!++
      if (stream.members.size === 0) return
      const withGame = ticks * frameHz >= tickHz || this.acted.has(index)
      // Also where no game is to be projected: of the seconds alone nobody needs to hear with each tick.
      if (withGame) this.sinceFrame[index] = 0
      if (!withGame && !this.isSessionStale) return
      isDue = true
      this.project(stream, { withSession: this.isSessionStale, withGame })
    })
    this.isSessionStale = false
    this.acted.clear()
    return isDue
  }

  /** Sends every stream's changes to its members. */
  flush(): boolean {
    const nowMs = this.host.services.now()
    let hasSent = false
    for (const stream of this.streams) {
      if (stream.flush() === 0) continue
      hasSent = true
      for (const member of stream.members) this.keepingUp.sent(member, stream.root.tick, nowMs)
    }
    return hasSent
  }

  /** Brings one stream's root up to date. */
  private project(stream: Stream<Member>, what: { withSession: boolean; withGame: boolean }): void {
    const { root, encoder } = stream
    const { session, services, world, tick, tickHz } = this.host
    if (what.withSession) projectSession(session, root.session, services.now(), services.patience)
    else projectSeconds(session, root.session, services.now())
    if (!what.withGame || root.group < 0 || world === undefined) return
    this.sinceFrame[root.group] = 0
    services.definition.project(world, root.group, root.game)
    // The tick alone is no news.
    if (!encoder.hasChanges && this.sinceBeacon[root.group]! < tickHz * beaconSeconds) return
    this.sinceBeacon[root.group] = 0
    root.tick = tick
    if (this.sinceHash[root.group]! < tickHz * hashSeconds) return
    this.sinceHash[root.group] = 0
    // Last of all: it speaks of everything that this frame brings.
    root.hash = hashRoot(root)
  }
}
