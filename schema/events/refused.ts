/** A message could not be understood so far as to answer it. */
import { z } from 'zod'
import { event, term, words } from './event.ts'

export const refused = event({
  name: 'refused',
  code: 2,
  version: 1,
  priority: 2,
  category: 'player',
  shape: z.strictObject({ code: term, detail: words.optional() }),
  says: 'A message could not be understood so far as to answer it.',
})
