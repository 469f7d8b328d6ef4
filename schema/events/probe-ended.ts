/** A probe of the own ship was shot or has run down. */
import { z } from 'zod'
import { event } from './event.ts'

export const probeEnded = event({
  name: 'probe-ended',
  code: 22,
  version: 1,
  priority: 3,
  category: 'game',
  shape: z.strictObject({ number: z.int().min(1).max(8), shot: z.boolean() }),
  says: 'A probe of the own ship was shot or has run down.',
})
