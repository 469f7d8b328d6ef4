/** What one ship's crew receives: their own ship, and the contacts that its sensors know. */
import { type SchemaType, schema, t } from '@colyseus/schema'
import { ContactReplica } from './contact.replica.ts'
import { angle, coordinate, drift, share, speed, turning, turningLimit } from './quanta.ts'

/** One of the ship's systems, in the order of the simulation's `systemNames`. */
export const SystemReplica = schema(
  {
    /** Low 16 bits of the tick at which power, coolant and heat were as they stand here; since then they went on as `foresee` in
     *  `simulation/systems/power.ts` says, or a newer report would have come. */
    at: t.uint16().default(0),
    /** Power level 0–3 as it is, and as ordered. */
    power: t.quantized({ min: 0, max: 3, bits: 8 }).default(1),
    powerOrdered: t.quantized({ min: 0, max: 3, bits: 8 }).default(1),
    /** Coolant units 0–10 as they are, and as ordered. */
    coolant: t.quantized({ min: 0, max: 10, bits: 8 }).default(0),
    coolantOrdered: t.quantized({ min: 0, max: 10, bits: 8 }).default(0),
    heat: share(),
    /** 1 whole, 0 broken. */
    health: share(),
    /** Share of its power that somebody's hacking takes. */
    hacked: share(),
  },
  'System',
)
export type SystemReplica = SchemaType<typeof SystemReplica>

export const TubeReplica = schema(
  {
    /** Ordnance id in or on its way into the tube, '' when empty. */
    ordnance: t.string().default(''),
    state: t.string<'empty' | 'loading' | 'loaded' | 'unloading' | 'firing'>().default('empty'),
    /** Tick at which loading, unloading or a salvo ends; 0 when nothing moves. */
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

/** One of the answers that can be given on the open channel. */
export const ChoiceReplica = schema(
  {
    /** What `comms.answer` names; '' marks a free slot. */
    id: t.string().default(''),
    text: t.string().default(''),
    /** Reputation that it takes. */
    price: t.uint16().default(0),
    /** Why it cannot be given now, '' when it can. */
    why: t.string().default(''),
  },
  'Choice',
)
export type ChoiceReplica = SchemaType<typeof ChoiceReplica>

/** What the crew's hacking takes from a system of a contact; contact 0 marks a free slot. */
export const HackReplica = schema(
  {
    contact: t.number().default(0),
    /** Index of the system. */
    system: t.int8().default(0),
    /** 0–0.75 of its power. */
    share: share(),
  },
  'Hack',
)
export type HackReplica = SchemaType<typeof HackReplica>

/** A numbered place; waypoint `n` stands at index n − 1 of its array. */
export const WaypointReplica = schema({ set: t.boolean().default(false), x: coordinate(), z: coordinate() }, 'Waypoint')
export type WaypointReplica = SchemaType<typeof WaypointReplica>

/** A nebula. */
export const CloudReplica = schema(
  { id: t.number().default(0), x: coordinate(), z: coordinate(), radius: t.uint16().default(0) },
  'Cloud',
)
export type CloudReplica = SchemaType<typeof CloudReplica>

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

export const JumpReplica = schema(
  {
    stage: t.string<'idle' | 'charging' | 'counting'>().default('idle'),
    bearing: angle(),
    distance: t.uint16().default(0),
    /** Charge in units of distance when the stage began; and the tick at which the stage ends, 0 when it has no end. */
    charge: t.uint16().default(0),
    at: t.uint32().default(0),
  },
  'Jump',
)
export type JumpReplica = SchemaType<typeof JumpReplica>

export const DestructReplica = schema(
  {
    stage: t.string<'safe' | 'armed' | 'counting'>().default('safe'),
    /** Console that armed it, and the tick at which the wait or the count ends. */
    by: t.string().default(''),
    at: t.uint32().default(0),
  },
  'Destruct',
)
export type DestructReplica = SchemaType<typeof DestructReplica>

/** One of the last thirty lines said on the channels, 'Name: words'; number n stands in place n mod 30. 0 marks a free place. */
export const SpokenReplica = schema({ number: t.uint32().default(0), text: t.string().default('') }, 'Spoken')
export type SpokenReplica = SchemaType<typeof SpokenReplica>

/** What the engines reach as the systems are now: units a second at full impulse, and that a level of warp gives; radians a
 *  second. */
export const EnginesReplica = schema({ fullSpeed: speed(), levelSpeed: speed(), turnLimit: turningLimit() }, 'Engines')
export type EnginesReplica = SchemaType<typeof EnginesReplica>

/** Comms: the channel, the reputation, and what is being hacked. */
export const RadioReplica = schema(
  {
    /** Contact on the line, 0 for none; whether it is called, calls, or talks; the tick at which it closes. */
    channelWith: t.number().default(0),
    channelStage: t.string<'' | 'calling' | 'called' | 'open'>().default(''),
    channelClosesAt: t.uint32().default(0),
    choices: t.array(ChoiceReplica),
    reputation: t.uint16().default(0),
    /** The break under way: contact, index of the system, −1 for none, and its ticks. */
    hackTarget: t.number().default(0),
    hackSystem: t.int8().default(-1),
    hackStartedAt: t.uint32().default(0),
    hackReadyAt: t.uint32().default(0),
    hacks: t.array(HackReplica),
    spoken: t.array(SpokenReplica),
  },
  'Radio',
)
export type RadioReplica = SchemaType<typeof RadioReplica>

/** A schema holds 63 fields at most: what belongs to one instrument stands in a part of its own. */
export const OwnShipReplica = schema(
  {
    id: t.number().default(0),
    shipClass: t.string().default(''),
    alive: t.boolean().default(false),
    /** Low 16 bits of the tick at which it moved as it stands here; where it is by now follows from the orders, by the rules of
     *  motion (`ownMotion` and `readOwnEngines` in `simulation/reckoning.ts`), or a newer report would have come. */
    at: t.uint16().default(0),
    x: coordinate(),
    z: coordinate(),
    heading: angle(),
    /** Units a second along the heading, signed; what the engines reach at 100%. */
    speed: speed(),
    maxSpeed: t.uint16().default(0),
    /** Turn rate in radians a second, signed, clockwise positive. */
    turnRate: turning(),
    engines: t.ref(EnginesReplica).default(() => new EnginesReplica()),
    impulseOrdered: t.quantized({ min: -1, max: 1, bits: 16 }).default(0),
    headingOrdered: angle(),
    /** Drives. '' when none is fitted; warp levels as they are and as ordered. */
    drive: t.string<'' | 'warp' | 'jump'>().default(''),
    warp: t.quantized({ min: 0, max: 4, bits: 16 }).default(0),
    warpOrdered: t.uint8().default(0),
    jump: t.ref(JumpReplica).default(() => new JumpReplica()),
    /** Combat maneuver: what is ordered, what it gives in units a second, and the tick at which it is full, or in use empty. */
    boostOrdered: share(),
    strafeOrdered: t.quantized({ min: -1, max: 1, bits: 8 }).default(0),
    burst: t.quantized({ min: 0, max: 255, bits: 8 }).default(0),
    drift: drift(),
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
    /** While a scan waits for its contact to come back, both ticks are 0 and this is the share of it that is done. */
    scanHeld: share(),
    /** Contacts to be scanned next, the first one first. */
    scanQueue: t.array('number'),
    /** Probes aboard. */
    probes: t.uint8().default(0),
    waypoints: t.array(WaypointReplica),
    /** System index that the beams aim at in the target; -1 for none. */
    aimed: t.int8().default(-1),
    /** THz. The shields get another one at the tick of its own; 0 while none is due. */
    beamFrequency: t.uint16().default(0),
    shieldFrequency: t.uint16().default(0),
    recalibrationTo: t.uint16().default(0),
    recalibratedAt: t.uint32().default(0),
    /** By repair crew: index of the system it is sent to, -1 when it chooses, and of the one it works on, -1 for none. */
    repairOrdered: t.array('int8'),
    repairAt: t.array('int8'),
    /** Presets that hold something, one bit a slot, and the slot in force, -1 for none. */
    presets: t.uint16().default(0),
    preset: t.int8().default(-1),
    destruct: t.ref(DestructReplica).default(() => new DestructReplica()),
    systems: t.array(SystemReplica),
    tubes: t.array(TubeReplica),
    beams: t.array(BeamReplica),
    /** Ordnance id → pieces in stock. */
    stock: t.map('uint8'),
    /** What comms has on its desk. */
    radio: t.ref(RadioReplica).default(() => new RadioReplica()),
    /** The newest thirty lines, not in order. */
    log: t.array(LogReplica),
  },
  'OwnShip',
)
export type OwnShipReplica = SchemaType<typeof OwnShipReplica>

export const ShipReplica = schema(
  {
    ship: t.ref(OwnShipReplica).default(() => new OwnShipReplica()),
    contacts: t.array(ContactReplica),
    /** Charted at any distance; they never change. */
    clouds: t.array(CloudReplica),
    /** Goal and progress of the scenario, one sentence each. */
    objective: t.string().default(''),
    coach: t.string().default(''),
  },
  'ShipReplica',
)
export type ShipReplica = SchemaType<typeof ShipReplica>
