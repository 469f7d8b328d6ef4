/** The shape of what can be said on an open channel. */

import type { Bridge } from '../bridge.ts'
import type { Vessel } from '../lookup.ts'
import type { Ship, World } from '../world.ts'

/** Who talks: `ship` with its crew, and `other`, for whom the computer or another crew answers. */
export interface Talk {
  readonly world: World
  readonly ship: Ship
  readonly bridge: Bridge
  readonly other: Vessel
}

export interface Choice {
  /** Of its own in the whole catalogue: orders name it. */
  readonly id: string
  /** As the button says it. */
  text(talk: Talk): string
  /** As the crew says it, where that differs. */
  words?(talk: Talk): string
  /** Reputation that it takes. */
  price?(talk: Talk): number
  /** Left out of the list while false. */
  isOffered?(talk: Talk): boolean
  /** Why it cannot be chosen now: a sentence that says what to do. */
  whyNot?(talk: Talk): string | undefined
  /** Does what was asked for, and returns their answer. */
  answer(talk: Talk): string
  /** The channel closes after it. */
  ends?: true
}

export interface Dialogue {
  readonly id: string
  fits(talk: Talk): boolean
  /** Their first words; without any they do not answer the call. */
  greeting(talk: Talk): string | undefined
  readonly choices: readonly Choice[]
}
