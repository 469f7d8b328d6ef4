/** A whole session as bytes and back: seats, orders answered, and the game with its hash. Whoever takes it over goes on from there. */
import { Packr } from 'msgpackr'
import type { SavedRecord } from '../records/recorder.ts'
import type { Absences } from './absences.ts'
import type { SavedDesk } from './desk.ts'
import type { GameDefinition, QueuedOrder } from './game-definition.ts'
import { drop } from './life.ts'
import type { Session } from './session.ts'

const format = 4

export interface Checkpoint {
  session: Session
  tick: number
  /** The running or finished game and its hash; none in the lobby. */
  world?: { bytes: Uint8Array; hash: number }
  desk: SavedDesk
  /** What the game was told of each seat, and what it is still to be told. */
  told: boolean[][]
  controls: QueuedOrder[]
  record: SavedRecord | undefined
  absences: Absences
}

// Records keep the names of fields once; `moreTypes` are the sets.
const packr = new Packr({ useRecords: true, moreTypes: true })

/** Plain data, with maps and sets, as MessagePack. */
export const pack = (value: unknown): Uint8Array => packr.pack(value)
export const unpack = (bytes: Uint8Array): unknown => packr.unpack(bytes)

/** Which checkpoints a process can read: those of its own game and versions. */
export const schemaOf = ({ id, version }: Pick<GameDefinition, 'id' | 'version'>): string =>
  `${id}.${version}.${format}`

/** The session of a checkpoint as its new owner finds it: nobody is connected yet, and every seat is held from now on. */
export function readCheckpoint(bytes: Uint8Array, now: number): Checkpoint {
  const checkpoint = unpack(bytes) as Checkpoint
  for (const { id, connected } of checkpoint.session.players) if (connected) drop(checkpoint.session, id, now)
  checkpoint.session.emptySince ??= now
  return checkpoint
}
