/** Another crew calls the own ship. */
import { z } from 'zod'
import { event, words } from './event.ts'

export const called = event({
  name: 'called',
  code: 31,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ name: words }),
  says: 'Another crew calls the own ship.',
})
