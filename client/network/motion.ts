/** All motion on a page: the server's clock, every contact's track, and the own ship's. */
import { createOwnTrack, type HelmChange, type OwnReport } from './own-track.ts'
import { createPlot, type Plotted } from './plot.ts'
import { createTickClock } from './tick-clock.ts'
import type { Pose } from './track.ts'

/** Ticks a second by which the own ship's lead over the others changes at most: it must not jump. */
const leadSlew = 0.5

/** What motion needs of a state that was heard. */
export interface Heard {
  tick: number
  ship: OwnReport
  contacts: readonly Plotted[]
}

/** `isSteering` tells whether this page's player has the helm in hand. */
export function createMotion(isSteering: () => boolean) {
  const clock = createTickClock()
  const plot = createPlot()
  const own = createOwnTrack()
  let lead = 0
  let leadAtMs = 0
  let isStill = true

  /** The moment for which the own ship is drawn. Whoever steers sees it when their orders will reach it: half a round trip and
   *  half a tick ahead of the others. */
  function ownTick(nowMs: number): number {
    const goal = isSteering() && !isStill ? clock.oneWayTicks + 0.5 : 0
    const most = (Math.max(0, nowMs - leadAtMs) / 1000) * leadSlew
    lead += Math.min(most, Math.max(-most, goal - lead))
    leadAtMs = nowMs
    return clock.now(nowMs) + lead
  }

  return {
    clock,
    /** Takes in a state. `isOver`: no game runs, or it is paused. Returns how far off the own ship was drawn, in units; undefined
     *  when nothing new was said of it. */
    hear({ tick, ship, contacts }: Heard, nowMs: number, isOver: boolean): number | undefined {
      isStill = isOver
      clock.hear(tick, nowMs, isOver)
      plot.hear(contacts, tick, clock.now(nowMs), clock.hz)
      return own.hear(ship, tick, ownTick(nowMs), clock.hz)
    },
    order: (id: number, change: HelmChange, nowMs: number) => own.order(id, change, ownTick(nowMs)),
    settle: (id: number, isObeyed: boolean, nowMs: number) => own.settle(id, isObeyed, ownTick(nowMs)),
    ownPose: (nowMs: number): Pose | undefined => own.pose(ownTick(nowMs)),
    poseOf: (id: number, nowMs: number): Pose | undefined => plot.pose(id, clock.now(nowMs)),
    get isStill() {
      return isStill
    },
  }
}
