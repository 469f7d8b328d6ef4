/** The catalogue of ship classes. */
import type { OrdnanceId } from '../ordnance/index.ts'
import { cruiser } from './cruiser.ts'
import { dreadnought } from './dreadnought.ts'
import { fighter } from './fighter.ts'
import { freighter } from './freighter.ts'
import { frigate } from './frigate.ts'
import { gunboat } from './gunboat.ts'
import { missileShip } from './missile-ship.ts'
import { npcFrigate } from './npc-frigate.ts'
import type { ShipClass } from './ship-class.ts'
import { supplyShip } from './supply-ship.ts'

export const shipClasses = {
  frigate,
  cruiser,
  'missile-ship': missileShip,
  'npc-frigate': npcFrigate,
  gunboat,
  fighter,
  dreadnought,
  freighter,
  'supply-ship': supplyShip,
} satisfies Record<string, ShipClass>
export type ShipClassId = keyof typeof shipClasses

/** Classes that crews may choose from, the usual one first. */
export const crewedClasses = ['frigate', 'cruiser', 'missile-ship'] as const satisfies ShipClassId[]

/** True when the tube of this number (0-based) takes mines alone. */
export const isMineTube = (shipClass: ShipClass, tube: number): boolean => tube >= shipClass.tubes

/** Which tube takes what: mines go into the tubes for mines where there are any, everything else into the others. */
export const tubeTakes = (shipClass: ShipClass, tube: number, ordnance: OrdnanceId): boolean =>
  !shipClass.mineTubes || isMineTube(shipClass, tube) === (ordnance === 'mine')

/** The class of a ship in the world, whose id came from this catalogue. */
export const shipClassOf = (ship: { readonly shipClass: string }): ShipClass =>
  shipClasses[ship.shipClass as ShipClassId]
