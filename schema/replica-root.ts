/** The root that every client of a game room decodes: the platform's session beside the game's replica. */
import { type Schema, schema, t } from '@colyseus/schema'
import { SessionState } from './session.state.ts'

export type ReplicaRoot<Game extends Schema> = Schema & {
  /** Tick of the last projection: what "now" means for everything in `game`. */
  tick: number
  /** Index of the group whose stream this is, -1 for those who have not taken a seat. */
  group: number
  session: SessionState
  game: Game
}

/** The root schema around one game's replica class. */
export function replicaRoot<Game extends Schema>(Game: new () => Game): new () => ReplicaRoot<Game> {
  return schema(
    {
      tick: t.uint32().default(0),
      group: t.int8().default(-1),
      // Optional only for the encoder, which fills them once it has set the stream's reference numbers.
      session: t.ref(SessionState).optional(),
      game: t.ref(Game).optional(),
    },
    'ReplicaRoot',
  ) as unknown as new () => ReplicaRoot<Game>
}
