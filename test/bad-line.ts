/** A transatlantic line on a poor day, for the fault proxy. */
import type { Faults } from '../loadtest/faults/fault-proxy.ts'

export const badLine: Faults = { both: { delayMs: 75, jitterMs: 15, stall: { chance: 0.05, ms: 250 } } }
