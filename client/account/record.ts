/** Reckons what the plots of a service record show. */
import type { RecordLine } from '../../schema/accounts.ts'

/** Columns of the plot over time, at most; older flights stand only in the log. */
export const mostColumns = 48

export interface Column {
  line: RecordLine
  minutes: number
  /** Days alternate, so that the axis under the columns reads as days. */
  isOddDay: boolean
  /** The day, where a new one begins. */
  day?: string
}

const dayOf = (time: number) => new Date(time).toDateString()
const shortDay = (time: number) => new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })

/** 5 May 2026, 5 Sept 2026. */
export const longDay = (time: number): string =>
  new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

export const minutesOf = (line: RecordLine): number => Math.max(1, Math.round(line.seconds / 60))

/** The newest flights, oldest first. `lines` are the newest first, as the log gives them. */
export function columnsOf(lines: readonly RecordLine[]): Column[] {
  let isOddDay = false
  let day = ''
  return lines
    .slice(0, mostColumns)
    .reverse()
    .map((line) => {
      const isNew = dayOf(line.endedAt) !== day
      if (isNew) {
        day = dayOf(line.endedAt)
        isOddDay = !isOddDay
      }
      return { line, minutes: minutesOf(line), isOddDay, ...(isNew ? { day: shortDay(line.endedAt) } : {}) }
    })
}

/** Marks of a scale from 0 that holds `most`: 1, 2 or 5 times a power of ten apart, three to five of them. */
export function scaleOf(most: number): number[] {
  const rough = Math.max(most, 4) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10)
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step)
}
