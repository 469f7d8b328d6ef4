/** How a view of the scope changes: zoomed about a point, panned, on its way from one to the next. */
import type { Point, View } from './geometry.ts'

export interface ViewLimits {
  least: number
  most: number
}

/** Offsets below this share of the range are rounding: the ship is in the middle. */
const centred = 0.004

export const homeView = (range: number): View => ({ range, dx: 0, dz: 0 })
export const isPanned = (view: View): boolean => view.dx !== 0 || view.dz !== 0

/** Nobody loses the ship: the middle stays within the longest range of it. */
function kept({ range, dx, dz }: View, { most }: ViewLimits): View {
  const away = Math.hypot(dx, dz)
  if (away < range * centred) return homeView(range)
  const share = Math.min(1, most / away)
  return { range, dx: dx * share, dz: dz * share }
}

/** Looks `factor` times as far. What stands under `about` stays there; it is counted from the middle in radii of the ring,
 *  right and down. */
export function zoomed(view: View, factor: number, about: Point, limits: ViewLimits): View {
  const range = Math.min(limits.most, Math.max(limits.least, view.range * factor))
  const by = view.range - range
  return kept({ range, dx: view.dx + about.x * by, dz: view.dz - about.y * by }, limits)
}

/** Moves the chart by `x` radii to the right and `y` down, as a hand moves paper. */
export const panned = (view: View, { x, y }: Point, limits: ViewLimits): View =>
  kept({ range: view.range, dx: view.dx - x * view.range, dz: view.dz + y * view.range }, limits)

/** On the way from one view to another. What both show at the same point stays there all the way. */
export function between(from: View, to: View, share: number): View {
  if (share >= 1) return to
  const mix = (a: number, b: number) => a + (b - a) * share
  return { range: mix(from.range, to.range), dx: mix(from.dx, to.dx), dz: mix(from.dz, to.dz) }
}

/** The one of `ranges` that is most like `range`, as a ratio. */
export const nearestRange = (ranges: readonly number[], range: number): number =>
  ranges.reduce((best, each) => (Math.abs(Math.log(each / range)) < Math.abs(Math.log(best / range)) ? each : best))
