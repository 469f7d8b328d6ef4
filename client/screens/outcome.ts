/** Reads the outcome that the session carries as JSON. */
import type { GameOutcome } from '../../server/session/game-definition.ts'
import type { Statistics } from '../../simulation/bridge.ts'

/** Figures in the table, in its order. */
export const columns = [
  'damageDealt',
  'damageTaken',
  'kills',
  'torpedoesFired',
  'torpedoesHit',
  'beamsFired',
  'scans',
  'repairs',
  'energyUsed',
  'distance',
] as const satisfies (keyof Statistics)[]

export function outcomeOf(json: string): GameOutcome | undefined {
  if (json === '') return undefined
  try {
    return JSON.parse(json) as GameOutcome
  } catch {
    return undefined
  }
}

/** Figures are large or whole: no decimals, thousands apart, a dash for what is not known. */
export const figure = (value: number | undefined): string =>
  value === undefined ? '–' : Math.round(value).toLocaleString('en').replaceAll(',', ' ')
