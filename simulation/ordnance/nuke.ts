/** The nuke: flies like a homing torpedo and hurts every enemy around. */
import { homing } from './homing.ts'
import type { Ordnance } from './ordnance.ts'

export const nuke = {
  ...homing,
  id: 'nuke',
  name: 'Nuclear torpedo',
  damage: { centre: 160, edge: 30 },
  blast: 1000,
} as const satisfies Ordnance
