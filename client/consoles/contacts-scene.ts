/** Turns a session's newest state into what the radar draws. */
import { captions } from '../chat/captions.svelte.ts'
import type { GameSession, HeardEvent } from '../network/game-session.svelte.ts'
import type { ContactView, ShipView, Snapshot } from '../network/snapshot.ts'
import type { BeamArc, RadarEffect, RadarMark, RadarScene, RadarWaypoint, Trails } from '../radar/marks.ts'
import { createTrails } from '../radar/trails.ts'
import { peopleText } from '../text/people.ts'
import { markOf } from './contacts.ts'

/** A trace on the scope, and the ids of whom it goes from and to, 0 where there is none. */
export type Trace = RadarEffect & { from: number; to: number }

/** What an event leaves on the scope for a moment. */
export function tracesOf({ type, data, atMs }: HeardEvent, ownId: number): Trace[] {
  const trace = { atMs, toX: 0, toZ: 0, radius: 0, isHostile: true, from: 0, to: 0 }
  if (type === 'beam') {
    const { shooter, target, x, z, toX, toZ } = data
    const at = { x: x + toX, z: z + toZ }
    const shot = { ...trace, isHostile: target === ownId, to: target }
    return [
      { ...shot, kind: 'beam', from: shooter, x, z, toX: at.x, toZ: at.z },
      { ...shot, kind: 'hit', ...at },
    ]
  }
  if (type === 'explosion') return [{ ...trace, ...data, kind: 'explosion' }]
  const { x, z, id } = type === 'destroyed' || type === 'hit' ? data : { x: 0, z: 0, id: 0 }
  if (type === 'destroyed') return [{ ...trace, x, z, kind: 'explosion', radius: 200, to: id }]
  if (type === 'hit') return [{ ...trace, x, z, kind: 'hit', isHostile: id === ownId, to: id }]
  return []
}

/** Beam arcs with their charge at this tick. */
export function arcsOf(snapshot: Snapshot, tick: number, hz: number): BeamArc[] {
  return snapshot.ship.beams.map((beam) => {
    const left = Math.max(0, beam.readyAt - tick)
    return {
      direction: beam.direction,
      arc: beam.arc,
      range: beam.range,
      charge: beam.cycle > 0 ? Math.min(1, 1 - left / (beam.cycle * hz)) : 1,
    }
  })
}

/** Trails outlive the console on screen. */
const trails = new WeakMap<GameSession, Trails>()
function trailsOf(session: GameSession): Trails {
  const known = trails.get(session) ?? createTrails()
  trails.set(session, known)
  return known
}

/** A contact's mark is made once a report, not once a frame; where it stands is written into it. */
const marks = new WeakMap<ContactView, RadarMark>()
function markAt(session: GameSession, contact: ContactView): RadarMark {
  let mark = marks.get(contact)
  if (!mark) {
    mark = markOf(contact)
    marks.set(contact, mark)
  }
  const pose = session.poseOf(contact.id)
  if (!pose) return mark
  mark.x = pose.x
  mark.z = pose.z
  mark.heading = pose.heading
  mark.speed = pose.speed
  mark.turnRate = pose.turnRate
  return mark
}

/** The waypoints that are set, by number. */
export const waypointsOf = (ship: ShipView): RadarWaypoint[] =>
  ship.waypoints
    .map(({ x, z }, index) => ({ number: index + 1, x, z }))
    .filter((_, index) => ship.waypoints[index]?.set)

type Parts = Partial<Omit<RadarScene, 'own' | 'marks' | 'effects' | 'calls' | 'trails'>>

export function sceneOf(session: GameSession, parts: Parts): RadarScene {
  const snapshot = session.snapshot
  if (!snapshot) throw new Error('a scope without a state')
  const { ship } = snapshot
  return {
    own: session.ownPose() ?? ship,
    marks: snapshot.contacts.map((contact) => markAt(session, contact)),
    trails: trailsOf(session),
    selected: 0,
    marked: ship.marked,
    headingOrdered: undefined,
    arcs: [],
    effects: session.heard().flatMap((event) => tracesOf(event, ship.id)),
    calls: captions.calls().map(({ contact, call, name }) => ({
      id: contact,
      label: peopleText.calls.on(name, peopleText.calls.short[call]),
    })),
    dock: undefined,
    limit: undefined,
    clouds: snapshot.clouds,
    waypoints: waypointsOf(ship),
    cursor: undefined,
    survey: undefined,
    ...parts,
  }
}
