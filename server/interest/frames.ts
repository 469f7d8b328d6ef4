/** One session's frames: which stream each member reads, when a stream is projected, and who gets which bytes. */
import type { Schema } from '@colyseus/schema'
import { type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { SessionState } from '../../schema/session.state.ts'
import type { SessionHost } from '../session/host.ts'
import { projectSeconds, projectSession } from '../session/project-session.ts'
import { ReplicaStream, type StreamMember } from './replica-stream.ts'

/** Frames a second of every group, at least while there is something to tell. More would tell nothing new: pages reckon motion
 *  on, and what cannot wait goes out with the next tick. */
const frameHz = 5
/** Seconds after which a frame goes out that tells the tick alone: pages set their clocks by it, and know that silence means
 *  "as expected". */
const beaconSeconds = 1

type Stream<Member> = ReplicaStream<ReplicaRoot<Schema>, Member & StreamMember>

export class Frames<Member extends StreamMember> {
  /** One a group, and a last one for those who have not taken a seat. */
  readonly streams: Stream<Member>[]
  private readonly host: SessionHost
  private readonly assigned = new Map<Member, Stream<Member>>()
  private readonly acted = new Set<number>()
  private isSessionStale = true
  /** By stream: ticks since it was last projected, and since its tick was last told. */
  private readonly sinceFrame: number[]
  private readonly sinceBeacon: number[]

  constructor(host: SessionHost) {
    this.host = host
    const { Replica } = host.services.definition
    const Root = replicaRoot(Replica)
    const build = (group: number) => (root: ReplicaRoot<Schema>) =>
      Object.assign(root, { group, session: new SessionState(), game: new Replica() })
    const groups = host.session.groups.length
    this.streams = Array.from({ length: groups + 1 }, (_, index) => {
      return new ReplicaStream(Root, index, build(index < groups ? index : -1))
    })
    this.sinceFrame = this.streams.map(() => Number.POSITIVE_INFINITY)
    this.sinceBeacon = this.streams.map(() => Number.POSITIVE_INFINITY)
  }

  /** Puts a member on the stream of a group, -1 for none. One who reads another already gets the new one's full state at once. */
  assign(member: Member, group: number): void {
    const stream = this.streams[group >= 0 ? group : this.streams.length - 1]
    if (stream === undefined) throw new RangeError(`no group ${group}`)
    const previous = this.assigned.get(member)
    if (previous === stream) return
    this.assigned.set(member, stream)
    if (previous?.members.delete(member)) member.raw(this.fullState(member))
  }

  remove(member: Member): void {
    this.assigned.get(member)?.members.delete(member)
    this.assigned.delete(member)
  }

  /** The state for a member that starts to read its stream; without one, the first stream's, for inspectors. */
  fullState(member?: Member): Uint8Array {
    const stream = (member && this.assigned.get(member)) ?? this.streams[0]!
    this.project(stream, { withSession: true, withGame: true })
    const frame = stream.fullState()
    if (member !== undefined && this.assigned.has(member)) stream.members.add(member)
    return frame
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
      if (stream.members.size === 0) return
      const withGame = ticks * frameHz >= tickHz || this.acted.has(index)
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
    let hasSent = false
    for (const stream of this.streams) hasSent = stream.flush() > 0 || hasSent
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
  }
}
