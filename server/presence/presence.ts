/** What everybody is doing, over all processes: the contract; a process alone and many on one Redis keep it alike. */
import type { Place, Presence } from '../../schema/people.ts'

export interface PresenceService {
  /** The game room `room` of this process says where a player is; undefined when they do not belong there any more.
   *  `isConnected` is false while the seats are held: the player still belongs there, but is not in game. */
  place(player: string, room: string, place: (Place & { isConnected: boolean }) | undefined): void
  /** A connection for life of a player stands on this process, at a page where somebody is or nobody. Calling the answer's
   *  `away` changes that, `release` ends it. */
  attend(player: string): { away(isAway: boolean): void; release(): void }
  /** Off-line to others from now on, or no longer. */
  setInvisible(player: string, isInvisible: boolean): void
  /** What others may see of a player. */
  seenBy(player: string): Presence
  /** Where a player belongs, seen or not; undefined in no game. Decides which channels they read. */
  placeOf(player: string): (Place & { isConnected: boolean }) | undefined
  /** Told, at most every 150 ms, of the players whose presence or place changed on any process. */
  onChange(listener: (players: ReadonlySet<string>) => void): () => void
  close(): void
}
