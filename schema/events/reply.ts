/** The answer to the command or order of this sequence: obeyed, or the code of its refusal and a sentence. */
import { z } from 'zod'
import { event, term, words } from './event.ts'

export const reply = event({
  name: 'reply',
  code: 1,
  version: 1,
  priority: 2,
  category: 'player',
  shape: z.strictObject({
    sequence: z
      .int()
      .min(0)
      .max(2 ** 32 - 1),
    code: term.optional(),
    detail: words.optional(),
  }),
  says: 'The answer to the command or order of this sequence: obeyed, or the code of its refusal and a sentence.',
})
