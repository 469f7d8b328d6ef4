/** The course of a battle, for the results: figures at even distances, and what turned it. */
import type { EventData, EventName } from '../schema/events/index.ts'
import { shipOfGroup } from './lookup.ts'
import type { Ship, World, WorldEvent } from './world.ts'

export type MarkKind = 'kill' | 'lost' | 'docked' | 'jump' | 'scan' | 'supplied'

/** Something worth telling of a ship. What comes close after its like is counted to it. */
export interface Mark {
  tick: number
  kind: MarkKind
  /** Name of whom or what it is about; '' where there is none, or more than one. */
  what: string
  count: number
}

export interface ShipTimeline {
  /** Percent of the whole hull, at the end of each stretch. */
  hull: number[]
  /** Damage dealt since the start, at the end of each stretch. */
  dealt: number[]
  marks: Mark[]
}

export interface Timeline {
  /** Ticks of a stretch: twice as many whenever there are too many stretches. */
  every: number
  /** Where a part of the scenario begins. */
  parts: { tick: number; name: string }[]
  /** By group. */
  ships: ShipTimeline[]
}

const firstStretchSeconds = 2
export const mostStretches = 80
export const mostMarks = 20
const closeSeconds = 20

export const emptyTimeline = (hz: number): Timeline => ({ every: firstStretchSeconds * hz, parts: [], ships: [] })

/** Events that are marks: their kind, and what they are about. Undefined: not worth one. */
const marked: { [Name in EventName]?: (data: EventData<Name>) => [MarkKind, string] | undefined } = {
  docked: ({ name }) => ['docked', name],
  'jump-made': () => ['jump', ''],
  scanned: ({ level }) => (level === 2 ? ['scan', ''] : undefined),
  supplied: () => ['supplied', ''],
}

/** Called at the end of each tick. */
export function keepTimeline(world: World): void {
  for (const event of world.events) keepEvent(world, event)
  const { timeline } = world
  if (world.tick % timeline.every !== 0) return
  world.groups.forEach((_, group) => {
    const ship = shipOfGroup(world, group)
    const kept = shipTimeline(timeline, group)
    kept.hull.push(hullPercent(ship))
    kept.dealt.push(damageDealt(ship))
  })
  if ((timeline.ships[0]?.hull.length ?? 0) >= mostStretches) widen(timeline)
}

/** A mark of a crew's ship; others have none. */
export function mark(world: World, ship: Ship, kind: MarkKind, what: string): void {
  if (!ship.bridge) return
  const { marks } = shipTimeline(world.timeline, ship.bridge.group)
  const last = marks.findLast((other) => other.kind === kind)
  const isClose = last !== undefined && world.tick - last.tick <= closeSeconds * world.hz
  if (last && (isClose || marks.length >= mostMarks)) {
    last.count += 1
    if (last.what !== what) last.what = ''
  } else if (marks.length < mostMarks) marks.push({ tick: world.tick, kind, what, count: 1 })
}

function keepEvent(world: World, event: WorldEvent): void {
  if (event.type === 'wave') world.timeline.parts.push({ tick: world.tick, name: `Wave ${event.data.number}` })
  const read = marked[event.type] as ((data: object) => [MarkKind, string] | undefined) | undefined
  const found = read?.(event.data)
  if (!found) return
  for (const group of event.groups ?? []) {
    const ship = shipOfGroup(world, group)
    if (ship) mark(world, ship, ...found)
  }
}

function shipTimeline({ ships }: Timeline, group: number): ShipTimeline {
  while (ships.length <= group) ships.push({ hull: [], dealt: [], marks: [] })
  return ships[group]!
}

/** Of two stretches one: each figure stands at the end of its stretch, so that every second one remains. */
function widen(timeline: Timeline): void {
  timeline.every *= 2
  const isSecond = (_: number, index: number) => index % 2 === 1
  for (const ship of timeline.ships) {
    ship.hull = ship.hull.filter(isSecond)
    ship.dealt = ship.dealt.filter(isSecond)
  }
}

const hullPercent = (ship: Ship | undefined): number => (ship ? Math.ceil((100 * ship.hull) / ship.maxHull) : 0)
const damageDealt = (ship: Ship | undefined): number => Math.round(ship?.bridge?.statistics.damageDealt ?? 0)

/** As the platform takes it: in seconds, and what was dealt in each stretch. */
export function courseOf(world: World) {
  const { timeline, tick, hz, groups } = world
  const seconds = (ticks: number) => Math.round(ticks / hz)
  const isOpen = tick % timeline.every !== 0
  return {
    every: timeline.every / hz,
    parts: timeline.parts.map(({ tick: at, name }) => ({ at: seconds(at), name })),
    groups: groups.map((_, group) => {
      const ship = shipOfGroup(world, group)
      const { hull, dealt, marks } = timeline.ships[group] ?? { hull: [], dealt: [], marks: [] }
      const totals = isOpen ? [...dealt, damageDealt(ship)] : dealt
      return {
        strength: isOpen ? [...hull, hullPercent(ship)] : hull,
        dealt: totals.map((total, index) => total - (totals[index - 1] ?? 0)),
        marks: marks.map(({ tick: at, ...rest }) => ({ at: seconds(at), ...rest })),
      }
    }),
  }
}
