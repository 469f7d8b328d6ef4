/** What happened while somebody's line was cut; they are told when they are back. */
import type { GameEventMessage, ServerMessages } from '../../schema/messages.ts'

interface Absence {
  since: number
  /** The latest, oldest first. */
  events: GameEventMessage[]
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

export function missEvent(absences: Absences, player: string, event: GameEventMessage): void {
  const absence = absences.get(player)
  if (absence === undefined) return
  absence.events.push(event)
  if (absence.events.length > mostEvents) absence.events.shift()
}

/** Ends an absence; what there is to tell of it, if it was long enough to matter. */
export function end(absences: Absences, player: string, now: number): ServerMessages['away'] | undefined {
  const absence = absences.get(player)
  absences.delete(player)
  if (absence === undefined || now - absence.since < leastMs) return undefined
  const { since, events } = absence
  return { seconds: Math.round((now - since) / 1000), events }
}
