/** The dominion: a state that takes what it can hold, with a navy of its own. */
import type { Faction } from './faction.ts'

export const dominion = {
  id: 'dominion',
  name: 'Karrow Dominion',
  shipNames: ['Ravager', 'Warrant', 'Gavel', 'Edict', 'Sceptre', 'Bulwark', 'Writ', 'Tribune', 'Legate', 'Mandate'],
} as const satisfies Faction
