/** The frigate that the computer flies. */
import { degrees } from '../math.ts'
import type { ShipClass } from './ship-class.ts'

export const npcFrigate = {
  id: 'npc-frigate',
  name: 'Light frigate',
  hull: 70,
  radius: 50,
  shields: { front: 50, rear: 40 },
  speed: 60,
  acceleration: 10,
  turnRate: degrees(10),
  turnAcceleration: degrees(10),
  beams: [
    { direction: degrees(-20), arc: degrees(90), range: 1200, cycle: 8, damage: 6 },
    { direction: degrees(20), arc: degrees(90), range: 1200, cycle: 8, damage: 6 },
  ],
  tubes: 2,
  loadSeconds: 60,
  stock: { homing: 6 },
} as const satisfies ShipClass
