/** Stations of the crews' own side: they repair, restock, and send help. */
import { isFriend, relationBetween } from '../factions/index.ts'
import { nearest } from '../lookup.ts'
import { distance } from '../math.ts'
import { dockingRange } from '../ranges.ts'
import type { Choice, Dialogue, Talk } from './dialogue.ts'
import { askAround } from './questions.ts'
import { helpers, purchases } from './station-trade.ts'

const dockWithin = ({ other }: Talk): number => dockingRange + other.radius

/** An enemy this near keeps a harbour on its guard, in units. */
const alarmRange = 8000

export const askToDock: Choice = {
  id: 'ask-to-dock',
  text: () => 'Ask for a dock',
  words: () => 'We should like to come alongside.',
  whyNot: ({ ship, other }) => (ship.dockedTo === other.id ? 'You are docked here.' : undefined),
  answer(talk) {
    const within = dockWithin(talk)
    if (distance(talk.ship, talk.other) <= within) return `You are near enough, ${talk.ship.name}. Dock when ready.`
    return `A berth is yours, ${talk.ship.name}. Come within ${within} units and slow down.`
  },
}

export const friendlyStation = {
  id: 'friendly-station',
  fits: ({ ship, other }) => 'stationClass' in other && isFriend(ship, other),
  greeting(talk) {
    const { world, ship, other } = talk
    const enemy = nearest(world, other, alarmRange, (each) => relationBetween(other, each) === 'hostile')
    if (other.hull < other.maxHull / 2) return `${ship.name}, our hull is breached. Keep them off us!`
    if (enemy) return `${ship.name}, there are enemies at our door. What do you need?`
    return `Go ahead, ${ship.name}. Come within ${dockWithin(talk)} units and slow down, and we repair and restock you.`
  },
  choices: [askToDock, ...helpers, askAround, ...purchases],
} as const satisfies Dialogue
