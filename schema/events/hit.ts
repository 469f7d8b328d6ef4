/** A ship or station was hit by something whose shot was not seen. */
import { z } from 'zod'
import { entityId, event, place } from './event.ts'

export const hit = event({
  name: 'hit',
  code: 17,
  version: 1,
  priority: 3,
  category: 'game',
  shape: z.strictObject({ id: entityId, ...place }),
  says: 'A ship or station was hit by something whose shot was not seen.',
})
