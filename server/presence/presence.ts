/** What everybody is doing, over all processes: the contract; a process alone and many on one Redis keep it alike. */
import type { Place, Presence } from '../../schema/people.ts'

/** `isConnected` is false while the seats are held: the player still belongs there, but is not in game. */
export type HeldPlace = Place & { isConnected: boolean }

export interface Attending {
  /** Nobody is at the page, or somebody is again. */
  away(isAway: boolean): void
  release(): void
}

export interface PresenceService {
  /** A game room of this process says where a player is. */
  place(player: string, place: HeldPlace): void
  /** Their connection to a session of this process is gone for good. */
  leave(player: string, session: string): void
  /** A connection for life of a player stands on this process, at a page where somebody is or nobody. `isInvisible` is
   *  what is kept of the player. */
  attend(player: string, page?: { isAway?: boolean; isInvisible?: boolean }): Attending
  /** Off-line to others from now on, or no longer. Said where a connection for life of the player stands. */
  setInvisible(player: string, isInvisible: boolean): void
  /** What others may see of a player. */
  seenBy(player: string): Presence
  /** Where a player belongs, seen or not; undefined in no game. Decides which channels they read. */
  placeOf(player: string): HeldPlace | undefined
  /** Told, at most every 150 ms, of the players whose presence or place changed on any process; `seen` are those of them
   *  of whom others see something else than before. */
  onChange(listener: (players: ReadonlySet<string>, seen: ReadonlySet<string>) => void): () => void
  close(): void
}
