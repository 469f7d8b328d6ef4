/** The self-destruct of the own ship goes on to this stage. */
import { z } from 'zod'
import { event } from './event.ts'

export const selfDestruct = event({
  name: 'self-destruct',
  code: 28,
  version: 1,
  priority: 2,
  category: 'game',
  shape: z.strictObject({ stage: z.enum(['safe', 'armed', 'counting']) }),
  says: 'The self-destruct of the own ship goes on to this stage.',
})
