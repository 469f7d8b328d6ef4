/** The Traders' Guild: sells to all and fights for none. */
import type { Faction } from './faction.ts'

export const guild = {
  id: 'guild',
  name: "Traders' Guild",
  shipNames: ['Heron', 'Stork', 'Pelican', 'Bittern', 'Ibis', 'Egret'],
} as const satisfies Faction
