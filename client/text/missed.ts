/** What happened while a player was away, in sentences: the newest last, repeated ones counted. */
import type { HeardGameEvent } from '../../schema/events/index.ts'
import { line } from './line.ts'
import { describeEvent } from './sentences.ts'

/** Letters that are read at a glance: a line of the bridge, or two of a phone. */
const mostLetters = 64

export interface Missed {
  sentences: string[]
  /** Sentences that came before those shown. */
  earlier: number
}

export function missed(events: readonly HeardGameEvent[]): Missed {
  const counts = new Map<string, number>()
  for (const event of events) {
    const title = describeEvent(event)?.title ?? ''
    if (title === '') continue
    const count = (counts.get(title) ?? 0) + 1
    // Taken out and put in again, it stands where it happened last.
    counts.delete(title)
    counts.set(title, count)
  }
  const all = [...counts].map(([title, count]) => (count > 1 ? line.away.times(title, count) : title))
  let shown = 0
  let letters = 0
  for (const sentence of all.toReversed()) {
    letters += sentence.length
    // The newest is always told, however long.
    if (shown > 0 && letters > mostLetters) break
    shown++
  }
  return { sentences: all.slice(all.length - shown), earlier: all.length - shown }
}
