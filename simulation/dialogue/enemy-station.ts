/** Stations of the enemy: they do not bargain. */
import { isHostile } from '../factions/index.ts'
import type { Dialogue } from './dialogue.ts'

export const enemyStation = {
  id: 'enemy-station',
  fits: ({ ship, other }) => 'stationClass' in other && isHostile(ship, other),
  greeting: ({ ship, bridge, other }) =>
    bridge.scans[other.id] ? `Turn back, ${ship.name}, while you can.` : undefined,
  choices: [
    {
      id: 'surrender-station',
      text: () => 'Demand their surrender',
      words: () => 'Lower your shields and open your docks.',
      answer: ({ other }) => (other.hull < other.maxHull / 4 ? 'We would rather burn.' : 'You are funny.'),
      ends: true,
    },
  ],
} as const satisfies Dialogue
