/** What a crew holds at both ends, and how one frame changes it: the same code writes and reads. */

import { factions } from '../../../simulation/factions/index.ts'
import { moveShip, type Motion as ShipMotion } from '../../../simulation/move.ts'
import { ordnanceIds } from '../../../simulation/ordnance/index.ts'
import { shipClasses } from '../../../simulation/ships/index.ts'
import { stationClasses } from '../../../simulation/stations/index.ts'
import { frameHz } from '../peer.ts'
import type { Coder } from './bits.ts'
import { figureCount, thrustOf, widthOf } from './own-figures.ts'
import { advance, correctCourse, correctPlace, type Motion, sendPlace, steps, tierNames } from './track.ts'

export const kinds = ['unknown', 'blip', 'ship', 'station', 'torpedo', 'mine', 'wreck', 'probe']
export const relationNames = ['unknown', 'friend', 'neutral', 'hostile']
export const classNames = ['', ...Object.keys(shipClasses), ...Object.keys(stationClasses), ...ordnanceIds]
export const factionNames = ['', ...Object.keys(factions)]
export const blip = kinds.indexOf('blip')

/** Kind, relation, scan, radius, faction, class, and both frequencies; and the name. */
export interface Identity {
  numbers: number[]
  name: string
}

export interface Track extends Motion {
  id: number
  /** Index of its tier. */
  tier: number
  identity: Identity
  /** Hull, both shields, eight systems: in 255ths and, from 3 on, 94ths. */
  health: number[]
  /** Frame and place of the last correction: a blip's course is read from two of them. */
  toldAt: number
  fromX: number
  fromZ: number
}

export interface Held {
  /** Corrects a track only when it would leave its tolerance; otherwise at every look of its tier. */
  isThrifty: boolean
  frame: number
  tick: number
  slots: (Track | null)[]
  own: ShipMotion
  shipClass: string
  figures: number[]
  objective: string
}

/** What a frame says; absent for whoever reads it. Lists of slots rise. */
export interface Frame {
  left: number[]
  entered: { id: number; tier: number; actual: Motion }[]
  retiered: Map<number, number>
  identified: Map<number, Identity>
  moved: Map<number, Motion>
  healths: Map<number, number[]>
  ownMoved: Motion | undefined
  figures: number[]
  objective: string
}

export const emptyHeld = (tick: number, shipClass: string, isThrifty: boolean): Held => ({
  isThrifty,
  frame: 0,
  tick,
  slots: [],
  own: { x: 0, z: 0, heading: 0, speed: 0, turnRate: 0, warp: 0, burst: 0, drift: 0, surge: 0 },
  shipClass,
  figures: Array.from({ length: figureCount }, () => 0),
  objective: '',
})

export const emptyTrack = (id: number, tier: number): Track => ({
  ...{ id, tier, x: 0, z: 0, heading: 0, speed: 0, turnRate: 0, toldAt: 0, fromX: 0, fromZ: 0 },
  identity: { numbers: [blip, 0, 0, 0, 0, 0, 0, 0], name: '' },
  health: Array.from({ length: 11 }, () => 0),
})

/** Draws everything on to the next frame. */
export function advanceHeld(held: Held, ticks: number, hz: number): void {
  held.frame++
  held.tick += ticks
  for (const track of held.slots) if (track) advance(track, ticks / hz)
  const thrust = thrustOf(held.figures, held)
  for (let tick = 0; tick < ticks; tick++) moveShip(held.own, thrust, 1 / hz)
}

/** Slots as gaps between them. */
function sendSlots(coder: Coder, slots: Iterable<number> | undefined, k: number): number[] {
  const list = slots === undefined ? [] : [...slots]
  const count = coder.golomb(list.length, 1)
  let last = -1
  return Array.from({ length: count }, (_, index) => {
    last += 1 + coder.golomb((list[index] ?? 0) - last - 1, k)
    return last
  })
}

/** Says a frame, or hears one, and brings `held` up to it. */
export function exchange(coder: Coder, held: Held, frame?: Frame): void {
  const isRare =
    frame !== undefined &&
    (frame.left.length + frame.entered.length + frame.retiered.size + frame.identified.size > 0 ||
      frame.objective !== held.objective)
  if (coder.bits(Number(isRare), 1) === 1) exchangeRare(coder, held, frame)
  for (const slot of sendSlots(coder, frame?.moved.keys(), held.isThrifty ? 4 : 1))
    correct(coder, held, slot, frame?.moved.get(slot))
  for (const slot of sendSlots(coder, frame?.healths.keys(), 4))
    exchangeHealth(coder, held.slots[slot]!.health, frame?.healths.get(slot))
  if (coder.bits(Number(frame?.ownMoved !== undefined), 1) === 1) {
    correctPlace(coder, held.own, steps.own, frame?.ownMoved)
    correctCourse(coder, held.own, steps.own, frame?.ownMoved)
  }
  const changed = frame?.figures.flatMap((value, index) => (value === held.figures[index] ? [] : [index]))
  for (const index of sendSlots(coder, changed, 3)) {
    const way = frame ? frame.figures[index]! - held.figures[index]! : 0
    // Only what changed is said, so a change of nothing needs no sign of its own.
    const isBelow = coder.bits(Number(way < 0), 1) === 1
    const size = coder.golomb(Math.abs(way) - 1, widthOf(index)) + 1
    held.figures[index]! += isBelow ? -size : size
  }
}

function exchangeRare(coder: Coder, held: Held, frame: Frame | undefined): void {
  for (const slot of sendSlots(coder, frame?.left, 4)) held.slots[slot] = null
  const entering = coder.golomb(frame?.entered.length ?? 0, 0)
  for (let index = 0; index < entering; index++) enter(coder, held, frame?.entered[index])
  for (const slot of sendSlots(coder, frame?.retiered.keys(), 4))
    held.slots[slot]!.tier = coder.bits(frame?.retiered.get(slot) ?? 0, 2)
  for (const slot of sendSlots(coder, frame?.identified.keys(), 4))
    identify(coder, held.slots[slot]!.identity, frame?.identified.get(slot))
  if (coder.bits(Number(frame !== undefined && frame.objective !== held.objective), 1) === 1)
    held.objective = coder.text(frame?.objective ?? '')
}

export function freeSlot(slots: (unknown | null)[]): number {
  const free = slots.indexOf(null)
  return free < 0 ? slots.length : free
}

function enter(coder: Coder, held: Held, entry: Frame['entered'][number] | undefined): void {
  const id = coder.golomb(entry?.id ?? 0, 7)
  const track = emptyTrack(id, coder.bits(entry?.tier ?? 0, 2))
  sendPlace(coder, track, steps[tierNames[track.tier]!].place, entry?.actual)
  Object.assign(track, { toldAt: held.frame, fromX: track.x, fromZ: track.z })
  held.slots[freeSlot(held.slots)] = track
}

function identify(coder: Coder, identity: Identity, to: Identity | undefined): void {
  identity.numbers = identity.numbers.map((value, index) => {
    const goal = to?.numbers[index] ?? 0
    return coder.bits(Number(goal !== value), 1) === 1 ? coder.golomb(goal, 3) : value
  })
  if (coder.bits(Number(to !== undefined && to.name !== identity.name), 1) === 1)
    identity.name = coder.text(to?.name ?? '')
}

function correct(coder: Coder, held: Held, slot: number, actual: Motion | undefined): void {
  const track = held.slots[slot]!
  const by = steps[tierNames[track.tier]!]
  correctPlace(coder, track, by, actual, held.isThrifty ? 1 : 0)
  if (track.identity.numbers[0] !== blip) correctCourse(coder, track, by, actual, held.isThrifty ? 3 : 0)
  else {
    const seconds = (held.frame - track.toldAt) / frameHz
    const [x, z] = [(track.x - track.fromX) / seconds, (track.z - track.fromZ) / seconds]
    if (seconds > 0) Object.assign(track, { heading: Math.atan2(x, z), speed: Math.hypot(x, z), turnRate: 0 })
  }
  Object.assign(track, { toldAt: held.frame, fromX: track.x, fromZ: track.z })
}

function exchangeHealth(coder: Coder, health: number[], to: number[] | undefined): void {
  const one = (index: number) => {
    health[index]! += coder.signed(to ? to[index]! - health[index]! : 0, 2)
  }
  for (let index = 0; index < 3; index++) one(index)
  const hasSystems = to?.some((value, index) => index >= 3 && value !== health[index]) ?? false
  if (coder.bits(Number(hasSystems), 1) === 1) for (let index = 3; index < health.length; index++) one(index)
}
