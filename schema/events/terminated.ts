/** The server closes this connection, and why. */
import { z } from 'zod'
import { type CloseReason, closes } from '../close-codes.ts'
import { event } from './event.ts'

export const terminated = event({
  name: 'terminated',
  code: 3,
  version: 1,
  priority: 1,
  category: 'system',
  shape: z.strictObject({ reason: z.enum(Object.keys(closes) as [CloseReason, ...CloseReason[]]) }),
  says: 'The server closes this connection, and why.',
})
