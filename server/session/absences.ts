/** What happened while somebody's line was cut; they are told when they are back. */
import type { AwayFrame, EventFrame } from '../../schema/events/wire.ts'

interface Absence {
  since: number
  /** The latest, oldest first: a frame each. */
  events: EventFrame[]
}

/** By player id; plain data, as a checkpoint keeps it. */
export type Absences = Map<string, Absence>

/** More than a person reads at a glance is not kept. */
const mostEvents = 20
/** Shorter absences are nobody's business. */
const leastMs = 3000

export function begin(absences: Absences, player: string, now: number): void {
  if (!absences.has(player)) absences.set(player, { since: now, events: [] })
}

export function missEvent(absences: Absences, player: string, event: EventFrame): void {
  const absence = absences.get(player)
  if (absence === undefined) return
  absence.events.push(event)
  if (absence.events.length > mostEvents) absence.events.shift()
}

/** Ends an absence; what there is to tell of it, if it was long enough to matter. */
export function end(absences: Absences, player: string, now: number): AwayFrame | undefined {
  const absence = absences.get(player)
  absences.delete(player)
  if (absence === undefined || now - absence.since < leastMs) return undefined
  const { since, events } = absence
  return [Math.round((now - since) / 1000), ...events]
}
