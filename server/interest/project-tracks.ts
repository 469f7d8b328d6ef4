/** Tracks: what pages draw of a body from its last report, kept up with the truth. One for all crews that know it equally well. */
import { ContactReplica, type Tier } from '../../schema/contact.replica.ts'
import { angleDifference, bearing, cos, sin } from '../../simulation/math.ts'
import {
  boostSpeed,
  type Motion,
  type MotionInput,
  noEngines,
  reverseShare,
  warpLimit,
  warpSlew,
} from '../../simulation/move.ts'
import { isAtRest, type MotionReport, motionOf, reckon, reportOf } from '../../simulation/reckoning.ts'
import { readEngines } from '../../simulation/systems/thrust.ts'
import type { Probe, Ship, Station, Torpedo, World } from '../../simulation/world.ts'
import { tierRules } from './tiers.ts'

export type Tracked = Ship | Station | Torpedo | Probe

/** How well sensors know a body: its orders too (scanned), how it moves now, or only its place and way. */
export type Detail = 'orders' | 'motion' | 'place'

/** Even a body on a steady course is reported this often, in seconds: its report carries only the low bits of its tick. */
const freshSeconds = 60
/** Torpedoes turn faster than anybody foresees: of their tolerance this share is used. */
const agileShare = 0.5
/** Tracks that nobody asked for in this time, in seconds, are forgotten. */
const keptSeconds = 5

export interface Track {
  /** As pages have it, and the tick of it. */
  report: MotionReport
  at: number
  /** Grows with each report; 0 is none. */
  version: number
  /** Where pages draw the body at `checkedAt`. */
  motion: Motion
  checkedAt: number
  /** Jumps made and whether it warps, as of the report. */
  leaps: number
  /** Pages draw it where it is, for good: nothing of its motion needs to be read again. */
  isStill: boolean
}

const details: Detail[] = ['orders', 'motion', 'place']
const tierOrder: Tier[] = ['near', 'mid', 'far', 'always']
const keyOf = (id: number, tier: Tier, detail: Detail): number =>
  id * 12 + tierOrder.indexOf(tier) * details.length + details.indexOf(detail)

export class Tracks {
  private readonly world: World
  private readonly tracks = new Map<number, Track>()
  private sweptAt = 0

  constructor(world: World) {
    this.world = world
  }

  /** The track of a body as of this tick; its report is new where the last one would soon be wrong. */
  of(body: Tracked, tier: Tier, detail: Detail): Track {
    const { world } = this
    const key = keyOf(body.id, tier, detail)
    let track = this.tracks.get(key)
    if (track === undefined) {
      track = { version: 0, checkedAt: world.tick, leaps: leapsOf(body) } as Track
      renew(world, track, body, detail)
      this.tracks.set(key, track)
    } else this.follow(track, body, tier, detail)
    this.sweep()
    return track
  }

  /** Brings a track up to this tick, for whoever has it at hand. */
  follow(track: Track, body: Tracked, tier: Tier, detail: Detail): void {
    if (track.checkedAt !== this.world.tick) this.check(track, body, tier, detail)
  }

  private check(track: Track, body: Tracked, tier: Tier, detail: Detail): void {
    const { world } = this
    const dt = 1 / world.hz
    const { motion, report } = track
    const ticks = world.tick - track.checkedAt
    track.checkedAt = world.tick
    const leaps = leapsOf(body)
    const hasLeapt = leaps !== track.leaps
    track.leaps = leaps
    if (!hasLeapt) {
      if (!track.isStill) {
        reckon(motion, report, ticks, dt)
        track.isStill = motion.speed === 0 && isAtRest(motion, report)
      }
      if (track.isStill && hasStayed(body, motion, detail)) return
      const isFresh = world.tick - track.at < world.hz * freshSeconds
      if (isFresh && isGood(motion, body, tier, detail)) return
    }
    renew(world, track, body, detail)
  }

  private sweep(): void {
    const { tick, hz } = this.world
    if (tick - this.sweptAt < hz * keptSeconds) return
    this.sweptAt = tick
    this.tracks.forEach((track, key) => {
      if (tick - track.checkedAt > hz * keptSeconds) this.tracks.delete(key)
    })
  }
}

/** True for a body at rest where its track, at rest too, has it. */
const hasStayed = (body: Tracked, motion: Motion, detail: Detail): boolean =>
  body.speed === 0 &&
  body.turnRate === 0 &&
  driftOf(body) === 0 &&
  Math.abs(body.x - motion.x) + Math.abs(body.z - motion.z) < 0.01 &&
  (detail === 'place' || Math.abs(angleDifference(motion.heading, body.heading)) < 1e-3)

function isGood(motion: Motion, body: Tracked, tier: Tier, detail: Detail): boolean {
  const { tolerance, turn, ahead } = tierRules[tier]
  const most = 'owner' in body ? tolerance * agileShare : tolerance
  const astray = Math.abs(angleDifference(motion.heading, body.heading))
  if (detail !== 'place' && astray > turn) return false
  return errorAtMost(motion, body, ahead, astray) <= most || errorAhead(motion, body, ahead) <= most
}

/** No less than `errorAhead`, and without a sine: most tracks are so good that no more needs to be known. */
function errorAtMost(motion: Motion, body: Tracked, seconds: number, astray: number): number {
  const drift = driftOf(body)
  const turned = astray + (Math.abs(body.turnRate - motion.turnRate) * seconds) / 2
  const speed = Math.abs(body.speed - motion.speed) + Math.abs(body.speed) * turned
  const aside = Math.abs(drift - motion.drift) + Math.abs(drift) * turned
  return Math.abs(body.x - motion.x) + Math.abs(body.z - motion.z) + (speed + aside) * seconds
}

/** Changes when a jump is made, and when warp begins or ends. */
export const leapsOf = (body: Tracked): number => ('jump' in body ? body.jump.made * 2 + (body.warp > 0 ? 1 : 0) : 0)

const driftOf = (body: Tracked): number => ('drift' in body ? body.drift : 0)

/** How far the track will be off in `seconds`, in units, if both go on as they move now. */
function errorAhead(motion: Motion, body: Tracked, seconds: number): number {
  const mine = motion.heading + (motion.turnRate * seconds) / 2
  const true_ = body.heading + (body.turnRate * seconds) / 2
  const drift = driftOf(body)
  // No lists, though shorter: this is where most of a frame's garbage came from.
  const mineEast = sin(mine)
  const mineNorth = cos(mine)
  const trueEast = sin(true_)
  const trueNorth = cos(true_)
  const vx = trueEast * body.speed + trueNorth * drift - mineEast * motion.speed - mineNorth * motion.drift
  const vz = trueNorth * body.speed - trueEast * drift - mineNorth * motion.speed + mineEast * motion.drift
  const x = body.x - motion.x
  const z = body.z - motion.z
  const now = x * x + z * z
  const laterX = x + vx * seconds
  const laterZ = z + vz * seconds
  return Math.sqrt(Math.max(now, laterX * laterX + laterZ * laterZ))
}

const engines: MotionInput = noEngines()
/** Figures are written here first: what is read back is what pages get. */
const scratch = new ContactReplica()

/** Makes a new report of the body as it moves at this tick. */
function renew(world: World, track: Track, body: Tracked, detail: Detail): void {
  const shown = {
    x: body.x,
    z: body.z,
    heading: body.heading,
    speed: body.speed,
    turnRate: body.turnRate,
    drift: driftOf(body),
  }
  const orders = detail === 'orders' && 'helm' in body && body.hull > 0 ? ordersOf(world, body) : noOrders
  track.report = reportOf(Object.assign(scratch, shown, orders, detail === 'place' ? wayOf(shown) : undefined))
  track.motion = motionOf(track.report)
  track.isStill = isAtRest(track.motion, track.report)
  track.at = world.tick
  track.version++
}

const noOrders = { course: 0, pace: 0, acceleration: 0, turnLimit: 0, turnAcceleration: 0 }

function ordersOf(world: World, ship: Ship): typeof noOrders {
  const { impulse, heading, maxSpeed, acceleration, maxTurnRate, turnAcceleration, warp, warpSpeed, boost } =
    readEngines(world, ship, engines)
  const surge = Math.min(warp * warpSpeed, warpLimit) + boost * boostSpeed
  // What comes and goes faster than the impulse engines sets the pace of all.
  const slew = ship.warp > warp ? warpSlew.down * warpSpeed : ship.warp < warp ? warpSlew.up * warpSpeed : 0
  return {
    course: heading,
    pace: impulse * maxSpeed * (impulse < 0 ? reverseShare : 1) + surge,
    acceleration: Math.max(acceleration, slew, ship.burst === boost * boostSpeed ? 0 : boostSpeed),
    turnLimit: maxTurnRate,
    turnAcceleration,
  }
}

/** Of a blip only the way over ground is told, as anybody could plot it. */
function wayOf({ heading, speed, drift }: { heading: number; speed: number; drift: number }) {
  const [east, north] = [sin(heading), cos(heading)]
  const to = { x: east * speed + north * drift, z: north * speed - east * drift }
  const along = Math.sqrt(to.x * to.x + to.z * to.z)
  return { heading: along > 0 ? bearing({ x: 0, z: 0 }, to) : 0, speed: along, turnRate: 0, drift: 0 }
}
