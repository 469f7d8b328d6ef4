/** The catalogue of the game's events. */
import type { z } from 'zod'
import { beam } from './beam.ts'
import { called } from './called.ts'
import { comms } from './comms.ts'
import { destroyed } from './destroyed.ts'
import { docked } from './docked.ts'
import { explosion } from './explosion.ts'
import { hacked } from './hacked.ts'
import { hit } from './hit.ts'
import { jumpMade } from './jump-made.ts'
import { overheated } from './overheated.ts'
import { probeEnded } from './probe-ended.ts'
import { recalibrated } from './recalibrated.ts'
import { redAlert } from './red-alert.ts'
import { scanned } from './scanned.ts'
import { selfDestruct } from './self-destruct.ts'
import { supplied } from './supplied.ts'
import { undocked } from './undocked.ts'
import { wave } from './wave.ts'

export const gameEvents = [
  beam,
  hit,
  explosion,
  destroyed,
  jumpMade,
  scanned,
  probeEnded,
  docked,
  undocked,
  wave,
  overheated,
  recalibrated,
  selfDestruct,
  redAlert,
  comms,
  called,
  hacked,
  supplied,
] as const

type Definition = (typeof gameEvents)[number]
export type EventName = Definition['name']
/** What an event of this name tells. */
export type EventData<Name extends EventName> = z.output<Extract<Definition, { name: Name }>['shape']>
/** One of them, with what it tells. */
export type GameEventOf<Name extends EventName = EventName> = {
  [Each in Name]: { type: Each; data: EventData<Each> }
}[Name]
/** The same as a listener hears it. */
export type HeardGameEvent = GameEventOf & { tick: number }
