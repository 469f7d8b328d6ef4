/** What the radar is given to draw. It knows no wire and no rules. */

export interface Motion {
  x: number
  z: number
  /** Radians, 0 is up, clockwise. */
  heading: number
  /** Units a second along the heading. */
  speed: number
  /** Radians a second, clockwise. */
  turnRate: number
}

export type Standing = 'friend' | 'hostile' | 'neutral' | 'unknown'
export type MarkShape = 'ship' | 'station' | 'torpedo' | 'mine' | 'asteroid' | 'wreck' | 'blip' | 'probe' | 'anomaly'

export interface RadarMark extends Motion {
  id: number
  standing: Standing
  shape: MarkShape
  label: string
  /** Proper names are set in italics. */
  isName: boolean
  /** 0–2; how much scans have told. */
  scan: number
  /** What it is called and how it stands, in words, for those who do not see it. */
  what: string
  /** A capital ship: larger, with a bar. */
  isLarge?: boolean
  /** Of a torpedo: which kind, as its record's id. */
  ordnance?: string
}

/** Where one thing was: x, z and the moment of each sample, round and round. */
export interface Trail {
  places: Float64Array
  next: number
  count: number
  standing: Standing | 'own'
}

export interface Trails {
  /** Takes a sample when one is due; the own ship's under id 0. */
  sample(own: Motion, marks: readonly RadarMark[], nowMs: number): void
  all(): ReadonlyMap<number, Trail>
  /** Changes with every sample. */
  readonly version: number
}

export interface RadarPlace {
  x: number
  z: number
}

/** A nebula. */
export interface RadarCloud extends RadarPlace {
  id: number
  radius: number
}

export interface RadarWaypoint extends RadarPlace {
  number: number
}

/** What only Science's scope shows: how much is known in each direction, and the scan under way. */
export interface RadarSurvey {
  /** Contact under the scan, 0 for none; share done; true while it waits for its contact. */
  scanned: number
  share: number
  isHeld: boolean
}

export interface BeamArc {
  /** Relative to the bow, and full width, in radians. */
  direction: number
  arc: number
  range: number
  /** 0 just fired, 1 ready. */
  charge: number
}

export interface RadarEffect {
  kind: 'beam' | 'explosion' | 'hit'
  atMs: number
  x: number
  z: number
  toX: number
  toZ: number
  /** Units; of an explosion. */
  radius: number
  isHostile: boolean
}

/** A contact that somebody of the crew has just called. */
export interface RadarCall {
  id: number
  /** Who called, and what for. */
  label: string
}

export interface RadarScene {
  own: Motion
  marks: RadarMark[]
  /** Where things were; they stay with the session when the console changes. */
  trails: Trails
  selected: number
  marked: number
  /** Shows the dial's bug; without it the ring is no dial. */
  headingOrdered: number | undefined
  arcs: BeamArc[]
  effects: RadarEffect[]
  calls: readonly RadarCall[]
  /** Dotted red discs: how far a blast would reach. */
  blasts?: { x: number; z: number; radius: number }[]
  /** A dashed disc around a station: docking is possible within. */
  dock: { x: number; z: number; radius: number } | undefined
  /** Radius of a dashed ring around the own ship: how far full sensors reach. */
  limit: number | undefined
  clouds: readonly RadarCloud[]
  waypoints: readonly RadarWaypoint[]
  /** The cross-hair of a place that is being chosen. */
  cursor: RadarPlace | undefined
  survey: RadarSurvey | undefined
  /** The way that the orders lead, as x and z in turn; the own velocity; and what the course meets, in how many seconds. */
  path?: readonly number[]
  velocity?: { x: number; z: number }
  /** The torpedo that will be here first. */
  incoming?: { id: number; seconds: number } | undefined
  hazard?: { x: number; z: number; radius: number; seconds: number } | undefined
}
