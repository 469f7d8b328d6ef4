/** Turns a session's newest state into what the radar draws. */
import { captions } from '../chat/captions.svelte.ts'
import type { GameSession, HeardEvent } from '../network/game-session.svelte.ts'
import type { ShipView, Snapshot } from '../network/snapshot.ts'
import type { BeamArc, RadarEffect, RadarMark, RadarScene, RadarWaypoint } from '../radar/marks.ts'
import { peopleText } from '../text/people.ts'
import { markOf } from './contacts.ts'

const number = (value: unknown, otherwise = 0) => (typeof value === 'number' ? value : otherwise)

/** Events that leave a trace on the scope for a moment. */
export function effectOf(event: HeardEvent, ownId: number): RadarEffect | undefined {
  const { type, data, atMs } = event
  const place = { atMs, x: number(data.x), z: number(data.z), toX: 0, toZ: 0, radius: 0 }
  if (type === 'beam') {
    const isHostile = number(data.target) === ownId
    return { ...place, kind: 'beam', toX: number(data.toX), toZ: number(data.toZ), isHostile }
  }
  if (type === 'explosion') return { ...place, kind: 'explosion', radius: number(data.radius), isHostile: true }
  if (type === 'destroyed') return { ...place, kind: 'explosion', radius: 200, isHostile: true }
  if (type === 'hit') return { ...place, kind: 'hit', isHostile: number(data.id) === ownId }
  return undefined
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
    effects: session
      .heard()
      .map((event) => effectOf(event, ship.id))
      .filter((effect) => effect !== undefined),
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
