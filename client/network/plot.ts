/** The plot: where every contact is drawn at any moment, by its track. */
import type { Tier } from '../../schema/contact.replica.ts'
import { isSameReport, type MotionReport, motionOf, reckon, ticksSince } from '../../simulation/reckoning.ts'
import { createTrack, type Fade, type Pose, type Track } from './track.ts'

/** What the plot reads of a contact. */
export interface Plotted extends MotionReport {
  id: number
  tier: Tier
  at: number
}

/** Seconds over which corrections fade in: the less exactly a contact is known, the more slowly. */
const fadeSeconds: Record<Tier, number> = { near: 0.1, mid: 0.5, far: 1, always: 0.5 }
/** A contact this far off its track has jumped. */
const jumpUnits = 600

interface Entry {
  track: Track
  report: Plotted
}

const isSame = (a: Plotted, b: Plotted): boolean => a.at === b.at && a.tier === b.tier && isSameReport(a, b)

export function createPlot() {
  const entries = new Map<number, Entry>()

  function enter(report: Plotted, hz: number): Entry {
    const entry = { report } as Entry
    entry.track = createTrack((motion) => reckon(motion, entry.report, 1, 1 / hz))
    entries.set(report.id, entry)
    return entry
  }

  return {
    /** Takes in what is known at `tick`; what is drawn is drawn at `drawnTick`. */
    hear(contacts: readonly Plotted[], tick: number, drawnTick: number, hz: number): void {
      const seen = new Set<number>()
      for (const report of contacts) {
        seen.add(report.id)
        const known = entries.get(report.id)
        if (known !== undefined && isSame(known.report, report)) continue
        const entry = known ?? enter(report, hz)
        entry.report = report
        const fade: Fade = { ticks: fadeSeconds[report.tier] * hz, units: jumpUnits, radians: Math.PI }
        entry.track.restart(motionOf(report), tick - ticksSince(report.at, tick), drawnTick, fade)
      }
      for (const id of entries.keys()) if (!seen.has(id)) entries.delete(id)
    },
    /** Where a contact is drawn at a tick with a fraction; undefined for one that is not known. */
    pose: (id: number, tick: number): Pose | undefined => entries.get(id)?.track.pose(tick),
  }
}
