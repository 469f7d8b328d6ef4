/** Where everything stands on the chart of a battle. Across, 0–100 is the whole of its time; down, 0–100 is a row. */
import type { GameCourse } from '../../server/session/game-definition.ts'

export type CourseGroup = GameCourse['groups'][number]
export type CourseMark = CourseGroup['marks'][number]

const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

/** Seconds that get a figure, so many at most: whole steps from 0 on. */
export function axisTimes(seconds: number, most: number): number[] {
  const step = steps.find((each) => seconds / each <= most) ?? Math.ceil(seconds / most)
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step)
}

export const across = (at: number, seconds: number): number => (100 * Math.min(at, seconds)) / Math.max(1, seconds)

/** Seconds at which a ship was lost; the whole time for one that was not. */
export const endOf = ({ marks }: CourseGroup, seconds: number): number =>
  marks.find(({ kind }) => kind === 'lost')?.at ?? seconds

/** Outline of a ship's strength, from whole at the start to the battle's end or its own. */
export function strengthPath(group: CourseGroup, every: number, seconds: number): string {
  const end = endOf(group, seconds)
  const points = [[0, 100], ...group.strength.map((value, index) => [Math.min((index + 1) * every, seconds), value])]
  const kept = points.filter(([at]) => at! <= end)
  if (end < seconds) kept.push([end, 0])
  return kept.map(([at, value]) => `${across(at!, seconds).toFixed(2)} ${(100 - value!).toFixed(0)}`).join('L')
}

export interface Bar {
  x: number
  width: number
  /** Share of the most that any ship dealt in one stretch. */
  share: number
}

export function dealtBars({ dealt }: CourseGroup, every: number, seconds: number, most: number): Bar[] {
  return dealt.flatMap((value, index) => {
    const from = across(index * every, seconds)
    const width = across((index + 1) * every, seconds) - from
    return value > 0 ? [{ x: from, width, share: value / most }] : []
  })
}

export const mostDealt = ({ groups }: GameCourse): number => Math.max(1, ...groups.flatMap(({ dealt }) => dealt))

/** Figures of a ship at a moment: percent of strength, and what it had dealt by the last stretch that had passed. */
export function figuresAt({ strength, dealt }: CourseGroup, every: number, seconds: number, at: number) {
  const count = at >= seconds ? strength.length : Math.floor(at / every)
  return {
    strength: strength[count - 1] ?? 100,
    dealt: dealt.slice(0, count).reduce((sum, value) => sum + value, 0),
  }
}

export interface PlacedMark {
  mark: CourseMark
  x: number
  /** Where its words stand, if there is room for them. */
  words: 'after' | 'before' | undefined
}

type Stretch = readonly [from: number, to: number]

/** Words are given to marks in the order of `ranks`, as long as they cover no symbol and no other words. All in px: the row's
 *  width, a symbol's, and that of a mark's words. */
export function placeMarks(
  marks: readonly CourseMark[],
  seconds: number,
  ranks: readonly string[],
  { row, symbol, wordsOf }: { row: number; symbol: number; wordsOf: (mark: CourseMark) => number },
): PlacedMark[] {
  const placed = marks.map((mark): PlacedMark => ({ mark, x: across(mark.at, seconds), words: undefined }))
  const symbolOf = ({ x }: PlacedMark): Stretch => [(x / 100) * row - symbol / 2, (x / 100) * row + symbol / 2]
  const taken = placed.map(symbolOf)
  const isFree = ([from, to]: Stretch) =>
    from >= 0 && to <= row && !taken.some(([left, right]) => from < right && to > left)
  for (const entry of placed.toSorted((one, other) => ranks.indexOf(one.mark.kind) - ranks.indexOf(other.mark.kind))) {
    const [left, right] = symbolOf(entry)
    const width = wordsOf(entry.mark)
    const [after, before]: Stretch[] = [
      [right, right + width],
      [left - width, left],
    ]
    entry.words = isFree(after!) ? 'after' : isFree(before!) ? 'before' : undefined
    if (entry.words) taken.push(entry.words === 'after' ? after! : before!)
  }
  return placed
}
