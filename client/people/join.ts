/** How components anywhere on the page get the player into somebody's session, and onto a seat there. */
import { createContext } from 'svelte'

export interface Berth {
  session: string
  /** Index of the ship and id of the seat to take; without them only aboard. */
  seat?: { group: number; seat: string }
  password?: string
  /** Of an invitation: where to go when it needs more than one press. */
  code?: string
}

/** Rejects with a `RefusedError` when the session does not let the player in. */
export type Join = (berth: Berth) => Promise<void>

export const [useJoin, provideJoin] = createContext<Join>()
