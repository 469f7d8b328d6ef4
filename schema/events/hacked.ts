/** The own hacking of a system has succeeded. */
import { z } from 'zod'
import { event, term } from './event.ts'

export const hacked = event({
  name: 'hacked',
  code: 32,
  version: 1,
  priority: 3,
  category: 'game',
  shape: z.strictObject({ system: term }),
  says: 'The own hacking of a system has succeeded.',
})
