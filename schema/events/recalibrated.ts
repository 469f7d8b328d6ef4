/** The own shields have their new frequency, in THz. */
import { z } from 'zod'
import { event } from './event.ts'

export const recalibrated = event({
  name: 'recalibrated',
  code: 27,
  version: 1,
  priority: 2,
  category: 'game',
  shape: z.strictObject({ frequency: z.int().min(0).max(2000) }),
  says: 'The own shields have their new frequency, in THz.',
})
