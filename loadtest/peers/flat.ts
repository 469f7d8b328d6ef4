/** The whole world as plain records, as one writes them when nothing is kept back, and the changes between two of them. */
import { isAlive } from '../../simulation/lookup.ts'
import type { Probe, Ship, Station, Torpedo, World } from '../../simulation/world.ts'
import { systemNames } from '../../simulation/world.ts'
import type { BodyView, OwnView, View } from './peer.ts'
import { share } from './truth.ts'

export type Flat = { [name: string]: Flat | number | string | boolean }
/** By id. */
export type FlatWorld = Record<string, Flat>

/** Nobody sends seventeen digits. */
const fine = (value: number) => Math.round(value * 100) / 100
const finer = (value: number) => Math.round(value * 1000) / 1000

export function flatten(world: World): FlatWorld {
  const flat: FlatWorld = {}
  for (const ship of world.ships) flat[ship.id] = flatShip(ship)
  for (const station of world.stations) flat[station.id] = { ...flatVessel(station), kind: 'station' }
  for (const { ordnance, ...torpedo } of world.torpedoes) flat[torpedo.id] = { ...place(torpedo), kind: ordnance }
  for (const probe of world.probes) flat[probe.id] = { ...place(probe), kind: 'probe' }
  return flat
}

const place = ({ x, z, heading, speed, faction }: Ship | Station | Omit<Torpedo, 'ordnance'> | Probe): Flat => ({
  ...{ x: fine(x), z: fine(z), heading: finer(heading), speed: fine(speed), faction },
})

const flatVessel = (vessel: Ship | Station): Flat => ({
  ...place(vessel),
  name: vessel.name,
  hull: fine(vessel.hull),
  maxHull: vessel.maxHull,
  shieldsUp: vessel.shields.up,
  shieldFront: fine(vessel.shields.front),
  shieldRear: fine(vessel.shields.rear),
  maxShieldFront: vessel.shields.maxFront,
  maxShieldRear: vessel.shields.maxRear,
})

function flatShip(ship: Ship): Flat {
  const { bridge } = ship
  const flat = { ...flatVessel(ship), kind: isAlive(ship) ? 'ship' : 'wreck', shipClass: ship.shipClass }
  if (bridge === undefined) return flat
  const systems = systemNames.map((name): [string, Flat] => {
    const { power, powerOrdered, coolant, coolantOrdered, heat, health } = ship.systems[name]
    const values = { power, powerOrdered, coolant, coolantOrdered, heat, health }
    return [name, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, finer(value)]))]
  })
  const tubes = ship.tubes.map(({ ordnance, state, remaining }, index): [string, Flat] => {
    return [String(index), { ordnance, state, remaining: fine(remaining) }]
  })
  return {
    ...flat,
    group: bridge.group,
    impulseOrdered: ship.helm.impulse,
    headingOrdered: finer(ship.helm.heading),
    energy: fine(ship.energy),
    target: ship.target,
    ...{ marked: bridge.marked, alert: bridge.alert, view: bridge.view },
    systems: Object.fromEntries(systems),
    tubes: Object.fromEntries(tubes),
    stock: { ...ship.stock },
  }
}

/** What of `now` is not as in `before`; undefined when all is. */
export function changes(before: Flat, now: Flat): Flat | undefined {
  let changed: Flat | undefined
  for (const [name, value] of Object.entries(now)) {
    const old = before[name]
    const difference =
      typeof value === 'object' && typeof old === 'object' ? changes(old, value) : value === old ? undefined : value
    if (difference === undefined) continue
    changed ??= {}
    changed[name] = difference
  }
  return changed
}

/** Writes changes into what they were made from. */
export function merge(into: Flat, changed: Flat): void {
  for (const [name, value] of Object.entries(changed)) {
    const old = into[name]
    if (typeof value === 'object' && typeof old === 'object') merge(old, value)
    else into[name] = value
  }
}

type Numbers = Record<string, number>

/** What the crew of `group` reads from the whole world. */
export function viewOf(tick: number, world: FlatWorld, group: number): View {
  const bodies: BodyView[] = []
  let own: OwnView | undefined
  for (const [id, flat] of Object.entries(world)) {
    if (flat.group === group) own = ownOf(Number(id), flat)
    else bodies.push(bodyOf(Number(id), flat))
  }
  if (own === undefined) throw new Error(`no ship of group ${group} in the world received`)
  return { tick, own, bodies }
}

function bodyOf(id: number, flat: Flat): BodyView {
  const { x, z, heading, hull, maxHull, shieldFront, shieldRear, maxShieldFront, maxShieldRear } = flat as Numbers
  const place = { id, x: x!, z: z!, heading: heading! }
  if (hull === undefined) return place
  return {
    ...place,
    hull: hull / maxHull!,
    shieldFront: share(shieldFront!, maxShieldFront!),
    shieldRear: share(shieldRear!, maxShieldRear!),
  }
}

function ownOf(id: number, flat: Flat): OwnView {
  const own = { ...flat, id } as unknown as OwnView & { systems: object; tubes: object }
  return { ...own, systems: Object.values(own.systems), tubes: Object.values(own.tubes) }
}
