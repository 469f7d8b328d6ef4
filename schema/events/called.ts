/** Another crew calls the own ship. */
import { z } from 'zod'
import { event, term } from './event.ts'

export const called = event({
  name: 'called',
  code: 31,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ name: term }),
  says: 'Another crew calls the own ship.',
})
