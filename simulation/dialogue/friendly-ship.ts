/** Ships of the crews' own side that the computer flies: they take orders. */
import { isFriend, relationBetween } from '../factions/index.ts'
import { findVessel } from '../lookup.ts'
import { isRecognised, knownName } from '../systems/sensors.ts'
import type { Ai } from '../world.ts'
import type { Choice, Dialogue, Talk } from './dialogue.ts'
import { askAround } from './questions.ts'

const obey = ({ other }: Talk, change: Pick<Ai, 'order' | 'charge'>): void => {
  if ('ai' in other && other.ai) other.ai = { ...other.ai, ...change }
}
/** Supply ships have an errand, and freighters no guns. */
const isFighter = ({ other }: Talk): boolean =>
  'beams' in other && other.beams.length + other.tubes.length > 0 && other.ai?.cargo === false

const attackOurs: Choice = {
  id: 'order-attack',
  text: () => 'Attack our target',
  words({ world, ship }) {
    const target = findVessel(world, ship.target)
    return `Attack ${target ? knownName(world, ship, target) : 'our target'}.`
  },
  isOffered: isFighter,
  whyNot({ world, ship, other }) {
    const target = findVessel(world, ship.target)
    if (!target) return 'Weapons must choose a target first.'
    if (!isRecognised(world, ship, target)) return 'Scan it first: they do not fire at strangers.'
    return relationBetween(other, target) === 'hostile' ? undefined : 'That is not their enemy.'
  },
  answer(talk) {
    obey(talk, { order: 'attack', charge: talk.ship.target })
    return 'Attacking.'
  },
}

export const friendlyShip = {
  id: 'friendly-ship',
  fits: ({ ship, other }) => 'helm' in other && !other.bridge && isFriend(ship, other),
  greeting: ({ ship, other }) =>
    other.hull < other.maxHull / 3 ? `We are badly hit, ${ship.name}.` : `We hear you, ${ship.name}. Fair winds.`,
  choices: [
    attackOurs,
    {
      id: 'order-escort',
      text: () => 'Stay with us',
      words: () => 'Stay with us.',
      isOffered: isFighter,
      answer(talk) {
        obey(talk, { order: 'escort', charge: talk.ship.id })
        return 'On your wing.'
      },
    },
    {
      id: 'order-home',
      text: () => 'Go home for repairs',
      words: () => 'Break off and go home.',
      isOffered: isFighter,
      answer(talk) {
        obey(talk, { order: 'dock', charge: 0 })
        return 'Breaking off.'
      },
    },
    askAround,
  ],
} as const satisfies Dialogue
