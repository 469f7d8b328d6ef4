/** What travels beside the state: the shapes of commands, replies and events, in both directions. */
import { z } from 'zod'
import type { CloseReason } from './close-codes.ts'
import type { Refusal } from './errors.ts'
import type { AwayFrame, EventFrame, HeardEvent } from './events/wire.ts'
import { limits } from './limits.ts'
import { cleanName, longestTyped } from './names.ts'

/** A name people type. */
export const nameShape = (bounds: { min: number; max: number }) =>
  z.string().max(longestTyped).transform(cleanName).pipe(z.string().min(bounds.min).max(bounds.max))

export const playerNameShape = nameShape(limits.playerName)

const groupIndex = z
  .int()
  .min(0)
  .max(limits.groups - 1)

/** Commands of the platform; the game's orders stand in its own catalogue and travel the same way. */
export const commandShapes = {
  /** Takes a seat and brings it on screen. In the lobby it moves the player, in a running session it adds to the seats held. */
  'seat.take': z.strictObject({ group: groupIndex, seat: z.string().max(32) }),
  /** Gives up one seat, or all of them. */
  'seat.leave': z.strictObject({ seat: z.string().max(32).optional() }),
  /** Takes a console over from its autopilot, or gives it back. */
  'seat.autopilot': z.strictObject({ seat: z.string().max(32), on: z.boolean() }),
  'session.ready': z.strictObject({ ready: z.boolean() }),
  'session.start': z.strictObject({}),
  /** From the results back to the lobby, with the same crew. */
  'session.again': z.strictObject({}),
  /** The creator removes a player from the session for good. */
  'session.kick': z.strictObject({ player: z.string().max(64) }),
  /** Watches a group without a seat; for spectators, and for players who have none yet. */
  'session.watch': z.strictObject({ group: groupIndex }),
  /** The captain names the own group, chooses its kind, or locks its free seats. */
  'group.name': z.strictObject({ name: nameShape(limits.groupName) }),
  'group.kind': z.strictObject({ kind: z.string().max(32) }),
  'group.lock': z.strictObject({ locked: z.boolean() }),
  /** Calls a vote: of the session on a pause, of the own crew on removing one of them. */
  'vote.call': z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['pause', 'resume']) }),
    z.strictObject({ kind: z.literal('remove'), player: z.string().max(64) }),
  ]),
  'vote.cast': z.strictObject({ yes: z.boolean() }),
} as const
export type CommandName = keyof typeof commandShapes

/** Every message a client sends: its type is the command's or order's name, this is its payload.
 *  `sequence` grows by one a message over the whole session, also across connections. */
export const envelopeShape = z.strictObject({
  sequence: z
    .int()
    .min(1)
    .max(2 ** 32 - 1),
  /** The game's tick, with a fraction, at which it was given, as far as the page knows; orders of one step are obeyed in this
   *  order. The server believes it within `limits.orderAgeMs`. */
  at: z.number().optional(),
  arguments: z.unknown(),
})
export type Envelope = z.infer<typeof envelopeShape>

/** Server → client messages as they travel. */
export interface WireMessages {
  welcome: ServerMessages['welcome']
  away: AwayFrame
  /** All that happened since the last one; above 1 KiB it may come as JSON, deflated (RFC 1951). */
  events: EventFrame | Uint8Array
}
export type WireMessageName = keyof WireMessages

/** The same as a listener hears them, once `schema/events/reader.ts` has read them. */
export interface ServerMessages<Event extends HeardEvent = HeardEvent> {
  /** The answer to one command or order. */
  reply: { sequence: number; error?: Refusal }
  /** An error that answers no command. */
  error: Refusal
  /** Sent once after joining: the last sequence the server has seen of this player, to go on from. */
  welcome: { player: string; lastSequence: number; tickHz: number; version: string }
  /** Sent after `welcome` to somebody whose line was cut for a while: what happened meanwhile. */
  away: { seconds: number; events: Event[] }
  /** What happened in the game, for those concerned. */
  event: Event
  /** The server closes this connection; `schema/close-codes.ts` says what each reason means. */
  'session:terminated': { reason: CloseReason }
}

/** Body of `POST /sessions`. `settings` is checked by the game. */
export const createSessionShape = z.strictObject({
  name: nameShape(limits.sessionName),
  password: z.string().min(limits.password.min).max(limits.password.max).optional(),
  isPublic: z.boolean().default(true),
  allowsSpectators: z.boolean().default(false),
  settings: z.unknown(),
})
export type CreateSession = z.input<typeof createSessionShape>

/** Body of `POST /sessions/:id/join` and of `/resume`. */
export const joinSessionShape = z.strictObject({
  password: z.string().max(limits.password.max).optional(),
  /** Come to watch, not to fly. */
  watch: z.boolean().default(false),
})
export const resumeSessionShape = z.strictObject({
  nonce: z.string().min(8).max(64),
  /** The id of the seat whose line was lost, by a page that comes back unasked: refused when a newer line took its place.
   *  A person who asks for their seat names none. */
  lost: z.string().max(64).optional(),
})
