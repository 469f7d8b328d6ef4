/** The dreadnought: slow, with beams all around that reach far. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const dreadnought = {
  id: 'dreadnought',
  name: 'Dreadnought',
  hull: 200,
  radius: 120,
  shields: { front: 450, rear: 350 },
  speed: 35,
  acceleration: 10,
  turnRate: degrees(6),
  turnAcceleration: degrees(10),
  beams: [
    { direction: degrees(0), arc: degrees(60), range: 2000, cycle: 8, damage: 11 },
    { direction: degrees(90), arc: degrees(60), range: 1500, cycle: 8, damage: 11 },
    { direction: degrees(180), arc: degrees(60), range: 1500, cycle: 8, damage: 11 },
    { direction: degrees(-90), arc: degrees(60), range: 1500, cycle: 8, damage: 11 },
  ],
  tubes: 2,
  loadSeconds: 10,
  stock: { homing: 12 },
} as const satisfies ShipClass
