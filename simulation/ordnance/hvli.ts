/** The high-velocity lead impactor: five fast shells straight ahead, one after the other. */
import type { Ordnance } from './ordnance.ts'

export const hvli = {
  id: 'hvli',
  name: 'High-velocity impactor',
  speed: 500,
  turnRate: 0,
  life: 13.5,
  radius: 5,
  damage: { centre: 10, edge: 10 },
  blast: 20,
  salvo: { count: 5, every: 1.5 },
} as const satisfies Ordnance
