/** A ship or station is destroyed; without a name for those who did not know it. */
import { z } from 'zod'
import { entityId, event, place, term } from './event.ts'

export const destroyed = event({
  name: 'destroyed',
  code: 19,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ id: entityId, name: term, ...place }),
  says: 'A ship or station is destroyed; without a name for those who did not know it.',
})
