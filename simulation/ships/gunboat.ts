/** The gunboat: quick on the turn, with one small tube. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const gunboat = {
  id: 'gunboat',
  name: 'Gunboat',
  hull: 50,
  radius: 40,
  shields: { front: 30, rear: 30 },
  speed: 80,
  acceleration: 10,
  turnRate: degrees(28),
  turnAcceleration: degrees(10),
  beams: [{ direction: degrees(0), arc: degrees(35), range: 800, cycle: 5, damage: 2 }],
  tubes: 1,
  loadSeconds: 15,
  stock: { homing: 4 },
} as const satisfies ShipClass
