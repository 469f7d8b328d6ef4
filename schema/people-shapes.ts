/** The shapes of what a page asks on its player's connection for life. The types stand in `people.ts`. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { quickCalls } from './people.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
export const channelShape = z
  .string()
  .max(90)
  .regex(new RegExp(`^(global|(session|spectators|team):${uuid}|crew:${uuid}:[0-7]|private:${uuid}:${uuid})$`))

/** Text people type: one line, no control characters, nothing that turns the line's direction, no towers of marks. */
export const chatTextShape = z
  .string()
  .max(limits.chatText * 4)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/gu, '')
      .replace(/(\p{M}{4})\p{M}+/gu, '$1')
      .trim(),
  )
  .pipe(z.string().min(1).max(limits.chatText))

/** What is said, and how: a line, something done (`/me`), dice, or a call about a contact. */
export const contentShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['say', 'action']), text: chatTextShape }),
  /** The server rolls, and writes the text: "2d6: 3 + 5 = 8". */
  z.strictObject({ kind: z.literal('roll'), dice: z.int().min(1).max(10), sides: z.int().min(2).max(1000) }),
  /** `label` is what the contact is called on the caller's radar. */
  z.strictObject({
    kind: z.literal('call'),
    call: z.enum(quickCalls),
    contact: z.string().min(1).max(32),
    label: chatTextShape,
  }),
])
const sequenceNumber = z
  .int()
  .min(0)
  .max(2 ** 53 - 1)

/** Requests of the page. Each travels as `{ request, arguments }` and is answered by `reply` with the same number. */
export const peopleShapes = {
  /** `id` is the page's own: the same one sent again, over any connection, is the same message and gets the same answer. */
  'chat.post': z.strictObject({ channel: channelShape, id: z.uuid(), content: contentShape }),
  /** Everything after `after`, as the page last saw this epoch of the channel. */
  'chat.catch-up': z.strictObject({ channel: channelShape, epoch: sequenceNumber, after: sequenceNumber }),
  /** A page of what was said before `before`. */
  'chat.history': z.strictObject({ channel: channelShape, before: sequenceNumber }),
  /** The player has read a channel up to this message, on whatever device. */
  'chat.read': z.strictObject({ channel: channelShape, seq: sequenceNumber }),
  /** Nobody is at this page for the moment, or somebody is again. */
  'presence.away': z.strictObject({ away: z.boolean() }),
  /** To others the player is off-line; kept. */
  'presence.invisible': z.strictObject({ invisible: z.boolean() }),
  /** Notifications up to this one have been seen, on all devices. */
  'notifications.read': z.strictObject({ upTo: sequenceNumber }),
} as const
export const peopleEnvelopeShape = z.strictObject({ request: sequenceNumber, arguments: z.unknown() })
