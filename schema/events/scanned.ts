/** The own scan of a contact is done up to this level. */
import { z } from 'zod'
import { entityId, event } from './event.ts'

export const scanned = event({
  name: 'scanned',
  code: 21,
  version: 1,
  priority: 2,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ contact: entityId, level: z.int().min(1).max(2) }),
  says: 'The own scan of a contact is done up to this level.',
})
