/** The root that every client of a game room decodes: the platform's session beside the game's replica. */
import { type Schema, schema, t } from '@colyseus/schema'
import { SessionState } from './session.state.ts'
import { hashState } from './state-hash.ts'

export type ReplicaRoot<Game extends Schema> = Schema & {
  /** Tick of the last projection: what "now" means for everything in `game`. */
  tick: number
  /** Index of the group whose stream this is, -1 for those who have not taken a seat. */
  group: number
  /** `hashRoot` of this state as it stood in the patch that brought it; told every few seconds, and never in a full state. */
  hash: number
  session: SessionState
  game: Game
}

/** What server and page compare to know that they hold the same. */
export const hashRoot = ({ group, session, game }: ReplicaRoot<Schema>): number =>
  (Math.imul(hashState(session), 31) + hashState(game) + group) >>> 0

/** The root schema around one game's replica class. */
export function replicaRoot<Game extends Schema>(Game: new () => Game): new () => ReplicaRoot<Game> {
  return schema(
    {
      tick: t.number().default(0),
      group: t.int8().default(-1),
      hash: t.uint32().default(0).patchOnly(),
      // Optional only for the encoder, which fills them once it has set the stream's reference numbers.
      session: t.ref(SessionState).optional(),
      game: t.ref(Game).optional(),
    },
    'ReplicaRoot',
  ) as unknown as new () => ReplicaRoot<Game>
}
