/** The own ship's systems at any moment: they run on from their last report as the rules foresee it. */
import { ticksSince } from '../../simulation/reckoning.ts'
import { courseStep, effectivenessOf, foresee, type SystemCourse } from '../../simulation/systems/power.ts'
import { systemNames } from '../../simulation/world.ts'
import type { SystemReport, SystemView } from './snapshot.ts'

/** A system is not brought on further than this: by then all has settled. */
const mostSteps = 1500

interface Entry {
  report: SystemReport
  course: SystemCourse
  /** Tick of the report, and the steps since. */
  from: number
  steps: number
}

const isSame = (one: SystemReport, other: SystemReport): boolean =>
  one.at === other.at && one.power === other.power && one.powerOrdered === other.powerOrdered && one.heat === other.heat

export function createSystems() {
  let entries: Entry[] = []

  return {
    /** Takes in what is known at `tick`. */
    hear(reports: readonly SystemReport[], tick: number): void {
      entries = reports.map((report, index) => {
        const known = entries[index]
        if (known !== undefined && isSame(known.report, report)) return Object.assign(known, { report })
        return { report, course: { ...report }, from: tick - ticksSince(report.at, tick), steps: 0 }
      })
    },
    /** The systems at `tick`, with the ship's energy as it is. */
    at(tick: number, hz: number, energy: number): SystemView[] {
      return entries.map((entry, index) => {
        const due = Math.min(mostSteps, Math.floor((tick - entry.from) / (courseStep * hz)))
        for (; entry.steps < due; entry.steps++) foresee(entry.course)
        const { power, coolant, heat } = entry.course
        const system = { ...entry.report, power, coolant, heat }
        return { ...system, effectiveness: effectivenessOf(systemNames[index]!, system, energy) }
      })
    },
  }
}
