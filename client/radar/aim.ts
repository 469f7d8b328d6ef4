/** Taking aim: which contact a press means. */
import type { Point } from './geometry.ts'

export interface Place {
  id: number
  at: Point
  /** Of the symbol, in pixels. */
  radius: number
}

/** Pixels around a symbol that still count as it, and the least half of what a finger can hit. */
const around = { mouse: 14, touch: 16 }
const leastTouch = 22

const awayFrom = (place: Place, point: Point): number => Math.hypot(place.at.x - point.x, place.at.y - point.y)

/** The nearest within reach. The chosen one is never hidden: on its own symbol it comes before others. */
export function aimAt(places: readonly Place[], point: Point, isTouch: boolean, chosen: number): Place | undefined {
  let best: Place | undefined
  let least = Number.POSITIVE_INFINITY
  for (const place of places) {
    const away = awayFrom(place, point)
    const reach = isTouch ? Math.max(leastTouch, place.radius + around.touch) : place.radius + around.mouse
    if (away > reach) continue
    if (place.id === chosen && away <= place.radius) return place
    if (away - place.radius >= least) continue
    least = away - place.radius
    best = place
  }
  return best
}
