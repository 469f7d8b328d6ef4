/** Heat as engineering foresees it, by the simulation's own formula. */
import type { SystemView } from '../network/snapshot.ts'

/** Share a second: 0.05 · (1.7^(power−1) − 1.01 − 0.1·coolant), power and coolant as they are now. */
export const heatRate = (system: Pick<SystemView, 'power' | 'coolant'>): number =>
  0.05 * (1.7 ** (system.power - 1) - 1.01 - 0.1 * system.coolant)

/** Seconds until the system overheats at its present rate, or undefined when it does not. */
export function overheatsIn(system: Pick<SystemView, 'power' | 'coolant' | 'heat'>): number | undefined {
  const rate = heatRate(system)
  return rate > 0.001 ? (1 - system.heat) / rate : undefined
}
