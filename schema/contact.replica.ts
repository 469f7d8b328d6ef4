/** Contacts, as far as a crew's sensors know them. */
import { type SchemaType, schema, t } from '@colyseus/schema'
import { acceleration, angle, drift, place, share, speed, turning, turningLimit } from './quanta.ts'

/** A contact in one of the replica's slots; `id` 0 marks a free slot, whose other fields are all zero. */
export const ContactReplica = schema(
  {
    id: t.number().default(0),
    kind: t.string<ContactKind>().default('unknown'),
    /** '' until sensors have revealed it. */
    name: t.string().default(''),
    shipClass: t.string().default(''),
    faction: t.string().default(''),
    /** How this contact stands to the crew. */
    relation: t.string<'unknown' | 'friend' | 'neutral' | 'hostile'>().default('unknown'),
    scan: t.uint8().default(0),
    tier: t.string<Tier>().default('far'),
    /** Low 16 bits of the tick at which it moved as it stands here; where it is by now follows from the rules of motion
     *  (`simulation/reckoning.ts`), or a newer report would have come. Units, radians, seconds. */
    at: t.uint16().default(0),
    x: place(),
    z: place(),
    /** A blip's is its way over ground: it tells nothing of the bow. */
    heading: angle(),
    speed: speed(),
    turnRate: turning(),
    drift: drift(),
    /** What the helm has ordered and the engines can do, as far as scans tell: limits of 0 mean "as it goes". */
    course: angle(),
    pace: speed(),
    acceleration: acceleration(),
    turnLimit: turningLimit(),
    turnAcceleration: turningLimit(),
    /** Radius in units. */
    size: t.uint16().default(0),
    hull: share(),
    shieldFront: share(),
    shieldRear: share(),
    /** Health of the eight systems at scan 2, a character each in the order of `systemNames` (`readHealths`); else ''. One
     *  short text beats an array here: no references of its own, and it travels only when a system changes by a step. */
    systems: t.string().default(''),
    /** THz at scan 2; 0 while unknown. */
    shieldFrequency: t.uint16().default(0),
    beamFrequency: t.uint16().default(0),
    /** Tick at which it ends by itself; 0 for what does not. */
    until: t.uint32().default(0),
  },
  'Contact',
)
export type ContactReplica = SchemaType<typeof ContactReplica>
/** A blip is unknown too, and only its place is told. */
export type ContactKind =
  | 'unknown'
  | 'blip'
  | 'ship'
  | 'station'
  | 'torpedo'
  | 'mine'
  | 'asteroid'
  | 'wreck'
  | 'probe'
  | 'anomaly'

const firstStep = 32
const steps = 94
/** Shares of 1 as one printable character each, in steps of about 1%. */
export const writeHealths = (shares: number[]): string =>
  String.fromCharCode(...shares.map((value) => firstStep + Math.round(value * steps)))
export const readHealths = (text: string): number[] =>
  Array.from(text, (character) => (character.charCodeAt(0) - firstStep) / steps)
export const tiers = ['near', 'mid', 'far', 'always'] as const
export type Tier = (typeof tiers)[number]
