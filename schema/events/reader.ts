/** Reads a room's messages: batches of events come out one by one, everything else as it is. */
import type { ServerMessages } from '../messages.ts'
import type { EventCatalogue } from './event.ts'
import { platformEvents } from './platform.ts'
import { EventShapeError, eventsMessage, type HeardEvent, indexEvents } from './wire.ts'

export interface MessageReader {
  (type: string, payload: unknown): void
  /** Events that could not be read, so far. */
  readonly strange: number
}

/** `deliver` gets every message by its name in `ServerMessages`, in the order they were sent. `report` hears what went wrong:
 *  an event that is not known here or not of its shape, or a failure of `deliver` itself. Nothing stops the reader. */
export function openMessageReader(
  events: EventCatalogue,
  deliver: (type: string, payload: unknown) => void,
  report: (error: unknown) => void,
): MessageReader {
  const index = indexEvents([...platformEvents, ...events])
  let strange = 0
  /** Messages behind a frame that is being inflated. */
  let inflating: Promise<void> | undefined

  function hand(type: string, payload: unknown): void {
    try {
      deliver(type, payload)
    } catch (error) {
      report(error)
    }
  }

  /** Those of a frame's events that are understood. */
  function unpackAll(frame: unknown): HeardEvent[] {
    const [tick, ...packed] = Array.isArray(frame) ? frame : [undefined]
    if (typeof tick !== 'number') {
      strange++
      report(new EventShapeError('a frame of events', 'it has no tick'))
      return []
    }
    return packed.flatMap((each) => {
      try {
        return [index.unpack(tick, each)]
      } catch (error) {
        strange++
        report(error)
        return []
      }
    })
  }

  function deliverNow(type: string, payload: unknown): void {
    if (type === eventsMessage) for (const event of unpackAll(payload)) hand(...asMessage(event))
    else if (type === 'away') hand(type, asAway(payload))
    else hand(type, payload)
  }

  function asAway(payload: unknown): ServerMessages['away'] {
    const [seconds, ...frames] = Array.isArray(payload) ? payload : [0]
    return { seconds: Number(seconds), events: frames.flatMap(unpackAll) }
  }

  const read = (type: string, payload: unknown) => {
    const isDeflated = type === eventsMessage && payload instanceof Uint8Array
    if (!isDeflated && inflating === undefined) return deliverNow(type, payload)
    const before = inflating ?? Promise.resolve()
    const mine = before
      .then(async () => deliverNow(type, isDeflated ? await inflate(payload) : payload))
      .catch((error) => {
        strange++
        report(error)
      })
      .then(() => {
        if (inflating === mine) inflating = undefined
      })
    inflating = mine
  }
  return Object.defineProperty(read, 'strange', { get: () => strange }) as MessageReader
}

/** A large frame travels as JSON, deflated without a header. */
async function inflate(bytes: Uint8Array): Promise<unknown> {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Response(stream).json()
}

/** The platform's own events are messages to whoever listens; the game's come as `event`. */
function asMessage({ type, tick, data }: HeardEvent): [name: string, payload: unknown] {
  const { code, detail, sequence } = data as Record<string, unknown>
  const refusal = { code, ...(detail === undefined ? {} : { detail }) }
  if (type === 'reply') return ['reply', { sequence, ...(code === undefined ? {} : { error: refusal }) }]
  if (type === 'refused') return ['error', refusal]
  if (type === 'terminated') return ['session:terminated', data]
  return ['event', { type, tick, data }]
}
