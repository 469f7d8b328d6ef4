/** The own ship has left its dock. */
import { z } from 'zod'
import { event } from './event.ts'

export const undocked = event({
  name: 'undocked',
  code: 24,
  version: 1,
  priority: 2,
  category: 'game',
  isNews: true,
  shape: z.strictObject({}),
  says: 'The own ship has left its dock.',
})
