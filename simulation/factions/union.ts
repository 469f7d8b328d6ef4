/** The Harbour Union: the crews' own side, and the stations they guard. */
import type { Faction } from './faction.ts'

export const union = {
  id: 'union',
  name: 'Harbour Union',
  shipNames: ['Curlew', 'Dunlin', 'Plover', 'Turnstone', 'Whimbrel', 'Godwit'],
} as const satisfies Faction
