/** The fighter: fast, and gone with one good hit. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const fighter = {
  id: 'fighter',
  name: 'Fighter',
  hull: 30,
  radius: 25,
  shields: { front: 20, rear: 20 },
  speed: 120,
  acceleration: 10,
  turnRate: degrees(30),
  turnAcceleration: degrees(10),
  beams: [{ direction: degrees(0), arc: degrees(30), range: 700, cycle: 4, damage: 2 }],
  tubes: 0,
  loadSeconds: 0,
  stock: {},
} as const satisfies ShipClass
