/** Colyseus's serializer for rooms whose groups each have a replica: a client gets the stream it was put on, and no other. */
import type { Client, Serializer } from '@colyseus/core'
import { Reflection, type Schema } from '@colyseus/schema'
import { ReplicaStream } from './replica-stream.ts'

export class ReplicaSerializer<Root extends Schema> implements Serializer<unknown> {
  /** The name stock clients know: they decode these frames like any schema state. */
  readonly id = 'schema'
  readonly streams: ReplicaStream<Root, Client>[]
  private readonly assigned = new Map<Client, ReplicaStream<Root, Client>>()
  private readonly beforeFullState: (index: number) => void

  /** `count` streams of one root class. `beforeFullState` brings a stream's root up to date when somebody comes onto it. */
  constructor(
    Root: new () => Root,
    count: number,
    build: (root: Root, index: number) => void,
    beforeFullState: (index: number) => void,
  ) {
    this.streams = Array.from(
      { length: count },
      (_, index) => new ReplicaStream(Root, index, (root) => build(root, index)),
    )
    this.beforeFullState = beforeFullState
  }

  /** Read by monitor and inspector, which take its presence as "this room has a state". */
  get encoder() {
    return this.streams[0]?.encoder
  }

  reset(): void {}

  handshake(): Uint8Array {
    return Reflection.encode(this.streams[0]!.encoder)
  }

  /** Puts a client on a stream. One who has joined before gets the new stream's full state at once. */
  assign(client: Client, index: number): void {
    const stream = this.streams[index]
    if (stream === undefined) throw new RangeError(`no stream ${index}`)
    const previous = this.assigned.get(client)
    if (previous === stream) return
    this.assigned.set(client, stream)
    if (previous?.members.delete(client)) client.raw(this.getFullState(client))
  }

  remove(client: Client): void {
    this.assigned.get(client)?.members.delete(client)
    this.assigned.delete(client)
  }

  /** The state for a client that starts to read its stream; without a client, the first stream's, for inspectors. */
  getFullState(client?: Client): Uint8Array {
    const stream = (client && this.assigned.get(client)) ?? this.streams[0]!
    this.beforeFullState(this.streams.indexOf(stream))
    const frame = stream.fullState()
    if (client !== undefined && this.assigned.has(client)) stream.members.add(client)
    return frame
  }

  /** Sends every stream's changes to its members; `clients` is not asked, since membership is the stream's. */
  applyPatches(): boolean {
    let hasSent = false
    for (const stream of this.streams) hasSent = stream.flush() > 0 || hasSent
    return hasSent
  }
}
