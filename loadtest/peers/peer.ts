/** What a way to share the world must offer to be measured: a server around one world, clients, and what these hold. */
import type { Tier } from '../../schema/contact.replica.ts'
import type { World } from '../../simulation/world.ts'

/** Something that is not one's own ship, as a client holds it at its tick. What was not told is absent. */
export interface BodyView {
  id: number
  x: number
  z: number
  /** Absent where everybody is told everything. */
  tier?: Tier | undefined
  heading?: number | undefined
  /** Shares of 1. */
  hull?: number | undefined
  shieldFront?: number | undefined
  shieldRear?: number | undefined
}

export interface SystemView {
  power: number
  powerOrdered: number
  coolant: number
  heat: number
  health: number
}

export interface OwnView {
  id: number
  x: number
  z: number
  heading: number
  /** Points, not shares. */
  hull: number
  shieldFront: number
  shieldRear: number
  energy: number
  target: number
  marked: number
  alert: string
  /** In the order of `systemNames`. */
  systems: SystemView[]
  tubes: { ordnance: string; state: string }[]
}

export interface View {
  tick: number
  own: OwnView
  /** All but the own ship. */
  bodies: BodyView[]
}

/** One player's connection. */
export interface PeerClient {
  /** Bytes and WebSocket frames received, headers counted. */
  readonly received: { bytes: number; frames: number }
  /** Called after each frame that was read. */
  readonly listeners: Set<() => void>
  order(name: string, args: object): void
  tick(): number
  /** Power level 0–3 ordered for a system of the own ship, by its index. */
  powerOrdered(system: number): number
  view(): View
  close(): void
}

/** Called for each order that arrives. */
export type Obey = (group: number, name: string, args: unknown) => void

export interface PeerServer {
  /** Called after each step of the world. */
  stepped(): void
}

export interface Peer {
  /** Whether crews are told everything, or what their tiers promise. */
  readonly tells: 'all' | 'tiers'
  /** Serves a world at a port of 127.0.0.1; absent where a server process does so by itself. */
  serve?(world: World, port: number, obey: Obey): Promise<PeerServer>
  /** Brings `crew` players aboard each of `ships` ships, in the order of the ships. */
  connect(url: string, ships: number, crew: number): Promise<PeerClient[]>
}

/** Frames a second of those peers that send at a fixed rate. */
export const frameHz = 10
