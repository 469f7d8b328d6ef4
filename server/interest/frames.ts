/** One session's frames: which stream each member reads, when a stream is projected, and who gets which bytes. */
import type { Schema } from '@colyseus/schema'
import { type ReplicaRoot, replicaRoot } from '../../schema/replica-root.ts'
import { SessionState } from '../../schema/session.state.ts'
import type { SessionHost } from '../session/host.ts'
import { projectSeconds, projectSession } from '../session/project-session.ts'
import { ReplicaStream, type StreamMember } from './replica-stream.ts'

/** Frames a second of every group. More would tell nothing new: pages reckon motion on, and an order's effect goes out with
 *  the next tick besides. */
const frameHz = 5

type Stream<Member> = ReplicaStream<ReplicaRoot<Schema>, Member & StreamMember>

export class Frames<Member extends StreamMember> {
  /** One a group, and a last one for those who have not taken a seat. */
  readonly streams: Stream<Member>[]
  private readonly host: SessionHost
  private readonly assigned = new Map<Member, Stream<Member>>()
  private readonly acted = new Set<number>()
  private isSessionStale = true
  private sinceFrame = 0

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
    const isFrame = ++this.sinceFrame * frameHz >= this.host.tickHz
    if (!isFrame && !this.isSessionStale && this.acted.size === 0) return false
    this.streams.forEach((stream, group) => {
      if (stream.members.size === 0) return
      this.project(stream, { withSession: this.isSessionStale, withGame: isFrame || this.acted.has(group) })
    })
    if (isFrame) this.sinceFrame = 0
    this.isSessionStale = false
    this.acted.clear()
    return true
  }

  /** Sends every stream's changes to its members. */
  flush(): boolean {
    let hasSent = false
    for (const stream of this.streams) hasSent = stream.flush() > 0 || hasSent
    return hasSent
  }

  /** Brings one stream's root up to date. */
  private project({ root }: Stream<Member>, what: { withSession: boolean; withGame: boolean }): void {
    const { session, services, world, tick } = this.host
    if (what.withSession) projectSession(session, root.session, services.now(), services.patience)
    else projectSeconds(session, root.session, services.now())
    if (!what.withGame || root.group < 0 || world === undefined) return
    root.tick = tick
    services.definition.project(world, root.group, root.game)
  }
}
