/** The corsairs: raiders that live on what others haul. */
import type { Faction } from './faction.ts'

export const corsairs = {
  id: 'corsairs',
  name: 'Corsairs',
  shipNames: ['Jackdaw', 'Shrike', 'Skua', 'Magpie', 'Vulture', 'Caracara', 'Butcherbird', 'Kite', 'Raven', 'Buzzard'],
} as const satisfies Faction
