/** Energy in and out over the last minute, from what this page has seen: the reactor's gain is known, the rest is spent. */
import { energyGain } from '../../simulation/systems/docking.ts'
import { reactorOutput } from '../../simulation/systems/power.ts'
import { systemNames } from '../../simulation/world.ts'
import type { ShipView } from '../network/snapshot.ts'

export const historySeconds = 60
/** Seconds between two samples: shots are single jolts, and only their mean over a while is a rate. */
const sampleSeconds = 2
/** A longer gap, while another console was on screen, is left empty. */
const gapSeconds = 5

export interface EnergySample {
  /** Seconds of the game's time. */
  at: number
  /** Energy a second. */
  gained: number
  spent: number
  /** It follows the one before it without a gap. */
  follows: boolean
}

type Seen = Pick<ShipView, 'energy' | 'dockedTo'> & { systems: { effectiveness: number }[] }

/** What the reactor gives, and a dock. */
export const gainOf = (ship: Seen): number =>
  reactorOutput * (ship.systems[systemNames.indexOf('reactor')]?.effectiveness ?? 0) +
  (ship.dockedTo > 0 ? energyGain : 0)

export function createEnergyHistory() {
  let samples: EnergySample[] = []
  let last: { at: number; energy: number } | undefined

  return {
    /** Newest last. */
    get samples(): readonly EnergySample[] {
      return samples
    },
    /** Takes note of the ship as it is at `at` seconds; true when that made a sample. */
    see(ship: Seen, at: number): boolean {
      const since = last ? at - last.at : Number.POSITIVE_INFINITY
      if (since >= 0 && since < sampleSeconds) return false
      const before = last
      last = { at, energy: ship.energy }
      if (!before || since < 0 || since > gapSeconds) {
        // Another world, or a gap: there is nothing to compare with yet.
        if (since < 0) samples = []
        return false
      }
      const gained = gainOf(ship)
      const spent = Math.max(0, gained - (ship.energy - before.energy) / since)
      const previous = samples.at(-1)
      const follows = previous !== undefined && at - previous.at <= gapSeconds
      samples = [...samples.filter((sample) => at - sample.at <= historySeconds), { at, gained, spent, follows }]
      return true
    },
  }
}
export type EnergyHistory = ReturnType<typeof createEnergyHistory>

/** SVG path of one figure over the last minute: x 0 … `width` is then … now, y falls from `most` at 0 to 0 at `height`. */
export function pathOf(
  samples: readonly EnergySample[],
  figure: 'gained' | 'spent',
  now: number,
  { width, height, most }: { width: number; height: number; most: number },
): string {
  return samples
    .map((sample, index) => {
      const x = width * (1 - (now - sample.at) / historySeconds)
      const y = height * (1 - Math.min(1, sample[figure] / most))
      return `${index > 0 && sample.follows ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}
