/** The shapes of what a server says, for whoever checks what came in. The types stand in `messages.ts`. */
import { z } from 'zod'
import { type CloseReason, closes } from './close-codes.ts'
import { type ErrorCode, errors } from './errors.ts'
import type { ServerMessages } from './messages.ts'

const refusal = z.strictObject({
  code: z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]),
  detail: z.string().exactOptional(),
})
const count = z.int().min(0)
const event = z.strictObject({
  type: z.string().min(1),
  tick: count,
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

const serverMessageShapes: { [Name in keyof ServerMessages]: z.ZodType<ServerMessages[Name]> } = {
  reply: z.strictObject({ sequence: count, error: refusal.exactOptional() }),
  error: refusal,
  welcome: z.strictObject({
    player: z.string().min(1),
    lastSequence: count,
    tickHz: z.number().positive(),
    version: z.string(),
  }),
  away: z.strictObject({ seconds: z.number().min(0), events: z.array(event) }),
  event,
  'session:terminated': z.strictObject({ reason: z.enum(Object.keys(closes) as [CloseReason, ...CloseReason[]]) }),
}

/** What is wrong with a message that came from a server, in a sentence; undefined when it is as it should be. */
export function problemOfMessage(type: string, payload: unknown): string | undefined {
  if (!Object.hasOwn(serverMessageShapes, type)) return `No message is called ${type}.`
  const parsed = serverMessageShapes[type as keyof ServerMessages].safeParse(payload)
  if (parsed.success) return undefined
  const [issue] = parsed.error.issues
  return `${issue?.path.join('.') || type}: ${issue?.message}`
}
