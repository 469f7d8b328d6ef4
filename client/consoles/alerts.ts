/** What the whole bridge must know now, most urgent first: torpedoes, collisions, heat, hull, energy. */
import { meetsIn } from '../../simulation/collision-warning.ts'
import { shipClassOf } from '../../simulation/ships/index.ts'
import { systemNames } from '../../simulation/world.ts'
import type { ContactView, ShipView, Snapshot } from '../network/snapshot.ts'
import { turnBetween } from '../radar/geometry.ts'
import { bearing, percent } from '../text/figures.ts'
import { kinds, systems } from '../text/terms.ts'
import { alertText as text } from './alerts.text.ts'
import { bearingTo, distanceTo, labelOf } from './contacts.ts'
import { overheatsIn } from './heat.ts'

export interface Alert {
  /** Stays the same while the alert goes on. */
  id: string
  kind: 'torpedo' | 'collision' | 'heat' | 'hull' | 'energy'
  tone: 'danger' | 'caution'
  title: string
  detail: string
  /** Seconds that are left, where it can be said. */
  seconds?: number
}

export interface Collision {
  contact: ContactView
  seconds: number
}

const warnSeconds = { collision: 30, closeCollision: 8, heat: 45 } as const
/** A torpedo is on its way to the ship when its course leads past it by less than this angle. */
const aimed = Math.PI / 5
const low = { hull: 0.4, hullBad: 0.2, energy: 150, energyBad: 50 } as const

/** The first asteroid or station that the ship's course meets; while it turns, the course is the present heading. */
export function collisionOf(ship: ShipView, contacts: readonly ContactView[]): Collision | undefined {
  if (ship.dockedTo > 0 || !ship.shipClass) return undefined
  const { radius } = shipClassOf(ship)
  let first: Collision | undefined
  for (const contact of contacts) {
    if (contact.kind !== 'asteroid' && contact.kind !== 'station') continue
    const seconds = meetsIn(ship, radius, contact)
    if (seconds === undefined || seconds > warnSeconds.collision) continue
    if (!first || seconds < first.seconds) first = { contact, seconds }
  }
  return first
}

/** Everything that must be seen, the danger before the caution, the sooner before the later. */
export function alertsOf({ ship, contacts }: Pick<Snapshot, 'ship' | 'contacts'>): Alert[] {
  if (!ship.alive) return []
  const alerts = [
    ...torpedoAlerts(ship, contacts),
    ...collisionAlerts(ship, contacts),
    ...heatAlerts(ship),
    ...stockAlerts(ship),
  ]
  const rank = (alert: Alert) => (alert.tone === 'danger' ? 0 : 1)
  return alerts.sort((a, b) => rank(a) - rank(b) || (a.seconds ?? 999) - (b.seconds ?? 999))
}

function torpedoAlerts(ship: ShipView, contacts: readonly ContactView[]): Alert[] {
  const coming = contacts
    .filter((contact) => contact.kind === 'torpedo' && contact.relation === 'hostile' && contact.speed > 0)
    .map((contact) => ({ from: bearingTo(ship, contact), contact, away: distanceTo(ship, contact) }))
    .filter(({ from, contact }) => Math.abs(turnBetween(contact.heading, from + Math.PI)) < aimed)
    .map(({ from, contact, away }) => ({ from, seconds: away / contact.speed }))
    .sort((a, b) => a.seconds - b.seconds)
  const next = coming[0]
  if (!next) return []
  const detail = text.torpedoFrom(bearing(next.from), coming.length - 1)
  const { seconds } = next
  return [{ id: 'torpedo', kind: 'torpedo', tone: 'danger', title: text.torpedo(seconds), detail, seconds }]
}

function collisionAlerts(ship: ShipView, contacts: readonly ContactView[]): Alert[] {
  const collision = collisionOf(ship, contacts)
  if (!collision) return []
  const { contact, seconds } = collision
  const what = contact.kind === 'asteroid' ? (kinds.asteroid ?? '') : labelOf(contact).text
  const detail = text.collisionWith(what, Math.max(0, distanceTo(ship, contact) - contact.size))
  const tone = seconds < warnSeconds.closeCollision ? 'danger' : 'caution'
  return [{ id: 'collision', kind: 'collision', tone, title: text.collision(seconds), detail, seconds }]
}

function heatAlerts(ship: ShipView): Alert[] {
  return ship.systems.flatMap((system, index): Alert[] => {
    const name = systemNames[index] ?? 'reactor'
    const id = `heat-${name}`
    if (system.heat >= 0.995)
      return [{ id, kind: 'heat', tone: 'danger', title: text.overheated(systems[name]), detail: text.hotHas }]
    const seconds = overheatsIn(system)
    if (seconds === undefined || seconds > warnSeconds.heat) return []
    return [
      { id, kind: 'heat', tone: 'caution', title: text.hot(systems[name], seconds), detail: text.hotHas, seconds },
    ]
  })
}

function stockAlerts(ship: ShipView): Alert[] {
  const alerts: Alert[] = []
  const hull = ship.hull / Math.max(1, ship.maxHull)
  if (hull < low.hull) {
    const tone = hull < low.hullBad ? 'danger' : 'caution'
    alerts.push({ id: 'hull', kind: 'hull', tone, title: text.hull(percent(hull)), detail: text.hullHas })
  }
  if (ship.energy < low.energy && ship.dockedTo === 0) {
    const tone = ship.energy < low.energyBad ? 'danger' : 'caution'
    const title = text.energy(Math.round(ship.energy))
    alerts.push({ id: 'energy', kind: 'energy', tone, title, detail: text.energyHas })
  }
  return alerts
}
