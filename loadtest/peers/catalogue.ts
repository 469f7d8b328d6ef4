/** Every peer by its name, in the order in which they are measured. */
import { colyseusState } from './colyseus-state.ts'
import { flotilla } from './flotilla.ts'
import { handPacked, handPackedTracks } from './hand-packed.ts'
import type { Peer } from './peer.ts'
import { socketioJson } from './socketio-json.ts'
import { socketioJsonDeltas } from './socketio-json-deltas.ts'

export const peers = {
  'socketio-json': socketioJson,
  'socketio-json-deltas': socketioJsonDeltas,
  'colyseus-state': colyseusState,
  flotilla,
  'hand-packed': handPacked,
  'hand-packed-tracks': handPackedTracks,
} satisfies Record<string, Peer>

export type PeerName = keyof typeof peers
