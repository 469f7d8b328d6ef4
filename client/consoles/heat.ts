/** Heat as engineering foresees it, by the simulation's own formula. */
import { heatRate } from '../../simulation/systems/power.ts'
import type { SystemView } from '../network/snapshot.ts'

/** Seconds until the system overheats at its present rate, or undefined when it does not. */
export function overheatsIn(system: Pick<SystemView, 'power' | 'coolant' | 'heat'>): number | undefined {
  const rate = heatRate(system)
  return rate > 0.001 ? (1 - system.heat) / rate : undefined
}
