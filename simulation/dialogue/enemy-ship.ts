/** Ships of the enemy: beaten they give up, and taunted they come. */
import { isHostile } from '../factions/index.ts'
import type { Vessel } from '../lookup.ts'
import { destroy } from '../systems/damage.ts'
import type { Dialogue } from './dialogue.ts'

/** They give up with this share of the hull left, or less. */
const surrenderHull = 0.25
export const isBeaten = ({ hull, maxHull }: Vessel): boolean => hull <= maxHull * surrenderHull

export const enemyShip = {
  id: 'enemy-ship',
  fits: ({ ship, other }) => 'helm' in other && isHostile(ship, other),
  /** Whoever does not know them gets no answer. */
  greeting({ ship, bridge, other }) {
    if (!bridge.scans[other.id]) return undefined
    return isBeaten(other) ? `Hold your fire, ${ship.name}! What do you want?` : `What do you want, ${ship.name}?`
  },
  choices: [
    {
      id: 'surrender',
      text: () => 'Demand their surrender',
      words: () => 'Give up, and nobody else gets hurt.',
      answer({ world, ship, other }) {
        if (!isBeaten(other)) return 'Not while we can still shoot.'
        destroy(world, other, ship.id)
        return 'We give up. Our boats are away; the ship is lost.'
      },
      ends: true,
    },
    {
      id: 'taunt',
      text: () => 'Taunt them',
      words: () => 'We have seen freighters with more fight in them.',
      answer({ ship, other }) {
        if ('ai' in other && other.ai) other.ai = { ...other.ai, order: 'attack', charge: ship.id }
        return `You will be sorry for that, ${ship.name}.`
      },
      ends: true,
    },
  ],
} as const satisfies Dialogue
