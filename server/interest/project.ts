/** World → one ship's replica. The only filter there is: what is not written here never reaches the crew. */
import type { ContactKind } from '../../schema/contact.replica.ts'
import type { ShipReplica } from '../../schema/ship.replica.ts'
import { isAlive, shipOfGroup, type Vessel } from '../../simulation/lookup.ts'
import { distance as distanceBetween } from '../../simulation/math.ts'
import { blipRange, closeRange } from '../../simulation/ranges.ts'
import { writeReport } from '../../simulation/reckoning.ts'
import { scenarioOf } from '../../simulation/scenarios/index.ts'
import { scanLevel, sensedFrom } from '../../simulation/systems/sensors.ts'
import type { Anomaly, Asteroid, Probe, Ship, Torpedo, World } from '../../simulation/world.ts'
import { ContactSlots, never, type Slot } from './contact-slots.ts'
import { tellHealth, tellIdentity } from './project-identity.ts'
import { forgetLines, projectOwnShip } from './project-own-ship.ts'
import { type Body, rosterOf } from './project-roster.ts'
import { haveClouds, projectClouds, sightTerrain } from './project-terrain.ts'
import { type Detail, type Tracked, Tracks } from './project-tracks.ts'
import { lookSeconds, tierAt, tierRules } from './tiers.ts'

/** What a projection keeps from one frame to the next, by replica: the world it showed, and where. */
const shown = new WeakMap<ShipReplica, { world: World; slots: ContactSlots }>()
/** All crews of a world share its tracks. */
const tracksByWorld = new WeakMap<World, Tracks>()

/** Writes what the crew of `group` may know at this tick into `replica`. */
export function project(world: World, group: number, replica: ShipReplica): void {
  const ship = shipOfGroup(world, group)
  if (ship === undefined) throw new RangeError(`no ship of group ${group}`)
  replica.objective = scenarioOf(world).objective(world)
  const slots = slotsFor(world, replica)
  replica.coach = ship.bridge?.coach ?? ''
  projectOwnShip(world, ship, replica.ship)
  if (!haveClouds(world, replica)) projectClouds(world, replica)
  // A wreck's sensors are dead.
  if (isAlive(ship)) sightAll({ world, ship, slots, tracks: tracksOf(world) })
  else slots.clear()
}

/** The replica's slots, emptied when another world begins: its ids and ticks start anew. */
function slotsFor(world: World, replica: ShipReplica): ContactSlots {
  const before = shown.get(replica)
  const slots = before?.slots ?? new ContactSlots(replica.contacts)
  if (before?.world !== world) {
    slots.clear()
    forgetLines(replica.ship)
    projectClouds(world, replica)
    shown.set(replica, { world, slots })
  }
  return slots
}

function tracksOf(world: World): Tracks {
  const tracks = tracksByWorld.get(world) ?? new Tracks(world)
  tracksByWorld.set(world, tracks)
  return tracks
}

/** One crew's watch on the sector. */
interface Watch {
  readonly world: World
  readonly ship: Ship
  readonly slots: ContactSlots
  readonly tracks: Tracks
}

/** Looks at whatever is due; most is not, and most of that is as it was. */
function sightAll(watch: Watch): void {
  const { world, ship, slots, tracks } = watch
  const { tick, nextId } = world
  const roster = rosterOf(world)
  const { bodies, kinds, lost } = roster
  tracks.takeTurns()
  followNear(watch)
  slots.dueAt.reach(nextId)
  const { lookedAt, plain } = slots
  plain.begin(world, ship)
  const ids = roster.ids.values
  const dueAt = slots.dueAt.values
  const newsAt = roster.newsAt.values
  for (let index = 0; index < bodies.length; index++) {
    const id = ids[index]!
    const isNews = newsAt[id]! > lookedAt + 1
    if (!isNews && dueAt[id]! > tick) continue
    dueAt[id] =
      !isNews && plain.isSame(roster, index, id) && readGauges(slots, bodies[index]!)
        ? lookAfter(world, id, plain.isBeyond(id) ? beyondSeconds : lookSeconds)
        : sight(watch, bodies[index]!, kinds[index]!, isNews)
  }
  slots.lookedAt = tick
  for (; slots.lossesSeen < lost.length; slots.lossesSeen++) slots.lose(lost[slots.lossesSeen]!)
  slots.sweep()
  tellReports(slots)
}

/** Near ones are followed from frame to frame; others have their turns. */
function followNear({ world, slots, tracks }: Watch): void {
  if (world.tick - slots.followedAt < nearPeriod(world)) return
  slots.followedAt = world.tick
  for (const { track } of slots.near()) if (track !== undefined) tracks.follow(track)
}

function tellReports({ news }: ContactSlots): void {
  for (const slot of news) {
    const { track, contact } = slot
    slot.isNews = false
    if (track === undefined || track.version === slot.version) continue
    slot.version = track.version
    writeReport(track.report, contact)
    contact.at = track.at & 0xffff
  }
  news.length = 0
}

/** Tells what changes by itself of a body in plain sight. False when there is more to tell. */
function readGauges(slots: ContactSlots, body: Body): boolean {
  if (!slots.plain.isGauged(body.id)) return true
  const slot = slots.find(body.id)
  if (slot === undefined || !isAlive(body as Vessel)) return false
  tellHealth(slot, body as Vessel, slot.tier, slot.contact.scan)
  return true
}

/** Shows one body to the ship's crew, as far as sensors reach. Returns the tick at which to come back to it. */
function sight(watch: Watch, body: Body, kind: ContactKind, isNews: boolean): number {
  const { world, ship, slots } = watch
  if (kind === 'asteroid' || kind === 'anomaly') {
    sightTerrain(world, ship, slots, body as Asteroid | Anomaly)
    return lookAfter(world, body.id, lookSeconds)
  }
  if (body === ship || (kind === 'probe' && (body as Probe).group !== ship.bridge?.group)) return never
  const slot = look(watch, body as Tracked, kind)
  if (slot === undefined) {
    slots.lose(body.id)
    return lookAfter(world, body.id, beyondSeconds)
  }
  if (isNews && slot.track !== undefined) watch.tracks.follow(slot.track, true)
  return lookAfter(world, body.id, lookSeconds)
}

/** Who comes into the sensors' reach is seen after this time, in seconds, at the latest. */
const beyondSeconds = 0.2

const nearPeriod = ({ hz }: World): number => Math.max(1, Math.round(hz / tierRules.near.rate))

/** Staggered by id, so that the far ones do not all travel in the same frame. */
function lookAfter({ tick, hz }: World, id: number, seconds: number): number {
  const period = Math.max(1, Math.round(hz * seconds))
  return tick + period - ((tick + id) % period)
}

/** Looks at how near a body is, and how well it is known. Nothing when the crew's sensors do not show it. */
function look(watch: Watch, body: Tracked, listed: ContactKind): Slot | undefined {
  const { world, ship, slots, tracks } = watch
  const { plain } = slots
  const known = slots.find(body.id)
  const kind = listed === 'ship' && !isAlive(body as Ship) ? 'wreck' : listed
  const isCharted = kind === 'station' || kind === 'probe'
  const distance = isCharted ? distanceBetween(ship, body) : sensedFrom(world, ship, body)
  const tier = isCharted ? 'always' : tierAt(distance, known?.tier)
  const isOthersTorpedo = (kind === 'torpedo' || kind === 'mine') && (body as Torpedo).owner !== ship.id
  if (tier === undefined || (isOthersTorpedo && distance > closeRange)) {
    plain.keep(body.id, distance, undefined, body)
    return undefined
  }
  const slot = known ?? slots.take(body.id)
  const level = kind === 'ship' ? scanLevel(world, ship, body as Ship) : 2
  tellIdentity(slot, ship, body, kind, level, distance)
  tellHealth(slot, body, tier, level)
  if (tier !== slot.tier || known === undefined) slots.retier(slot, tier)
  tracks.read(slot, body, tier, detailOf(level, distance))
  if (kind === 'probe') slot.contact.until = world.tick + Math.round((body as Probe).life * world.hz)
  if (kind === 'probe' || kind === 'wreck') plain.drop(body.id)
  else plain.keep(body.id, distance, tier, body, !slot.isBare)
  return slot
}

/** An unscanned ship shows what it does, and far off only where it is. */
const detailOf = (level: number, distance: number): Detail =>
  level >= 1 ? 'orders' : distance > blipRange ? 'place' : 'motion'
