/** The homing torpedo: follows its target, hits one ship. */
import { degrees } from '../math.ts'
import type { Ordnance } from './ordnance.ts'

export const homing = {
  id: 'homing',
  name: 'Homing torpedo',
  speed: 200,
  turnRate: degrees(10),
  life: 27,
  radius: 5,
  damage: { centre: 35, edge: 5 },
  blast: 30,
  isGuided: true,
} as const satisfies Ordnance
