/** Another wave of enemies enters the sector. */
import { z } from 'zod'
import { event } from './event.ts'

export const wave = event({
  name: 'wave',
  code: 25,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ number: z.int().min(1).max(99), of: z.int().min(1).max(99) }),
  says: 'Another wave of enemies enters the sector.',
})
