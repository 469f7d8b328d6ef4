/** How events travel: `[tick, [code, version, ...values], …]`, the values in the order of the shape's keys. */
import type { EventCatalogue, EventDefinition } from './event.ts'

/** The type of messages that carry events: one letter, for it goes with each of them. */
export const eventsMessage = 'e'

export type PackedEvent = [code: number, version: number, ...values: unknown[]]
/** What happened up to this tick since the last frame: the most urgent first, then in the order it happened. */
export type EventFrame = [tick: number, ...events: PackedEvent[]]
/** Seconds, and what happened meanwhile, each event with its tick. */
export type AwayFrame = [seconds: number, ...frames: EventFrame[]]

/** An event unpacked: `type` names it, `data` is of the shape in its file. */
export interface HeardEvent {
  type: string
  tick: number
  data: object
}

/** An event of a code or version that this end does not know: the other end is newer or older. */
export class UnknownEventError extends Error {
  readonly type: number | string
  readonly version: number
  constructor(type: number | string, version: number) {
    super(
      `no event ${word(type)} of version ${word(version)} is known here: reload the page, it may be older than the server`,
    )
    this.name = 'UnknownEventError'
    this.type = type
    this.version = version
  }
}

/** Garbage may be an object that cannot even be written down. */
const word = (value: unknown): string => (typeof value === 'object' ? 'object' : String(value))

/** An event whose data is not of its shape, or a frame that is none. */
export class EventShapeError extends Error {
  constructor(what: string, why: string) {
    super(`${what}: ${why}`)
    this.name = 'EventShapeError'
  }
}

export interface EventIndex {
  byName(name: string): EventDefinition | undefined
  /** Throws UnknownEventError for a name that is in no catalogue, EventShapeError for data of another shape. */
  pack(name: string, data: unknown): { definition: EventDefinition; packed: PackedEvent }
  /** Throws UnknownEventError and EventShapeError. */
  unpack(tick: number, packed: unknown): HeardEvent
}

/** Throws a RangeError when two events have the same name or code. */
export function indexEvents(catalogue: EventCatalogue): EventIndex {
  const names = new Map(catalogue.map((definition) => [definition.name, definition]))
  const codes = new Map(catalogue.map((definition) => [definition.code, definition]))
  if (names.size < catalogue.length || codes.size < catalogue.length)
    throw new RangeError('two events have the same name or code: give the new one its own')
  const keys = new Map(catalogue.map((definition) => [definition, Object.keys(definition.shape.shape)]))
  return {
    byName: (name) => names.get(name),
    pack(name, data) {
      const definition = names.get(name)
      if (definition === undefined) throw new UnknownEventError(name, 0)
      const checked = check(definition, data)
      const values = keys.get(definition)!.map((key) => checked[key])
      // Optional values at the end that are not there take no room.
      while (values.length > 0 && values.at(-1) === undefined) values.pop()
      return { definition, packed: [definition.code, definition.version, ...values] }
    },
    unpack(tick, packed) {
      if (!Array.isArray(packed)) throw new EventShapeError('an event', 'it is no list')
      const [code, version, ...values] = packed as PackedEvent
      const definition = codes.get(code)
      if (definition === undefined || definition.version !== version) throw new UnknownEventError(code, version)
      const names = keys.get(definition)!
      if (values.length > names.length) throw new EventShapeError(definition.name, 'it has too many values')
      const present = names.map((key, at) => [key, values[at] ?? undefined] as const)
      const data = check(definition, Object.fromEntries(present.filter(([, value]) => value !== undefined)))
      return { type: definition.name, tick, data }
    },
  }
}

function check({ name, shape }: EventDefinition, data: unknown): Record<string, unknown> {
  const result = shape.safeParse(data)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new EventShapeError(name, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())
}
