/** The world: plain data that `step` alone writes. Units: game units, seconds, radians; heading 0 is +z, clockwise towards +x. */

export const consoleNames = ['helm', 'weapons', 'engineering', 'science', 'comms', 'captain'] as const
export type ConsoleName = (typeof consoleNames)[number]

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
  nextId: number
  /** Ship ids of the groups, by group index; a lost ship's id stays. */
  readonly groups: number[]
  ships: Ship[]
  stations: Station[]
  torpedoes: Torpedo[]
  /** Numbers that the scenario keeps: the wave, when the next one comes. */
  progress: Record<string, number>
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
  /** What the helm has ordered. */
  helm: { impulse: number; heading: number }
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
  state: 'empty' | 'loading' | 'loaded' | 'unloading'
  /** Seconds left of loading or unloading, and how long it takes in all. */
  remaining: number
  duration: number
}

/** What only a crewed ship has. */
export interface Bridge {
  readonly group: number
  /** Consoles worked by an autopilot. */
  autopilot: Record<ConsoleName, boolean>
  alert: 'green' | 'yellow' | 'red'
  doctrine: 'hold' | 'defend' | 'evade' | 'attack'
  view: 'fore' | 'aft' | 'left' | 'right' | 'tactical' | 'long'
  /** Contact marked by Science, 0 for none. */
  marked: number
  /** Scan level 0–2 by entity id. */
  scans: Record<number, number>
  scan: { target: number; remaining: number; duration: number } | undefined
  repair: SystemName | undefined
  /** Newest last, at most 30. */
  comms: string[]
  coach: string
  statistics: Statistics
}

/** What a ship's crew did, for the results. */
export interface Statistics {
  damageDealt: number
  damageTaken: number
  torpedoesFired: number
  torpedoesHit: number
  beamsFired: number
  kills: number
  scans: number
  repairs: number
  energyUsed: number
  distance: number
}

export interface Ai {
  order: 'idle' | 'patrol' | 'attack' | 'defend'
  /** Points of the patrol, and which one is next. */
  patrol: { x: number; z: number }[]
  next: number
}

export interface Station extends Body {
  name: string
  readonly stationClass: string
  readonly faction: string
  hull: number
  readonly maxHull: number
  shields: Shields
}

export interface Torpedo extends Body {
  readonly ordnance: string
  readonly owner: number
  readonly faction: string
  target: number
  /** Seconds left. */
  life: number
}

export interface Outcome {
  victory: boolean
  /** One sentence: why. */
  reason: string
  tick: number
}

/** Something that happened: for the groups named, or for all when none are. */
export interface WorldEvent {
  type: string
  groups?: number[]
  data: Record<string, string | number | boolean>
}

/** One order or change of seat, as the platform hands it to `step`. */
export interface Order {
  group: number
  /** `console.order`, or `autopilot` with arguments `{ console, on }`: who works the console from now on. */
  name: string
  arguments: unknown
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
