/** The catalogue of ship classes. */
import { frigate } from './frigate.ts'
import { npcFrigate } from './npc-frigate.ts'
import type { ShipClass } from './ship-class.ts'

export const shipClasses = {
  frigate,
  'npc-frigate': npcFrigate,
} satisfies Record<string, ShipClass>
export type ShipClassId = keyof typeof shipClasses

/** The class of a ship in the world, whose id came from this catalogue. */
export const shipClassOf = (ship: { readonly shipClass: string }): ShipClass =>
  shipClasses[ship.shipClass as ShipClassId]
