/** The supply ship: it brings ordnance and energy to those who called for it. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const supplyShip = {
  id: 'supply-ship',
  name: 'Supply ship',
  hull: 100,
  radius: 80,
  shields: { front: 50, rear: 50 },
  speed: 70,
  acceleration: 10,
  turnRate: degrees(8),
  turnAcceleration: degrees(10),
  beams: [],
  tubes: 0,
  loadSeconds: 0,
  stock: {},
} as const satisfies ShipClass
