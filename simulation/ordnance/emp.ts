/** The EMP: a nuke for shields alone. */

import { nuke } from './nuke.ts'
import type { Ordnance } from './ordnance.ts'

export const emp = {
  ...nuke,
  id: 'emp',
  name: 'EMP torpedo',
  isForShields: true,
} as const satisfies Ordnance
