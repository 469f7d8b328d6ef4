/** The cruiser: heavier and a little faster than the frigate, for a crew that fights in front. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const cruiser = {
  id: 'cruiser',
  name: 'Cruiser',
  hull: 250,
  radius: 80,
  shields: { front: 200, rear: 200 },
  speed: 90,
  acceleration: 10,
  turnRate: degrees(10),
  turnAcceleration: degrees(10),
  drive: 'jump',
  beams: [
    { direction: degrees(-20), arc: degrees(100), range: 1500, cycle: 6, damage: 8 },
    { direction: degrees(20), arc: degrees(100), range: 1500, cycle: 6, damage: 8 },
  ],
  tubes: 4,
  mineTubes: 1,
  loadSeconds: 8,
  stock: { homing: 12, nuke: 4, mine: 8, emp: 6, hvli: 20 },
} as const satisfies ShipClass
