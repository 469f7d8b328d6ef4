/** The missile ship: six tubes and a quick turn, but weak beams. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const missileShip = {
  id: 'missile-ship',
  name: 'Missile ship',
  hull: 160,
  radius: 60,
  shields: { front: 160, rear: 160 },
  speed: 80,
  acceleration: 10,
  turnRate: degrees(15),
  turnAcceleration: degrees(10),
  drive: 'warp',
  beams: [
    { direction: degrees(-20), arc: degrees(70), range: 1000, cycle: 6, damage: 5 },
    { direction: degrees(20), arc: degrees(70), range: 1000, cycle: 6, damage: 5 },
  ],
  tubes: 6,
  loadSeconds: 8,
  stock: { homing: 24, nuke: 6, mine: 6, emp: 6, hvli: 24 },
} as const satisfies ShipClass
