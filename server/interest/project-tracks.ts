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
import { isAtRest, isSteady, type MotionReport, motionOf, reckon, reportOf } from '../../simulation/reckoning.ts'
import { readEngines } from '../../simulation/systems/thrust.ts'
import type { Probe, Ship, Station, Torpedo, World } from '../../simulation/world.ts'
import { lookSeconds, tierRules } from './tiers.ts'

export type Tracked = Ship | Station | Torpedo | Probe

/** How well sensors know a body: its orders too (scanned), how it moves now, or only its place and way. */
export type Detail = 'orders' | 'motion' | 'place'

/** Even a body on a steady course is reported this often, in seconds: its report carries only the low bits of its tick. */
const freshSeconds = 60
/** Torpedoes turn faster than anybody foresees: of their tolerance this share is used. */
const agileShare = 0.5

/** Who shows a track. */
export interface TrackReader {
  track: Track | undefined
  /** Version of the report that it shows; 0 for none. */
  version: number
  /** The track has a new report. */
  hear(): void
}

export interface Track {
  readonly body: Tracked
  readonly tier: Tier
  readonly detail: Detail
  /** Nobody is left: it is forgotten. */
  readonly readers: TrackReader[]
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
  /** The tick before which the report stays right, while the body goes straight on with the heading and the speed that it had at
   *  the last look. */
  calmUntil: number
  heading: number
  speed: number
}

const details: Detail[] = ['orders', 'motion', 'place']
const tierOrder: Tier[] = ['near', 'mid', 'far', 'always']
const keyOf = (id: number, tier: Tier, detail: Detail): number =>
  id * 12 + tierOrder.indexOf(tier) * details.length + details.indexOf(detail)

/** Takes a reader off the track it reads. */
export function leaveTrack(reader: TrackReader): void {
  const { track } = reader
  if (track !== undefined) track.readers.splice(track.readers.indexOf(reader), 1)
  reader.track = undefined
  reader.version = 0
}

export class Tracks {
  private readonly world: World
  private readonly tracks = new Map<number, Track>()
  /** Tracks that are looked at in turns, by the tick of the turn. */
  private readonly turns: Track[][]
  private turnedAt: number

  constructor(world: World) {
    this.world = world
    this.turns = Array.from({ length: Math.max(1, Math.round(world.hz * lookSeconds)) }, () => [])
    this.turnedAt = world.tick
  }

  /** Lets the reader show the track of a body, brought up to this tick. */
  read(reader: TrackReader, body: Tracked, tier: Tier, detail: Detail): void {
    const key = keyOf(body.id, tier, detail)
    const track = this.tracks.get(key) ?? this.begin(key, body, tier, detail)
    if (reader.track === track) return
    leaveTrack(reader)
    reader.track = track
    track.readers.push(reader)
    reader.hear()
    this.follow(track)
  }

  private begin(key: number, body: Tracked, tier: Tier, detail: Detail): Track {
    const { world } = this
    const track = {
      body,
      tier,
      detail,
      readers: [],
      version: 0,
      checkedAt: world.tick,
      leaps: leapsOf(body),
      heading: body.heading,
      speed: body.speed,
    } as unknown as Track
    renew(world, track)
    this.tracks.set(key, track)
    this.turns[body.id % this.turns.length]!.push(track)
    return track
  }

  /** Brings the tracks whose turn has come since the last call up to this tick. Near ones cannot wait for a turn: whoever shows
   *  them follows them. */
  takeTurns(): void {
    const { tick } = this.world
    for (let turn = Math.max(this.turnedAt, tick - this.turns.length) + 1; turn <= tick; turn++) {
      this.takeTurn(this.turns[turn % this.turns.length]!)
    }
    this.turnedAt = tick
  }

  private takeTurn(tracks: Track[]): void {
    for (let index = tracks.length - 1; index >= 0; index--) {
      const track = tracks[index]!
      if (track.readers.length === 0) this.forget(tracks, index)
      else if (track.tier !== 'near') this.follow(track)
    }
  }

  private forget(tracks: Track[], index: number): void {
    const [{ body, tier, detail }] = tracks.splice(index, 1) as [Track]
    this.tracks.delete(keyOf(body.id, tier, detail))
  }

  /** Brings a track up to this tick; with `isNews` also one that would stay right if nothing had happened to its body. */
  follow(track: Track, isNews = false): void {
    const { world } = this
    const ticks = world.tick - track.checkedAt
    if (ticks === 0 || (!isNews && isCalm(track, world.tick))) return
    track.checkedAt = world.tick
    if (isRight(world, track, ticks)) {
      calm(world, track)
      return
    }
    renew(world, track)
    for (const reader of track.readers) reader.hear()
  }
}

/** True while nothing needs to be reckoned: most bodies lie still or go straight on, and so do their tracks. Nothing moves but by
 *  its speed, leaps aside. */
const isCalm = ({ body, calmUntil, heading, speed }: Track, tick: number): boolean =>
  tick < calmUntil && body.heading === heading && body.speed === speed && driftOf(body) === 0

/** Reckons, of a track that is right, until when it will be: as long as the two go straight on they come apart evenly. */
function calm({ tick, hz }: World, track: Track): void {
  const { motion, report, body, tier } = track
  track.calmUntil = 0
  if (driftOf(body) !== 0 || motion.drift !== 0 || !isSteady(motion, report)) return
  track.heading = body.heading
  track.speed = body.speed
  const apart = Math.abs(body.x - motion.x) + Math.abs(body.z - motion.z)
  const astray = Math.abs(angleDifference(motion.heading, body.heading))
  const growth = Math.abs(body.speed - motion.speed) + Math.abs(body.speed) * astray
  const seconds = (toleranceFor(body, tier) - apart) / growth - tierRules[tier].ahead
  const end = growth > 0 ? tick + seconds * hz : Number.POSITIVE_INFINITY
  track.calmUntil = motion.speed === 0 ? end : Math.min(end, track.at + hz * freshSeconds)
}

/** Brings a track on by some ticks. False when what its readers draw has gone wrong, or soon would. */
function isRight(world: World, track: Track, ticks: number): boolean {
  const { motion, report, body, tier, detail } = track
  const leaps = leapsOf(body)
  const hasLeapt = leaps !== track.leaps
  track.leaps = leaps
  if (hasLeapt) return false
  // Asked before: of what nobody has followed for minutes there would be thousands of steps to catch up on.
  if (world.tick - track.at >= world.hz * freshSeconds && !isAtRest(motion, report)) return false
  reckon(motion, report, ticks, 1 / world.hz)
  return isGood(motion, body, tier, detail)
}

function isGood(motion: Motion, body: Tracked, tier: Tier, detail: Detail): boolean {
  const { turn, ahead } = tierRules[tier]
  const most = toleranceFor(body, tier)
  const astray = Math.abs(angleDifference(motion.heading, body.heading))
  if (detail !== 'place' && astray > turn) return false
  return errorAtMost(motion, body, ahead, astray) <= most || errorAhead(motion, body, ahead) <= most
}

const toleranceFor = (body: Tracked, tier: Tier): number =>
  tierRules[tier].tolerance * ('owner' in body ? agileShare : 1)

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
function renew(world: World, track: Track): void {
  const { body, detail } = track
  scratch.x = body.x
  scratch.z = body.z
  if (detail === 'place') tellWay(body, scratch)
  else tellMotion(body, scratch)
  if (detail === 'orders' && 'helm' in body && body.hull > 0) tellOrders(world, body, scratch)
  else tellNoOrders(scratch)
  track.report = reportOf(scratch)
  track.motion = motionOf(track.report)
  track.calmUntil = 0
  track.at = world.tick
  track.version++
}

function tellMotion(body: Tracked, report: MotionReport): void {
  report.heading = body.heading
  report.speed = body.speed
  report.turnRate = body.turnRate
  report.drift = driftOf(body)
}

/** Of a blip only the way over ground is told, as anybody could plot it. */
function tellWay(body: Tracked, report: MotionReport): void {
  const { heading, speed } = body
  const drift = driftOf(body)
  const [east, north] = [sin(heading), cos(heading)]
  const to = { x: east * speed + north * drift, z: north * speed - east * drift }
  const along = Math.sqrt(to.x * to.x + to.z * to.z)
  report.speed = along
  report.heading = along > 0 ? bearing({ x: 0, z: 0 }, to) : 0
  report.turnRate = 0
  report.drift = 0
}

function tellOrders(world: World, ship: Ship, report: MotionReport): void {
  const { impulse, heading, maxSpeed, acceleration, maxTurnRate, turnAcceleration, warp, warpSpeed, boost } =
    readEngines(world, ship, engines)
  const surge = Math.min(warp * warpSpeed, warpLimit) + boost * boostSpeed
  // What comes and goes faster than the impulse engines sets the pace of all.
  const slew = ship.warp > warp ? warpSlew.down * warpSpeed : ship.warp < warp ? warpSlew.up * warpSpeed : 0
  report.course = heading
  report.pace = impulse * maxSpeed * (impulse < 0 ? reverseShare : 1) + surge
  report.acceleration = Math.max(acceleration, slew, ship.burst === boost * boostSpeed ? 0 : boostSpeed)
  report.turnLimit = maxTurnRate
  report.turnAcceleration = turnAcceleration
}

function tellNoOrders(report: MotionReport): void {
  report.course = 0
  report.pace = 0
  report.acceleration = 0
  report.turnLimit = 0
  report.turnAcceleration = 0
}
