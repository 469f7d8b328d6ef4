/** Ships of those who take no side: traders with a long way to go. */
import { relationBetween } from '../factions/index.ts'
import { nearestHostile } from '../lookup.ts'
import type { Dialogue } from './dialogue.ts'
import { askAround } from './questions.ts'

export const neutralShip = {
  id: 'neutral-ship',
  fits: ({ ship, other }) => 'helm' in other && relationBetween(ship, other) === 'neutral',
  greeting: ({ world, ship, other }) =>
    nearestHostile(world, other, 8000) ? `Stay clear of us, ${ship.name}!` : `Good trading, ${ship.name}.`,
  choices: [
    {
      id: 'wish-well',
      text: () => 'Wish them a good passage',
      words: () => 'A good passage to you.',
      answer: () => 'And to you.',
      ends: true,
    },
    askAround,
  ],
} as const satisfies Dialogue
