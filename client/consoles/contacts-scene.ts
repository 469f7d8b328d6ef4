/** Turns a session's newest state into what the radar draws. */
import { captions } from '../chat/captions.svelte.ts'
import type { GameSession, HeardEvent } from '../network/game-session.svelte.ts'
import type { ShipView, Snapshot } from '../network/snapshot.ts'
import type { BeamArc, RadarEffect, RadarMark, RadarScene, RadarWaypoint } from '../radar/marks.ts'
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

/** Rocks shrink as the scope looks further: a field must not become one blot. */
const rockSized = (mark: RadarMark, range: number): RadarMark =>
  mark.shape === 'asteroid' ? { ...mark, pixels: range <= 6000 ? 9 : range <= 15_000 ? 6 : 3.5 } : mark

/** The waypoints that are set, by number. */
export const waypointsOf = (ship: ShipView): RadarWaypoint[] =>
  ship.waypoints
    .map(({ x, z }, index) => ({ number: index + 1, x, z }))
    .filter((_, index) => ship.waypoints[index]?.set)

type Parts = Partial<Omit<RadarScene, 'own' | 'marks' | 'effects' | 'calls'>> & { range: number }

export function sceneOf(session: GameSession, parts: Parts): RadarScene {
  const snapshot = session.snapshot
  if (!snapshot) throw new Error('a scope without a state')
  const { ship } = snapshot
  const marks = snapshot.contacts.map((contact) => ({
    ...rockSized(markOf(contact), parts.range),
    ...session.poseOf(contact.id),
  }))
  return {
    own: session.ownPose() ?? ship,
    marks,
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
