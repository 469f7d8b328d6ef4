/** Stations of those who take no side: they let crews dock when asked, and sell at their own prices. */
import { relationBetween } from '../factions/index.ts'
import { nearestHostile } from '../lookup.ts'
import { dockingRange } from '../ranges.ts'
import type { Choice, Dialogue } from './dialogue.ts'
import { askAround } from './questions.ts'
import { helpers, purchases } from './station-trade.ts'

/** They open no door with a fight this near, in units. */
const fightRange = 5000

const askLeave: Choice = {
  id: 'ask-leave-to-dock',
  text: () => 'Ask for leave to dock',
  words: () => 'We ask for leave to dock.',
  whyNot: ({ bridge, other }) => (bridge.permits.includes(other.id) ? 'They have let you dock already.' : undefined),
  answer({ world, ship, bridge, other }) {
    if (nearestHostile(world, ship, fightRange)) return 'Not with a fight on your heels. Ask again without it.'
    bridge.permits.push(other.id)
    return `Granted, ${ship.name}. Come within ${dockingRange + other.radius} units, slowly. Repairs are free, the rest is not.`
  },
}

export const neutralStation = {
  id: 'neutral-station',
  fits: ({ ship, other }) => 'stationClass' in other && relationBetween(ship, other) === 'neutral',
  greeting: ({ world, ship }) =>
    world.reputation >= 100
      ? `We have heard of you, ${ship.name}. What will it be?`
      : `State your business, ${ship.name}.`,
  choices: [askLeave, ...helpers, askAround, ...purchases],
} as const satisfies Dialogue
