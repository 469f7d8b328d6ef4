/** The own hacking of a system has succeeded. */
import { z } from 'zod'
import { event, words } from './event.ts'

export const hacked = event({
  name: 'hacked',
  code: 32,
  version: 1,
  priority: 3,
  category: 'game',
  shape: z.strictObject({ system: words }),
  says: 'The own hacking of a system has succeeded.',
})
