/** What every console's view is given. */
import type { GameSession } from '../network/game-session.svelte.ts'
import type { Snapshot } from '../network/snapshot.ts'

export interface ConsoleProps {
  session: GameSession
  snapshot: Snapshot
}
