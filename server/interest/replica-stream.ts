/** One replica and its encoder: encoded once a frame, the same bytes for every member. */
import { Encoder, type Schema } from '@colyseus/schema'
import { type Frame, framed, headerRoom } from './frame.ts'

/** Colyseus's frame types: the first byte of a state frame. */
const fullStateFrame = 14
const patchFrame = 15

/** Bytes of an encoder's first buffer: a full replica of 200 contacts fits, so that none grows in mid-battle. */
Encoder.BUFFER_SIZE = 32 * 1024

/** References that one stream may use. Streams keep apart, so that a client can move from one to another and stay whole. */
const referencesPerStream = 4096

export interface StreamMember {
  raw(bytes: Uint8Array): void
}

/** The plainest way to send a frame: a socket puts its own header before it. */
export const writePayload = (member: StreamMember, { payload }: Frame): void => member.raw(payload)

export class ReplicaStream<Root extends Schema, Member extends StreamMember> {
  readonly root: Root
  readonly encoder: Encoder<Root>
  readonly members = new Set<Member>()
  private readonly write: (member: Member, frame: Frame) => void

  /** `index` numbers the streams of one room, from 0. `build` fills the root, which must have no parts before. `write` sends a
   *  frame to one of its readers. */
  constructor(
    Root: new () => Root,
    index: number,
    build: (root: Root) => void,
    write: (member: Member, frame: Frame) => void = writePayload,
  ) {
    this.write = write
    this.root = new Root()
    this.encoder = new Encoder(this.root)
    // The root is always reference 0; its parts must not share a number with another stream's. Protected, hence the brackets.
    this.encoder.root['nextUniqueId'] = index * referencesPerStream + 1
    build(this.root)
    this.encoder.discardChanges()
  }

  /** Sends what changed since the last flush. Returns the bytes of the frame, 0 when nothing changed. */
  flush(): number {
    if (!this.encoder.hasChanges) return 0
    if (this.members.size === 0) {
      this.encoder.discardChanges()
      return 0
    }
    const frame = this.frame(patchFrame, (it) => this.encoder.encode(it))
    this.encoder.discardChanges()
    for (const member of this.members) this.write(member, frame)
    return frame.payload.length
  }

  /** The whole state as a frame. Flushes first: a change must not reach anybody both ways. */
  fullState(): Buffer {
    this.flush()
    return this.frame(fullStateFrame, (it) => this.encoder.encodeAll(it)).payload
  }

  /** Copies, because the encoder's buffer is reused while sockets may still hold the frame. */
  private frame(type: number, encode: (it: { offset: number }) => Uint8Array): Frame {
    const bytes = Buffer.from(encode({ offset: headerRoom + 1 }))
    bytes[headerRoom] = type
    return framed(bytes)
  }
}
