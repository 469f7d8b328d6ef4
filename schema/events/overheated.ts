/** A system of the own ship is too hot and takes damage. */
import { z } from 'zod'
import { event, term } from './event.ts'

export const overheated = event({
  name: 'overheated',
  code: 26,
  version: 1,
  priority: 2,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ system: term }),
  says: 'A system of the own ship is too hot and takes damage.',
})
