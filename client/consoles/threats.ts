/** What threatens the own ship: hostile torpedoes that close in, and shields that are nearly gone. */
import { ordnances } from '../../simulation/ordnance/index.ts'
import type { ContactView, ShipView } from '../network/snapshot.ts'
import { turnBetween } from '../radar/geometry.ts'
import { bearingTo, distanceTo } from './contacts.ts'

/** A torpedo whose bow is further off us than this is on its way to somebody else. */
const headedForUs = Math.PI / 6
const weakShare = 0.35

export interface ComingTorpedo {
  contact: ContactView
  /** Until it is here, flying straight. */
  seconds: number
}

/** The hostile torpedo that will be here first. */
export function nextTorpedo(ship: ShipView, contacts: ContactView[]): ComingTorpedo | undefined {
  return contacts
    .filter(({ kind, relation }) => kind === 'torpedo' && relation === 'hostile')
    .filter((contact) => Math.abs(turnBetween(contact.heading, bearingTo(ship, contact) + Math.PI)) < headedForUs)
    .map((contact) => ({ contact, seconds: distanceTo(ship, contact) / Math.max(1, contact.speed) }))
    .sort((a, b) => a.seconds - b.seconds)[0]
}

/** The raised shield that is nearly gone while the other one is not. */
export function weakShield(ship: ShipView): 'front' | 'rear' | undefined {
  if (!ship.shieldsUp) return undefined
  const front = ship.shieldFront / Math.max(1, ship.maxShieldFront)
  const rear = ship.shieldRear / Math.max(1, ship.maxShieldRear)
  if (Math.min(front, rear) >= weakShare || Math.abs(front - rear) < 0.1) return undefined
  return front < rear ? 'front' : 'rear'
}

/** Units of the blast of such a piece when it is one of the great ones, which reach beyond what they hit. */
export function greatBlast(id: string): number | undefined {
  const blast = Object.hasOwn(ordnances, id) ? ordnances[id as keyof typeof ordnances].blast : 0
  return blast >= 500 ? blast : undefined
}

/** True of what turns toward a target, and so is not fired without one. */
export const needsTarget = (id: string): boolean =>
  Object.hasOwn(ordnances, id) && ordnances[id as keyof typeof ordnances].turnRate > 0

/** Where the great blasts would be that stand in the tubes: at the target, and astern where a mine would lie. */
export function blastsAhead(
  ship: ShipView,
  target: ContactView | undefined,
): { x: number; z: number; radius: number }[] {
  const loaded = ship.tubes.filter(({ state }) => state === 'loaded').map(({ ordnance }) => ordnance)
  const thrown = loaded.find((id) => id !== 'mine' && greatBlast(id))
  const blasts = []
  if (thrown && target) blasts.push({ x: target.x, z: target.z, radius: greatBlast(thrown) ?? 0 })
  if (loaded.includes('mine')) {
    const { speed, mine, blast } = ordnances.mine
    const away = speed * mine.arming
    blasts.push({
      x: ship.x - Math.sin(ship.heading) * away,
      z: ship.z - Math.cos(ship.heading) * away,
      radius: blast,
    })
  }
  return blasts
}
