/** The freighter: it hauls, and runs from a fight. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const freighter = {
  id: 'freighter',
  name: 'Freighter',
  hull: 100,
  radius: 90,
  shields: { front: 50, rear: 50 },
  speed: 90,
  acceleration: 10,
  turnRate: degrees(6),
  turnAcceleration: degrees(10),
  beams: [],
  tubes: 0,
  loadSeconds: 0,
  stock: {},
} as const satisfies ShipClass
