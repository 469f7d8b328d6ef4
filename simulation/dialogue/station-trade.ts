/** What stations let crews have for their reputation. */
import { isFriend, isHostile } from '../factions/index.ts'
import { nearestHostile } from '../lookup.ts'
import { type OrdnanceId, ordnances } from '../ordnance/index.ts'
import type { ShipClassId } from '../ships/index.ts'
import { shipClasses, shipClassOf } from '../ships/index.ts'
import { missing } from '../systems/docking.ts'
import { type Errand, sendHelp } from '../systems/help.ts'
import type { Choice, Talk } from './dialogue.ts'

/** Reputation for one piece, by EmptyEpsilon's list. */
const piecePrices: Record<string, number> = { homing: 2, hvli: 2, mine: 2, emp: 10, nuke: 15 }
const neutralFactor = 2.5

/** Strangers take more. */
const priceOf = ({ ship, other }: Talk, base: number): number =>
  isFriend(ship, other) ? base : Math.ceil(base * neutralFactor)

const isDockedHere = ({ ship, other }: Talk): boolean => ship.dockedTo === other.id

const buy = (id: OrdnanceId): Choice => {
  const name = ordnances[id].name.toLowerCase()
  const full = ({ ship }: Talk): number => (shipClassOf(ship).stock as Partial<Record<string, number>>)[id] ?? 0
  return {
    id: `buy-${id}`,
    text: () => `Buy: ${name}`,
    words: () => `One ${name} for us, please.`,
    price: (talk) => priceOf(talk, piecePrices[id] ?? 20),
    isOffered: (talk) => full(talk) > 0 && isDockedHere(talk),
    whyNot: (talk) => (missing(talk.ship, id, full(talk)) <= 0 ? 'The magazine is full.' : undefined),
    answer({ ship }) {
      ship.stock[id] = (ship.stock[id] ?? 0) + 1
      return 'It is in your magazine. Use it well.'
    },
  }
}

export const purchases: Choice[] = (Object.keys(ordnances) as OrdnanceId[]).map(buy)

/** A ship that comes to the crew's help, for a price. */
const help = (id: string, shipClass: ShipClassId, price: number, errand: Errand, asked: string): Choice => ({
  id,
  text: () =>
    errand === 'supplies'
      ? 'Supply drop at our position'
      : `Reinforcements: one ${shipClasses[shipClass].name.toLowerCase()}`,
  words: () => asked,
  price: (talk) => priceOf(talk, price),
  whyNot: ({ world, ship, other }) => {
    const besieger = nearestHostile(world, other, 3000)
    if (besieger) return 'They are under attack themselves: clear their door first.'
    return isHostile(ship, other) ? 'They are your enemies.' : undefined
  },
  answer(talk) {
    const sent = sendHelp(talk, shipClass, errand)
    return `${sent.name} is on her way to you.`
  },
})

export const helpers: Choice[] = [
  help('supply-drop', 'supply-ship', 100, 'supplies', 'We are running low. Can you send supplies?'),
  help('call-gunboat', 'gunboat', 100, 'escort', 'We need guns here. Can you spare a gunboat?'),
  help('call-frigate', 'npc-frigate', 150, 'escort', 'We are outnumbered. Send us a frigate.'),
  help('call-dreadnought', 'dreadnought', 300, 'escort', 'It is bad out here. Send us the big one.'),
]
