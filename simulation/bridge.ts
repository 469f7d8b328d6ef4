/** What only a crewed ship has: its crew's tools, what they keep there, and what they did. */
import type { SystemName } from './world.ts'

/** What only a crewed ship has. */
export interface Bridge {
  readonly group: number
  /** Whether an autopilot works a console; it does where nothing is said. */
  autopilot: Record<string, boolean>
  alert: 'green' | 'yellow' | 'red'
  doctrine: 'hold' | 'defend' | 'evade' | 'attack'
  view: 'fore' | 'aft' | 'left' | 'right' | 'tactical' | 'long'
  /** Contact marked by Science, 0 for none. */
  marked: number
  /** Scan level 0–2 by entity id. */
  scans: Record<number, number>
  scan: { target: number; remaining: number; duration: number } | undefined
  /** Contacts to be scanned after the present one, next first. */
  scanQueue: number[]
  /** Probes aboard. */
  probes: number
  waypoints: Waypoint[]
  repairCrews: RepairCrew[]
  /** Settings of all systems under ten slots; null where nothing is stored. `preset`: the slot in force, -1 for none. */
  presets: (EngineeringPreset | null)[]
  preset: number
  selfDestruct: SelfDestruct
  channel: Channel | undefined
  /** Neutral stations that have let the ship dock. */
  permits: number[]
  hacking: Hacking | undefined
  /** What was said on the channels, 'Name: words'; newest last, at most 30. */
  comms: string[]
  /** How many lines it has had in all. */
  spoken: number
  /** The ship's log: newest last, at most 100; and how many lines it has had in all. */
  log: LogEntry[]
  logged: number
  coach: string
  statistics: Statistics
}

/** Where a repair crew is sent, null when it chooses; and the system it works on, null when all is whole. */
export interface RepairCrew {
  ordered: SystemName | null
  at: SystemName | null
}

/** Power 0–3 and coolant 0–10 of every system, in the order of `systemNames`. */
export interface EngineeringPreset {
  power: number[]
  coolant: number[]
}

/** A numbered place for the whole crew; numbers 1–9. */
export interface Waypoint {
  readonly number: number
  x: number
  z: number
}

/** An open line: to a ship or station that the computer speaks for, or to another crew, who must take the call first. */
export interface Channel {
  readonly with: number
  stage: 'calling' | 'called' | 'open'
  /** Seconds until they close it. */
  remaining: number
}

/** A break into somebody's system on its way. */
export interface Hacking {
  readonly target: number
  readonly system: SystemName
  remaining: number
  readonly duration: number
}

/** What hackers have taken from a system: it comes back with time. */
export interface Hack {
  readonly by: number
  readonly target: number
  readonly system: SystemName
}

/** One seat arms it, another one confirms, and then it counts down. */
export interface SelfDestruct {
  stage: 'safe' | 'armed' | 'counting'
  /** Console that armed it, and who sat there, where the platform tells. */
  by: string | undefined
  hand: string | undefined
  /** Seconds left: of the wait for the second hand, or of the count. */
  remaining: number
}

export interface LogEntry {
  tick: number
  text: string
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
