/** The world: plain data that `step` alone writes. Units: game units, seconds, radians; heading 0 is +z, clockwise towards +x. */
import type { GameEventOf } from '../schema/events/index.ts'
import type { Bridge, Hack } from './bridge.ts'
import type { Timeline } from './timeline.ts'

export const systemNames = [
  'reactor',
  'beams',
  'tubes',
  'maneuver',
  'impulse',
  'drive',
  'shieldFront',
  'shieldRear',
] as const
export type SystemName = (typeof systemNames)[number]

export interface World {
  tick: number
  /** Ticks a second; dt = 1 / hz. */
  readonly hz: number
  /** State of the one random source (sfc32). */
  random: [number, number, number, number]
  readonly scenario: string
  /** 1–11. */
  readonly difficulty: number
  /** Engineering may store and apply presets. */
  readonly allowsPresets: boolean
  nextId: number
  /** Ship ids of the groups, by group index; a lost ship's id stays. */
  readonly groups: number[]
  ships: Ship[]
  stations: Station[]
  torpedoes: Torpedo[]
  probes: Probe[]
  nebulae: Nebula[]
  asteroids: Asteroid[]
  anomalies: Anomaly[]
  /** What the crews' side may spend on help; 0 or more. */
  reputation: number
  hacks: Hack[]
  /** Numbers that the scenario keeps: the wave, when the next one comes. */
  progress: Record<string, number>
  /** What the results tell of the battle's course. */
  timeline: Timeline
  outcome: Outcome | undefined
  /** What happened in this tick; emptied at the start of each. */
  events: WorldEvent[]
}

/** All that moves or stands in the sector. */
export interface Body {
  readonly id: number
  x: number
  z: number
  heading: number
  /** Along the heading, signed. */
  speed: number
  /** Radians a second, clockwise positive. */
  turnRate: number
  readonly radius: number
}

export interface Shields {
  up: boolean
  front: number
  rear: number
  readonly maxFront: number
  readonly maxRear: number
}

export interface Ship extends Body {
  name: string
  readonly shipClass: string
  readonly faction: string
  hull: number
  readonly maxHull: number
  shields: Shields
  /** What the helm has ordered; warp is 0–4. */
  helm: { impulse: number; heading: number; warp: number }
  /** Warp level as it is, 0–4; stays 0 on ships without that drive. */
  warp: number
  /** What the combat maneuver gives now, in units a second: ahead 0–250, and to starboard −150–150. */
  burst: number
  drift: number
  /** Part of `speed` that warp and burst make up; the rest is the impulse engines'. */
  surge: number
  jump: Jump
  maneuver: CombatManeuver
  systems: Record<SystemName, ShipSystem>
  energy: number
  /** Change of energy a second over the last tick. */
  energyRate: number
  beams: Beam[]
  tubes: Tube[]
  /** Ordnance id → pieces. */
  stock: Record<string, number>
  /** Id of what weapons aim at, 0 for nothing. */
  target: number
  beamsMode: 'auto' | 'hold'
  /** System of the target that the beams aim at. */
  aimed: SystemName | undefined
  /** THz, 400–800 in steps of 20. */
  frequency: { beams: number; shields: number }
  /** The shields' next frequency, and the seconds until they have it; they are down meanwhile. 0 seconds: none is due. */
  recalibration: { to: number; remaining: number }
  /** Id of the dock, 0 when free. */
  dockedTo: number
  /** Present on ships with a bridge crew, absent on others. */
  bridge?: Bridge | undefined
  /** Present on ships that the computer flies. */
  ai?: Ai | undefined
}

export interface ShipSystem {
  power: number
  powerOrdered: number
  coolant: number
  coolantOrdered: number
  heat: number
  health: number
  /** Share of its power that somebody's hacking takes, 0–0.75. */
  hacked: number
}

/** A jump on its way: the drive charges to the distance ordered, then counts down. Charge is in units of distance and stays
 *  when a jump is called off. */
export interface Jump {
  stage: 'idle' | 'charging' | 'counting'
  bearing: number
  distance: number
  charge: number
  /** Seconds left of the count. */
  remaining: number
  /** Jumps made so far. */
  made: number
}

/** A short burst beyond what the engines give: `charge` 0–1 is what is left of it; boost 0–1 and strafe −1–1 are ordered. */
export interface CombatManeuver {
  charge: number
  boost: number
  strafe: number
}

export interface Beam {
  /** Relative to the bow. */
  readonly direction: number
  /** Full width. */
  readonly arc: number
  readonly range: number
  /** Seconds at 100% power. */
  readonly cycle: number
  readonly damage: number
  /** Seconds until it can fire again. */
  cooldown: number
}

export interface Tube {
  ordnance: string
  state: 'empty' | 'loading' | 'loaded' | 'unloading' | 'firing'
  /** Seconds left of loading, unloading or a salvo, and how long it takes in all. */
  remaining: number
  duration: number
}

export type AiOrder = 'idle' | 'roam' | 'patrol' | 'attack' | 'defend' | 'escort' | 'flee' | 'dock'

export interface Ai {
  order: AiOrder
  /** Whom it attacks, defends, escorts or docks at: an id, 0 for nobody. */
  charge: number
  /** Points of the patrol, and which one is next. */
  patrol: { x: number; z: number }[]
  next: number
  /** Has supplies aboard for its charge. */
  cargo: boolean
  /** Crew's ship that called it, 0 for none: it goes back to it when there is nothing else to do. */
  serves: number
}

export interface Station extends Body {
  name: string
  readonly stationClass: string
  readonly faction: string
  hull: number
  readonly maxHull: number
  shields: Shields
  /** THz. */
  readonly frequency: { readonly shields: number }
}

export interface Torpedo extends Body {
  readonly ordnance: string
  readonly owner: number
  readonly faction: string
  target: number
  /** Seconds left; a mine keeps what it has until it bursts. */
  life: number
  /** Seconds until it is armed; 0 when it is. `fuse`: seconds until it bursts, once something has set it off. */
  arming: number
  fuse: number | undefined
}

/** A sensor of a crew's: it flies to its place, stays there and sees. */
export interface Probe extends Body {
  readonly group: number
  readonly faction: string
  hull: number
  /** 1–8 among its crew's: what it is called by. */
  readonly number: number
  /** Where it goes, and stays. */
  toX: number
  toZ: number
  /** Seconds left. */
  life: number
}

/** Terrain that hides and slows. */
export interface Nebula {
  readonly id: number
  readonly x: number
  readonly z: number
  readonly radius: number
}

/** Something odd that stands still: a scan tells what it is, a full one is worth reputation once. */
export interface Anomaly {
  readonly id: number
  readonly x: number
  readonly z: number
  readonly kind: 'derelict' | 'crystals' | 'echo'
  studied: boolean
}

/** A rock that hurts whoever runs into it, and breaks. */
export interface Asteroid {
  readonly id: number
  readonly x: number
  readonly z: number
  readonly radius: number
}

export interface Outcome {
  victory: boolean
  /** One sentence: why. */
  reason: string
  tick: number
}

/** Something that happened: for the groups named, or for all when none are. */
export type WorldEvent = GameEventOf & { groups?: number[] }

/** One order or change of seat, as the platform hands it to `step`. */
export interface Order {
  group: number
  /** `console.order`, or `autopilot` with arguments `{ console, on }`: who works the console from now on. */
  name: string
  arguments: unknown
  /** Its arguments have passed the order's shape: they are not checked once more. */
  isChecked?: boolean
  /** Who gives it, for orders that ask: an id of the platform's. */
  by?: string
}

/** Why an order was refused; `detail` is a sentence for the console. */
export interface OrderRefusal {
  code: 'refused' | 'no-target' | 'ship-lost'
  detail: string
}

export interface StepResult {
  events: WorldEvent[]
  /** One entry per order, in order: undefined when it was obeyed. */
  results: (OrderRefusal | undefined)[]
}
