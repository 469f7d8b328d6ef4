/** Tracks by hand: both ends draw a body on along its arc, and only what it does differently travels. */
import type { Tier } from '../../../schema/contact.replica.ts'
import { promises } from '../interest.ts'
import { frameHz } from '../peer.ts'
import type { Coder } from './bits.ts'

export interface Motion {
  x: number
  z: number
  heading: number
  speed: number
  /** Radians a second. */
  turnRate: number
}

/** How finely a motion travels. */
export interface Steps {
  place: number
  heading: number
  speed: number
  turnRate: number
}

const turn = 2 * Math.PI
const degree = turn / 360
/** Half the sector, in units. */
const half = 100_000

export const tierNames = ['near', 'mid', 'far', 'always'] as const satisfies Tier[]

export const steps: Record<Tier | 'own', Steps> = {
  own: { place: 0.125, heading: turn / 4096, speed: 0.125, turnRate: degree / 8 },
  near: { place: 2, heading: turn / 1024, speed: 0.25, turnRate: degree / 4 },
  mid: { place: 8, heading: turn / 512, speed: 0.5, turnRate: degree / 2 },
  far: { place: 32, heading: turn / 256, speed: 1, turnRate: degree },
  always: { place: 16, heading: turn / 256, speed: 1, turnRate: degree },
}

/** Frames from one look at a contact to the next. */
export const periods: Record<Tier, number> = {
  near: frameHz / promises.near.rate,
  mid: frameHz / promises.mid.rate,
  far: frameHz / promises.far.rate,
  always: frameHz / promises.always.rate,
}

/** Moves on along the arc. */
export function advance(motion: Motion, seconds: number): void {
  if (motion.speed === 0 && motion.turnRate === 0) return
  const heading = motion.heading + (motion.turnRate * seconds) / 2
  motion.x += Math.sin(heading) * motion.speed * seconds
  motion.z += Math.cos(heading) * motion.speed * seconds
  motion.heading += motion.turnRate * seconds
}

/** The shorter way from one heading to another, −π to π. */
export const swing = (from: number, to: number): number => {
  const way = (to - from) % turn
  return way > Math.PI ? way - turn : way < -Math.PI ? way + turn : way
}

/** True when a track that keeps within a share of its promise until the next look needs no correction. */
export function keeps(track: Motion, actual: Motion, tier: Tier, hasHeading: boolean): boolean {
  const { place, heading } = promises[tier]
  const share = 0.88
  if (apart(track, actual) > place * share) return false
  if (hasHeading && heading !== undefined && Math.abs(swing(track.heading, actual.heading)) > heading * share)
    return false
  if (periods[tier] === 1) return true
  const ahead = periods[tier] / frameHz
  advance(copy(track, drawn), ahead)
  advance(copy(actual, real), ahead)
  return apart(drawn, real) <= place * share
}

/** True for what lies still where its track has it. */
export const rests = (track: Motion, actual: Motion): boolean =>
  actual.speed === 0 && actual.turnRate === 0 && track.speed === 0 && apart(track, actual) <= steps.far.place

const apart = (one: Motion, other: Motion) => Math.sqrt((one.x - other.x) ** 2 + (one.z - other.z) ** 2)

/** Used again for every look: hundreds a second need no objects of their own. */
const drawn: Motion = { x: 0, z: 0, heading: 0, speed: 0, turnRate: 0 }
const real: Motion = { ...drawn }

function copy(from: Motion, to: Motion): Motion {
  to.x = from.x
  to.z = from.z
  to.heading = from.heading
  to.speed = from.speed
  to.turnRate = from.turnRate
  return to
}

/** A newcomer's place on its tier's grid. */
export function sendPlace(coder: Coder, motion: Motion, step: number, actual: Motion | undefined): void {
  const count = Math.ceil(Math.log2((2 * half) / step)) + 1
  const axis = (value: number) => coder.bits(Math.round((value + half) / step), count) * step - half
  motion.x = axis(actual?.x ?? 0)
  motion.z = axis(actual?.z ?? 0)
}

/** `k` is the order of the codes: 0 where most corrections are of nothing. */
export function correctPlace(coder: Coder, motion: Motion, { place }: Steps, actual: Motion | undefined, k = 1): void {
  motion.x += coder.signed(actual ? Math.round((actual.x - motion.x) / place) : 0, k) * place
  motion.z += coder.signed(actual ? Math.round((actual.z - motion.z) / place) : 0, k) * place
}

export function correctCourse(coder: Coder, motion: Motion, by: Steps, actual: Motion | undefined, k = 3): void {
  const wayTo = (value: number, goal: number | undefined, step: number) =>
    goal === undefined ? 0 : Math.round((goal - value) / step)
  const heading = actual && motion.heading + swing(motion.heading, actual.heading)
  motion.heading += coder.signed(wayTo(motion.heading, heading, by.heading), k) * by.heading
  motion.speed += coder.signed(wayTo(motion.speed, actual?.speed, by.speed), k) * by.speed
  motion.turnRate += coder.signed(wayTo(motion.turnRate, actual?.turnRate, by.turnRate), k) * by.turnRate
}
