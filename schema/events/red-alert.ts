/** The captain of the own ship calls red alert. */
import { z } from 'zod'
import { event } from './event.ts'

export const redAlert = event({
  name: 'red-alert',
  code: 29,
  version: 1,
  priority: 2,
  category: 'game',
  shape: z.strictObject({}),
  says: 'The captain of the own ship calls red alert.',
})
