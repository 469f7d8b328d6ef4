/** Somebody says something on the own channel. */
import { z } from 'zod'
import { event, words } from './event.ts'

export const comms = event({
  name: 'comms',
  code: 30,
  version: 1,
  priority: 3,
  category: 'game',
  isNews: true,
  shape: z.strictObject({ text: words }),
  says: 'Somebody says something on the own channel.',
})
