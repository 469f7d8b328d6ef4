/** What one ship's crew receives: their own ship, and the contacts that its sensors know. */
import { type SchemaType, schema, t } from '@colyseus/schema'
import { sectorHalf } from './limits.ts'

/** A position on one axis in units. The projection snaps to the tier's grid before it writes. */
const coordinate = () => t.quantized({ min: -sectorHalf, max: sectorHalf, bits: 32 }).default(0)
/** Radians, wrapping, 16 bits: 0.0055° a step. 0 points along +z ("north"), growing clockwise towards +x. */
const angle = () => t.quantized({ min: 0, max: Math.PI * 2, bits: 16, mode: 'wrap' }).default(0)
/** A share of 1 in 8 bits. */
const share = () => t.quantized({ min: 0, max: 1, bits: 8 }).default(0)

/** Units a second, signed, in steps of an eighth, so that rest is exactly 0: fast enough for full warp. */
const speed = () => t.quantized({ min: -4096, max: 4095.875, bits: 16 }).default(0)

/** One of the ship's systems, in the order of the simulation's `systemNames`. */
export const SystemReplica = schema(
  {
    /** Power level 0–3 as it is, and as ordered. */
    power: t.quantized({ min: 0, max: 3, bits: 8 }).default(1),
    powerOrdered: t.quantized({ min: 0, max: 3, bits: 8 }).default(1),
    /** Coolant units 0–10 as they are, and as ordered. */
    coolant: t.quantized({ min: 0, max: 10, bits: 8 }).default(0),
    coolantOrdered: t.quantized({ min: 0, max: 10, bits: 8 }).default(0),
    heat: share(),
    /** 1 whole, 0 broken. */
    health: share(),
    /** What the system achieves of its rated output, 0–3. */
    effectiveness: t.quantized({ min: 0, max: 3, bits: 8 }).default(1),
  },
  'System',
)
export type SystemReplica = SchemaType<typeof SystemReplica>

export const TubeReplica = schema(
  {
    /** Ordnance id in or on its way into the tube, '' when empty. */
    ordnance: t.string().default(''),
    state: t.string<'empty' | 'loading' | 'loaded' | 'unloading'>().default('empty'),
    /** Tick at which loading or unloading ends; 0 when nothing moves. */
    readyAt: t.uint32().default(0),
    /** Tick at which it began, to draw its progress. */
    startedAt: t.uint32().default(0),
  },
  'Tube',
)
export type TubeReplica = SchemaType<typeof TubeReplica>

export const BeamReplica = schema(
  {
    /** Direction of the arc's middle relative to the bow, its full width (radians), its range (units). */
    direction: angle(),
    arc: angle(),
    range: t.uint16().default(0),
    /** Tick at which the beam can fire again. */
    readyAt: t.uint32().default(0),
    /** Seconds of one cycle at 100% power. */
    cycle: t.uint8().default(0),
  },
  'Beam',
)
export type BeamReplica = SchemaType<typeof BeamReplica>

/** A line of the ship's log in one of thirty places; number n stands in place n mod 30, so that only new lines travel. */
export const LogReplica = schema(
  {
    /** Counted from 1; 0 marks a free place. */
    number: t.uint32().default(0),
    tick: t.uint32().default(0),
    text: t.string().default(''),
  },
  'Log',
)
export type LogReplica = SchemaType<typeof LogReplica>

export const OwnShipReplica = schema(
  {
    id: t.number().default(0),
    shipClass: t.string().default(''),
    alive: t.boolean().default(false),
    x: coordinate(),
    z: coordinate(),
    heading: angle(),
    /** Units a second along the heading, signed; what the engines reach at 100%. */
    speed: speed(),
    maxSpeed: t.uint16().default(0),
    /** Turn rate in radians a second, signed, clockwise positive. */
    turnRate: t.quantized({ min: -4, max: 4, bits: 16 }).default(0),
    impulseOrdered: t.quantized({ min: -1, max: 1, bits: 8 }).default(0),
    headingOrdered: angle(),
    /** Drives. '' when none is fitted; warp levels as they are and as ordered. */
    drive: t.string<'' | 'warp' | 'jump'>().default(''),
    warp: t.quantized({ min: 0, max: 4, bits: 8 }).default(0),
    warpOrdered: t.uint8().default(0),
    jumpStage: t.string<'idle' | 'charging' | 'counting'>().default('idle'),
    jumpBearing: angle(),
    jumpDistance: t.uint16().default(0),
    /** Charge in units of distance when the stage began; and the tick at which the stage ends, 0 when it has no end. */
    jumpCharge: t.uint16().default(0),
    jumpAt: t.uint32().default(0),
    /** Combat maneuver: what is ordered, what it gives in units a second, and the tick at which it is full, or in use empty. */
    boostOrdered: share(),
    strafeOrdered: t.quantized({ min: -1, max: 0.9921875, bits: 8 }).default(0),
    burst: t.quantized({ min: 0, max: 255, bits: 8 }).default(0),
    drift: t.quantized({ min: -256, max: 254, bits: 8 }).default(0),
    maneuverAt: t.uint32().default(0),
    /** Inside a nebula: impulse and warp are halved. */
    inNebula: t.boolean().default(false),
    hull: t.quantized({ min: 0, max: 1024, bits: 16 }).default(0),
    maxHull: t.uint16().default(0),
    shieldsUp: t.boolean().default(false),
    shieldFront: t.quantized({ min: 0, max: 2048, bits: 16 }).default(0),
    shieldRear: t.quantized({ min: 0, max: 2048, bits: 16 }).default(0),
    maxShieldFront: t.uint16().default(0),
    maxShieldRear: t.uint16().default(0),
    /** 0–1000, and its change a second. */
    energy: t.quantized({ min: 0, max: 1024, bits: 16 }).default(0),
    energyRate: t.quantized({ min: -64, max: 64, bits: 8 }).default(0),
    /** Contact id of the dock; 0 when free. `dockingWith` is the one being approached. */
    dockedTo: t.number().default(0),
    target: t.number().default(0),
    beamsMode: t.string<'auto' | 'hold'>().default('hold'),
    alert: t.string<'green' | 'yellow' | 'red'>().default('green'),
    doctrine: t.string<'hold' | 'defend' | 'evade' | 'attack'>().default('attack'),
    view: t.string<'fore' | 'aft' | 'left' | 'right' | 'tactical' | 'long'>().default('fore'),
    /** Contact that Science marked for the crew, 0 for none. */
    marked: t.number().default(0),
    scanTarget: t.number().default(0),
    scanStartedAt: t.uint32().default(0),
    scanReadyAt: t.uint32().default(0),
    /** System index the repair crews work on; -1: they choose. */
    repairOrdered: t.int8().default(-1),
    systems: t.array(SystemReplica),
    tubes: t.array(TubeReplica),
    beams: t.array(BeamReplica),
    /** Ordnance id → pieces in stock. */
    stock: t.map('uint8'),
    /** Comms log, newest last, at most 30. */
    comms: t.array('string'),
    /** The newest thirty lines, not in order. */
    log: t.array(LogReplica),
  },
  'OwnShip',
)
export type OwnShipReplica = SchemaType<typeof OwnShipReplica>

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
    /** Low 16 bits of the tick at which place, heading and speed were as they stand here; since then the contact went on
     *  straight, or a newer report would have come. */
    at: t.uint16().default(0),
    x: coordinate(),
    z: coordinate(),
    heading: angle(),
    speed: speed(),
    /** Radius in units. */
    size: t.uint16().default(0),
    hull: share(),
    shieldFront: share(),
    shieldRear: share(),
  },
  'Contact',
)
export type ContactReplica = SchemaType<typeof ContactReplica>
export type ContactKind = 'unknown' | 'ship' | 'station' | 'torpedo' | 'asteroid' | 'wreck'
export const tiers = ['near', 'mid', 'far', 'always'] as const
export type Tier = (typeof tiers)[number]

export const ShipReplica = schema(
  {
    ship: t.ref(OwnShipReplica).default(() => new OwnShipReplica()),
    contacts: t.array(ContactReplica),
    /** Goal and progress of the scenario, one sentence each. */
    objective: t.string().default(''),
    coach: t.string().default(''),
  },
  'ShipReplica',
)
export type ShipReplica = SchemaType<typeof ShipReplica>
