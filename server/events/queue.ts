/** What waits to be told on one connection: events leave in one frame a tick, the most urgent first. */
import { deflateRawSync } from 'node:zlib'
import { pack } from 'msgpackr'
import type { EventDefinition } from '../../schema/events/event.ts'
import type { EventFrame, PackedEvent } from '../../schema/events/wire.ts'

/** An event on its way; the same for all who are told of it. */
export interface QueuedEvent {
  readonly tick: number
  readonly priority: EventDefinition['priority']
  readonly packed: PackedEvent
  /** Characters as JSON. */
  readonly size: number
}

/** A frame of events: as it is, or deflated. */
export type OutgoingEvents = EventFrame | Uint8Array

export const queued = (tick: number, { priority }: EventDefinition, packed: PackedEvent): QueuedEvent => ({
  ...{ tick, priority, packed },
  size: JSON.stringify(packed).length,
})

/** Events of one connection that may wait; beyond it those of the lowest priority are given up, the oldest first. */
const mostWaiting = 256
/** Bytes from which a frame is deflated, when that makes it smaller. */
const leastDeflated = 1024
/** Up to this priority nothing is given up. */
const kept = 2

let dropped = 0
/** Events that were given up by all queues of this process. */
export const droppedEvents = (): number => dropped

export class EventQueue {
  private waiting: QueuedEvent[] = []
  private readonly send: (frame: OutgoingEvents) => void
  private readonly isClogged: () => boolean

  /** While `isClogged` says so, only what is most urgent is sent, and the rest waits. */
  constructor(send: (frame: OutgoingEvents) => void, isClogged: () => boolean = () => false) {
    this.send = send
    this.isClogged = isClogged
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  push(event: QueuedEvent): void {
    this.waiting.push(event)
    if (event.priority === 1) this.flush()
    else if (this.waiting.length > mostWaiting) this.dropOne()
  }

  /** Sends all that waits as one frame. */
  flush(): void {
    if (this.waiting.length === 0) return
    const isClogged = this.isClogged()
    const leaving = isClogged ? this.waiting.filter(({ priority }) => priority === 1) : this.waiting
    this.waiting = isClogged ? this.waiting.filter(({ priority }) => priority > 1) : []
    if (leaving.length === 0) return
    if (!isSame(leaving, lastSent.events)) lastSent = { events: leaving, frame: frameOf(leaving) }
    this.send(lastSent.frame)
  }

  private dropOne(): void {
    const lowest = Math.max(...this.waiting.map(({ priority }) => priority))
    if (lowest <= kept) return
    const at = this.waiting.findIndex(({ priority }) => priority === lowest)
    this.waiting.splice(at, 1)
    dropped++
  }
}

/** What left last, on any connection: members of a crew mostly hear of the same. */
let lastSent: { events: readonly QueuedEvent[]; frame: OutgoingEvents } = { events: [], frame: [0] }

const isSame = (some: readonly QueuedEvent[], others: readonly QueuedEvent[]): boolean =>
  some.length === others.length && some.every((event, index) => event === others[index])

function frameOf(events: readonly QueuedEvent[]): OutgoingEvents {
  const tick = Math.max(...events.map((event) => event.tick))
  const inOrder = events.toSorted((one, other) => one.priority - other.priority)
  const frame: EventFrame = [tick, ...inOrder.map(({ packed }) => packed)]
  return sum(events) > leastDeflated ? deflated(frame) : frame
}

const sum = (events: readonly QueuedEvent[]): number => events.reduce((bytes, { size }) => bytes + size, 0)

/** The frame, or its JSON deflated where that is shorter than its MessagePack. */
function deflated(frame: EventFrame): OutgoingEvents {
  const plain = pack(frame).length
  const small = deflateRawSync(JSON.stringify(frame))
  return plain > leastDeflated && small.length < plain ? small : frame
}
