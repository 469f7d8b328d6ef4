/** One thing's way, drawn at any moment: it runs on from its last report by the rules of motion, and corrections fade in. */
import type { Motion } from '../../simulation/move.ts'
import { turnBetween, wrap } from '../radar/geometry.ts'

/** Where and how something is drawn: units, radians, seconds. */
export type Pose = Omit<Motion, 'surge'>

/** Without news for more steps than this something is wrong: it stays where it was last expected. */
const mostSteps = 2600

export interface Fade {
  /** Ticks over which a correction fades in. */
  ticks: number
  /** A correction by more than this is a new place, or a new heading, not an error: units, and radians. */
  units: number
  radians: number
}

const none = { x: 0, z: 0, heading: 0, from: 0, ticks: 1 }

/** `advance` brings a motion on from a tick to the next. */
export function createTrack(advance: (motion: Motion, tick: number) => void) {
  let now: Motion | undefined
  const next = {} as Motion
  let tick = 0
  let error = none

  /** Runs on to the tick. */
  function run(to: number): void {
    if (now === undefined) return
    for (let left = Math.min(mostSteps, to - tick); left > 0; left--) {
      Object.assign(now, next)
      tick++
      advance(next, tick)
    }
    tick = Math.max(tick, to)
  }

  function bare(at: number): Pose {
    run(Math.floor(at))
    const from = now as Motion
    // Before the last report, which the clock may be by a little, it ran as it did then.
    const share = at - tick
    return {
      x: from.x + (next.x - from.x) * share,
      z: from.z + (next.z - from.z) * share,
      heading: wrap(from.heading + turnBetween(from.heading, next.heading) * share),
      speed: from.speed,
      turnRate: from.turnRate,
      warp: from.warp,
      burst: from.burst,
      drift: from.drift,
    }
  }

  function pose(at: number): Pose {
    const drawn = bare(at)
    const left = 1 - (at - error.from) / error.ticks
    if (left <= 0) return drawn
    const share = Math.min(1, left)
    drawn.x += error.x * share
    drawn.z += error.z * share
    drawn.heading = wrap(drawn.heading + error.heading * share)
    return drawn
  }

  /** What has changed is drawn from where the thing was drawn before. */
  function correct(at: number, before: Pose | undefined, fade: Fade): number {
    if (before === undefined) return 0
    error = none
    const after = bare(at)
    const [x, z] = [before.x - after.x, before.z - after.z]
    const heading = turnBetween(after.heading, before.heading)
    const size = Math.hypot(x, z)
    // A new heading alone is no new place.
    const turned = Math.abs(heading) <= fade.radians ? heading : 0
    if (size <= fade.units) error = { x, z, heading: turned, from: at, ticks: fade.ticks }
    return size
  }

  return {
    /** Goes on from `motion` at tick `from`, as advanced from now on; drawn at `at`. Returns how far off it was, in units. */
    restart(motion: Motion, from: number, at: number, fade: Fade): number {
      const before = now === undefined ? undefined : pose(at)
      now = { ...motion }
      tick = from
      Object.assign(next, motion)
      advance(next, tick)
      return correct(at, before, fade)
    },
    /** The rules of motion have changed from tick `at` on: an order was given. */
    renew(at: number): void {
      if (now === undefined) return
      run(Math.floor(at))
      Object.assign(next, now)
      advance(next, tick)
    },
    pose: (at: number): Pose | undefined => (now === undefined ? undefined : pose(at)),
  }
}
export type Track = ReturnType<typeof createTrack>
