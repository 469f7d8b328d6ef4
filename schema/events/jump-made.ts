/** The own ship has jumped. */
import { z } from 'zod'
import { event } from './event.ts'

export const jumpMade = event({
  name: 'jump-made',
  code: 20,
  version: 1,
  priority: 2,
  category: 'game',
  shape: z.strictObject({}),
  says: 'The own ship has jumped.',
})
