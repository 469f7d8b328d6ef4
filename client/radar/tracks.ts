/** Draws motion between updates: each thing runs on from its last report, and corrections fade in instead of jumping. */
import { turnBetween, wrap } from './geometry.ts'
import type { Motion } from './marks.ts'

/** Without news for longer than this, a thing is drawn where it was last expected. */
const longestRunMs = 2000
/** A correction beyond this is a new place, not an error. */
const jumpUnits = 600
const fadeMs = { least: 90, most: 450 }

interface Track {
  motion: Motion
  atMs: number
  error: { x: number; z: number; heading: number }
  /** Time constant with which the error fades: half the gap between the last two reports. */
  fade: number
}

/** The motion `ms` later, on an arc of constant speed and turn rate (midpoint rule). */
export function runOn(motion: Motion, ms: number): Motion {
  const t = ms / 1000
  const middle = motion.heading + (motion.turnRate * t) / 2
  return {
    ...motion,
    x: motion.x + Math.sin(middle) * motion.speed * t,
    z: motion.z + Math.cos(middle) * motion.speed * t,
    heading: wrap(motion.heading + motion.turnRate * t),
  }
}

const isSame = (a: Motion, b: Motion) =>
  a.x === b.x && a.z === b.z && a.heading === b.heading && a.speed === b.speed && a.turnRate === b.turnRate

export function createTracks() {
  const tracks = new Map<number, Track>()

  function drawn(track: Track, nowMs: number): Motion {
    const age = Math.max(0, nowMs - track.atMs)
    const motion = runOn(track.motion, Math.min(age, longestRunMs))
    const left = Math.exp(-age / track.fade)
    return {
      ...motion,
      x: motion.x + track.error.x * left,
      z: motion.z + track.error.z * left,
      heading: wrap(motion.heading + track.error.heading * left),
    }
  }

  return {
    /** Where to draw `id` now. A motion equal to the last one is no news, and runs on. */
    follow(id: number, motion: Motion, nowMs: number): Motion {
      const track = tracks.get(id)
      if (!track) {
        const first = { motion, atMs: nowMs, error: { x: 0, z: 0, heading: 0 }, fade: fadeMs.least }
        tracks.set(id, first)
        return motion
      }
      if (!isSame(track.motion, motion)) {
        const before = drawn(track, nowMs)
        const error = {
          x: before.x - motion.x,
          z: before.z - motion.z,
          heading: turnBetween(motion.heading, before.heading),
        }
        const isJump = Math.hypot(error.x, error.z) > jumpUnits
        track.error = isJump ? { x: 0, z: 0, heading: 0 } : error
        track.fade = Math.min(fadeMs.most, Math.max(fadeMs.least, (nowMs - track.atMs) / 2))
        track.motion = motion
        track.atMs = nowMs
      }
      return drawn(track, nowMs)
    },
    /** Forgets all that is not among `ids`. */
    keep(ids: Set<number>): void {
      for (const id of tracks.keys()) if (!ids.has(id)) tracks.delete(id)
    },
  }
}
export type Tracks = ReturnType<typeof createTracks>
