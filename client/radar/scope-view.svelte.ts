/** One scope's view as its console holds it: zoomed and panned by hand, eased on the screen. */
import type { Point, View } from './geometry.ts'
import { between, homeView, isPanned, nearestRange, panned, type ViewLimits, zoomed } from './view.ts'

const easeMs = 120
/** One press of + or −, and one of an arrow, in radii. */
const keyZoom = 1.4
const keyPan = 0.25
const middle: Point = { x: 0, y: 0 }
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches

export function createScopeView(ranges: readonly [number, ...number[]], first: number) {
  const limits: ViewLimits = { least: Math.min(...ranges), most: Math.max(...ranges) }
  let target = $state.raw<View>(homeView(first))
  let from: View = homeView(first)
  let fromMs = Number.NEGATIVE_INFINITY

  const at = (nowMs: number): View => {
    const share = Math.min(1, Math.max(0, (nowMs - fromMs) / easeMs))
    return between(from, target, share * (2 - share))
  }

  function go(next: View, isEased: boolean): void {
    const nowMs = performance.now()
    from = at(nowMs)
    fromMs = isEased && !calm() ? nowMs : Number.NEGATIVE_INFINITY
    target = next
  }
  const zoom = (factor: number, about = middle, isEased = true) => go(zoomed(target, factor, about, limits), isEased)
  const pan = (by: Point, isEased = false) => go(panned(target, by, limits), isEased)
  const choose = (range: number) => zoom(range / target.range)
  const home = () => go(homeView(target.range), true)

  return {
    ranges,
    /** What is drawn at a moment. */
    at,
    /** The console's range that is most like the one shown. */
    get nearest() {
      return nearestRange(ranges, target.range)
    },
    get range() {
      return target.range
    },
    get isPanned() {
      return isPanned(target)
    },
    zoom,
    pan,
    choose,
    /** Back to the own ship. */
    home,
    /** Back to the own ship, and to a range. */
    reset: (range: number) => go(homeView(range), true),
    step(): void {
      choose(ranges[(ranges.indexOf(nearestRange(ranges, target.range)) + 1) % ranges.length] ?? ranges[0])
    },
  }
}
export type ScopeView = ReturnType<typeof createScopeView>

/** Keys of every scope; a console's own come after these. */
export function scopeKeys(view: ScopeView): Record<string, () => void> {
  const nearer = () => view.zoom(1 / keyZoom)
  const farther = () => view.zoom(keyZoom)
  const move = (x: number, y: number) => () => view.pan({ x: x * keyPan, y: y * keyPan }, true)
  return {
    '+': nearer,
    '=': nearer,
    'Shift++': nearer,
    '-': farther,
    '−': farther,
    0: view.home,
    Home: view.home,
    r: view.step,
    // The chart goes the other way than the eye.
    'Shift+ArrowLeft': move(1, 0),
    'Shift+ArrowRight': move(-1, 0),
    'Shift+ArrowUp': move(0, 1),
    'Shift+ArrowDown': move(0, -1),
  }
}
