/** What players report and moderators do, as it travels. Shapes for both ends. */
import { z } from 'zod'
import { kindOf } from './people.ts'
import { channelShape, chatTextShape } from './people-shapes.ts'

const seq = z
  .int()
  .min(1)
  .max(2 ** 53 - 1)

export const moderationShapes = {
  report: z.strictObject({ channel: channelShape, seq, reason: chatTextShape }),
  remove: z.strictObject({ channel: channelShape, seq }),
  mute: z.strictObject({
    player: z.uuid(),
    minutes: z
      .int()
      .min(1)
      .max(30 * 24 * 60),
    reason: chatTextShape,
  }),
  slow: z.strictObject({
    channel: channelShape.refine((channel) => kindOf(channel) !== 'private', 'Two people alone are not slowed'),
    seconds: z.int().min(0).max(600).describe('Between two messages of one person; 0 ends it.'),
  }),
} as const

/** What somebody has told moderators of, with what was said then. */
export interface Report {
  id: number
  /** Unix time in ms. */
  at: number
  channel: string
  seq: number
  text: string
  reason: string
  /** Missing when the account is gone. */
  reporter?: { id: string; name: string }
  /** Who said it. */
  subject?: { id: string; name: string }
  /** Somebody has taken the message away. */
  isRemoved: boolean
}
