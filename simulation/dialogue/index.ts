/** The catalogue of dialogues; the first one that fits is spoken. */
import { crew } from './crew.ts'
import type { Choice, Dialogue, Talk } from './dialogue.ts'
import { enemyShip } from './enemy-ship.ts'
import { enemyStation } from './enemy-station.ts'
import { friendlyShip } from './friendly-ship.ts'
import { friendlyStation } from './friendly-station.ts'
import { neutralShip } from './neutral-ship.ts'
import { neutralStation } from './neutral-station.ts'

export const dialogues = {
  crew,
  'friendly-station': friendlyStation,
  'neutral-station': neutralStation,
  'enemy-station': enemyStation,
  'friendly-ship': friendlyShip,
  'neutral-ship': neutralShip,
  'enemy-ship': enemyShip,
} satisfies Record<string, Dialogue>

const all = Object.values<Dialogue>(dialogues)

/** Choices' ids; a choice that several dialogues share is one. */
export const choiceIds = [...new Set(all.flatMap((dialogue) => dialogue.choices.map((choice) => choice.id)))]

export function dialogueFor(talk: Talk): Dialogue {
  const found = all.find((dialogue) => dialogue.fits(talk))
  if (!found) throw new TypeError(`nothing to say to ${talk.other.name}`)
  return found
}

export const offeredChoices = (talk: Talk): Choice[] =>
  dialogueFor(talk).choices.filter((choice) => choice.isOffered?.(talk) ?? true)

/** Why a choice cannot be taken now, its price counted. */
export function whyNotChoose(talk: Talk, choice: Choice): string | undefined {
  const price = choice.price?.(talk) ?? 0
  if (price > talk.world.reputation) return `It takes ${price} reputation, and you have less.`
  return choice.whyNot?.(talk)
}
