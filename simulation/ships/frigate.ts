/** The frigate: the default ship of a crew. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const frigate = {
  id: 'frigate',
  name: 'Frigate',
  hull: 200,
  radius: 60,
  shields: { front: 100, rear: 100 },
  speed: 80,
  acceleration: 10,
  turnRate: degrees(10),
  turnAcceleration: degrees(10),
  drive: 'jump',
  beams: [
    { direction: degrees(-20), arc: degrees(90), range: 1200, cycle: 8, damage: 6 },
    { direction: degrees(20), arc: degrees(90), range: 1200, cycle: 8, damage: 6 },
  ],
  tubes: 3,
  loadSeconds: 10,
  stock: { homing: 10, nuke: 2, mine: 4, emp: 3, hvli: 10 },
} as const satisfies ShipClass
