/** The battle's course in the results: what marks on it say. */
import type { MarkKind } from '../../simulation/timeline.ts'
import { time } from './figures.ts'

const many = (count: number, one: string, more: string) => (count === 1 ? one : `${count} ${more}`)

/** What is said of a mark: about whom or what, and how often. */
export const markTexts: Record<MarkKind, (what: string, count: number) => string> = {
  kill: (what, count) => (count === 1 ? `${what} destroyed` : `${count} destroyed`),
  lost: () => 'Lost',
  docked: (what, count) => (what ? `Docked at ${what}` : `Docked ${count} times`),
  jump: (_, count) => many(count, 'Jump', 'jumps'),
  scan: (_, count) => many(count, 'Full scan', 'full scans'),
  supplied: (_, count) => many(count, 'Supplies', 'supply drops'),
}

export const battle = {
  title: 'The battle’s course',
  hull: 'Hull',
  dealt: 'Dealt',
  moment: 'Moment of the battle',
  spoken: (seconds: number, ships: string[]) => `${time(seconds)}: ${ships.join('; ')}`,
  spokenShip: (name: string, hull: number, dealt: string) => `${name} hull ${hull} percent, dealt ${dealt}`,
}
