/** The own ship's way: from the server's reports, and for whoever steers from the orders just given, before the server has them. */
import { type Motion, type MotionInput, moveShip, noEngines } from '../../simulation/move.ts'
import { type HelmReport, ownMotion, readOwnEngines, ticksSince } from '../../simulation/reckoning.ts'
import { createTrack, type Pose } from './track.ts'

export type OwnReport = HelmReport & { at: number }

/** What an order changes of the engines. */
export type HelmChange = Partial<Pick<MotionInput, 'impulse' | 'heading' | 'warp' | 'boost' | 'strafe'>>

/** What an order of the helm's changes; undefined for every other one. */
export function changeOf(name: string, args: unknown): HelmChange | undefined {
  const given = args as { value: number; heading: number; level: number; boost: number; strafe: number }
  switch (name) {
    case 'helm.impulse':
      return { impulse: given.value }
    case 'helm.heading':
      return { heading: given.heading }
    case 'helm.warp':
      return { warp: given.level }
    case 'helm.maneuver':
      return { boost: given.boost, strafe: given.strafe }
    default:
      return undefined
  }
}

interface Pending {
  id: number
  tick: number
  change: HelmChange
}

/** Errors fade within this; larger ones than these are a new place, or a new heading: units, radians. */
const fade = { seconds: 0.1, units: 50, radians: 0.1 }
/** States that were predicted, kept to be compared with what the server says of their ticks. */
const statesKept = 10
/** An order without an answer for this long is not coming any more. */
const answerSeconds = 10

const isSame = (a: OwnReport, b: OwnReport): boolean =>
  a.at === b.at &&
  a.x === b.x &&
  a.z === b.z &&
  a.heading === b.heading &&
  a.speed === b.speed &&
  a.impulseOrdered === b.impulseOrdered &&
  a.headingOrdered === b.headingOrdered &&
  a.warpOrdered === b.warpOrdered &&
  a.alive === b.alive

export function createOwnTrack() {
  let report: OwnReport | undefined
  let hz = 20
  let pending: Pending[] = []
  let states: { tick: number; x: number; z: number }[] = []
  const base = noEngines()
  const engines = noEngines()
  const track = createTrack(advance)

  /** One step by the engines as reported, and as ordered since. */
  function advance(motion: Motion, tick: number): void {
    Object.assign(engines, base)
    for (const { tick: since, change } of pending) if (since <= tick) Object.assign(engines, change)
    moveShip(motion, engines, 1 / hz)
    if (states.at(-1)?.tick === tick + 1) states.pop()
    states.push({ tick: tick + 1, x: motion.x, z: motion.z })
    if (states.length > statesKept) states.shift()
  }

  /** Anew from the last report. Returns the correction in units. */
  function rebuild(heardTick: number, drawnTick: number): number {
    if (report === undefined) return 0
    readOwnEngines(report, base)
    const at = heardTick - ticksSince(report.at, heardTick)
    const predicted = states.find(({ tick }) => tick === at)
    states = []
    const shift = track.restart(ownMotion(report), at, drawnTick, {
      ticks: fade.seconds * hz,
      units: fade.units,
      radians: fade.radians,
    })
    return predicted ? Math.hypot(predicted.x - report.x, predicted.z - report.z) : shift
  }

  let heard = 0

  return {
    /** Takes in the ship as of `tick`. Returns how far off the prediction was, in units; undefined when there is no news. */
    hear(next: OwnReport, tick: number, drawnTick: number, rate: number): number | undefined {
      hz = rate
      heard = tick
      pending = pending.filter((order) => drawnTick - order.tick < answerSeconds * hz)
      const isNews = report === undefined || !isSame(report, next)
      report = next
      return isNews ? rebuild(tick, drawnTick) : undefined
    },
    /** An order leaves: it is obeyed here at once. */
    order(id: number, change: HelmChange, drawnTick: number): void {
      if (report === undefined) return
      pending.push({ id, tick: Math.floor(drawnTick), change })
      track.renew(drawnTick)
    },
    /** Its answer is here. The state that shows what became of it follows; a refused one is undone. */
    settle(id: number, isObeyed: boolean, drawnTick: number): void {
      const order = pending.find((each) => each.id === id)
      if (order === undefined) return
      pending = pending.filter((each) => each !== order)
      if (isObeyed) Object.assign(base, order.change)
      else rebuild(heard, drawnTick)
    },
    pose: (tick: number): Pose | undefined => track.pose(tick),
  }
}
