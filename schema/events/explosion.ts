/** Something burst: a torpedo, a mine, a rock, a ship that blew itself up. */
import { z } from 'zod'
import { event, place } from './event.ts'

export const explosion = event({
  name: 'explosion',
  code: 18,
  version: 1,
  priority: 5,
  category: 'world',
  shape: z.strictObject({ ...place, radius: z.int().min(0).max(100_000) }),
  says: 'Something burst: a torpedo, a mine, a rock, a ship that blew itself up.',
})
