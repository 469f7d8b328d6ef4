/** The mine: drifts astern, then lies in wait. */
import type { Ordnance } from './ordnance.ts'

export const mine = {
  id: 'mine',
  name: 'Mine',
  speed: 100,
  turnRate: 0,
  life: 10,
  radius: 5,
  damage: { centre: 160, edge: 30 },
  blast: 1000,
  mine: { arming: 10, sensor: 600, fuse: 1 },
} as const satisfies Ordnance
