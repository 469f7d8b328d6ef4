/** The own ship has docked. */
import { z } from 'zod'
import { event, term } from './event.ts'

export const docked = event({
  name: 'docked',
  code: 23,
  version: 1,
  priority: 2,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ name: term }),
  says: 'The own ship has docked.',
})
