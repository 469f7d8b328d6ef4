/** Colyseus's serializer for rooms whose groups each have a replica: a client gets the stream it was put on, and no other. */
import type { Client, Serializer } from '@colyseus/core'
import { Reflection } from '@colyseus/schema'
import type { Frames } from './frames.ts'

export class ReplicaSerializer implements Serializer<unknown> {
  /** The name stock clients know: they decode these frames like any schema state. */
  readonly id = 'schema'
  private readonly frames: Frames<Client>

  constructor(frames: Frames<Client>) {
    this.frames = frames
  }

  /** Read by monitor and inspector, which take its presence as "this room has a state". */
  get encoder() {
    return this.frames.streams[0]!.encoder
  }

  reset(): void {}

  handshake(): Uint8Array {
    return Reflection.encode(this.encoder)
  }

  getFullState(client?: Client): Uint8Array {
    return this.frames.fullState(client)
  }

  /** `clients` is not asked: who reads which stream is the frames' to know. */
  applyPatches(): boolean {
    return this.frames.flush()
  }
}
