/** Supplies have come aboard. */
import { z } from 'zod'
import { event } from './event.ts'

export const supplied = event({
  name: 'supplied',
  code: 33,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({}),
  says: 'Supplies have come aboard.',
})
