/** Where things stand on the scope: world to screen and back, bearings, rings, and room for labels. */

/** The part of the sector that a scope shows. */
export interface View {
  /** Units from the middle to the ring. */
  range: number
  /** The middle as seen from the own ship, in units: the view travels with the ship. */
  dx: number
  dz: number
}

export interface Scope {
  width: number
  height: number
  /** Screen position of the centre, and the ring's outer radius, in CSS pixels. */
  cx: number
  cy: number
  radius: number
  /** Pixels a unit. */
  scale: number
  /** Screen position of the own ship: the centre, unless the view is panned. */
  ox: number
  oy: number
}

/** Room outside the ring for bearings and the heading bug, which are wider than high; `letters` is how large they are. */
const rim = (letters: number) => ({ side: 6 + 26 * letters, end: 16 + 16 * letters })

export function makeScope(width: number, height: number, view: View, letters = 1): Scope {
  const { side, end } = rim(letters)
  const radius = Math.max(40, Math.min(width / 2 - side, height / 2 - end))
  const scale = radius / view.range
  const [cx, cy] = [width / 2, height / 2]
  return { width, height, cx, cy, radius, scale, ox: cx - view.dx * scale, oy: cy + view.dz * scale }
}

export interface Point {
  x: number
  y: number
}

/** +z is up, +x is right. `dx` and `dz` are relative to the own ship. */
export const toScreen = (scope: Scope, dx: number, dz: number): Point => ({
  x: scope.ox + dx * scope.scale,
  y: scope.oy - dz * scope.scale,
})

/** The place of the sector under a point of the screen, by where the own ship is. */
export const placeAt = (scope: Scope, own: { x: number; z: number }, point: Point): { x: number; z: number } => ({
  x: own.x + (point.x - scope.ox) / scope.scale,
  z: own.z + (scope.oy - point.y) / scope.scale,
})

export const polar = (scope: Scope, bearing: number, radius: number): Point => ({
  x: scope.cx + Math.sin(bearing) * radius,
  y: scope.cy - Math.cos(bearing) * radius,
})

export const fullTurn = Math.PI * 2
export const wrap = (angle: number): number => ((angle % fullTurn) + fullTurn) % fullTurn
/** The short way from one bearing to the other, in (−π, π]. */
export function turnBetween(from: number, to: number): number {
  const turn = wrap(to - from)
  return turn > Math.PI ? turn - fullTurn : turn
}

/** Bearing of a place as seen from another, in [0, 2π). */
export const bearingOf = (dx: number, dz: number): number => wrap(Math.atan2(dx, dz))
export const fromCentre = (scope: Scope, point: Point): number => Math.hypot(point.x - scope.cx, point.y - scope.cy)
export const fromShip = (scope: Scope, point: Point): number => Math.hypot(point.x - scope.ox, point.y - scope.oy)

/** Pixels inside the ring's edge that are still the dial. */
const dialBand = 24
/** Pixels on both sides of the ring's edge that its pattern takes up. */
const ringBand = 9
export const isOnDial = (scope: Scope, point: Point): boolean => fromCentre(scope, point) > scope.radius - dialBand
/** On the dial a point is the bearing that stands there, inside it the way from the own ship: the same unless panned. */
export const bearingAt = (scope: Scope, point: Point, isDial: boolean): number =>
  isDial ? bearingOf(point.x - scope.cx, scope.cy - point.y) : bearingOf(point.x - scope.ox, scope.oy - point.y)

const ringSteps = [100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000]
/** Distance from one range ring to the next: a round figure that fits the range two to five times. */
export const ringStep = (range: number): number => ringSteps.find((step) => range / step <= 5.001) ?? 100_000

/** Distances from the own ship of the rings that cross the scope. */
export function ringDistances(view: View): number[] {
  const step = ringStep(view.range)
  const away = Math.hypot(view.dx, view.dz)
  const nearest = Math.max(1, Math.ceil((away - view.range) / step))
  const farthest = Math.ceil((away + view.range) / step) - 1
  return Array.from({ length: Math.max(0, farthest - nearest + 1) }, (_, index) => (nearest + index) * step)
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}
export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** How many places `placeLabel` knows, and how many of them are right beside the symbol. */
export const labelPlaces = { all: 12, near: 8 }

/** Place `index` of a label: right, left, below, above, the four corners, and the corners further off. */
function labelAt(index: number, at: Point, gap: number, { width, height }: Size): Box {
  if (index === 0) return { x: at.x + gap, y: at.y - height / 2, width, height }
  if (index === 1) return { x: at.x - gap - width, y: at.y - height / 2, width, height }
  if (index === 2) return { x: at.x - width / 2, y: at.y + gap, width, height }
  if (index === 3) return { x: at.x - width / 2, y: at.y - gap - height, width, height }
  const off = index < labelPlaces.near ? gap - 3 : gap + 18
  const isRight = index % 2 === 0
  const isAbove = index % 4 < 2
  return { x: isRight ? at.x + off : at.x - off - width, y: isAbove ? at.y - off - height : at.y + off, width, height }
}

interface Size {
  width: number
  height: number
}

/** True of a box that the ring does not cross. */
export function isClearOfRing({ cx, cy, radius }: Scope, box: Box): boolean {
  const farX = Math.max(Math.abs(box.x - cx), Math.abs(box.x + box.width - cx))
  const farY = Math.max(Math.abs(box.y - cy), Math.abs(box.y + box.height - cy))
  if (Math.hypot(farX, farY) < radius - ringBand) return true
  const nearX = Math.max(0, box.x - cx, cx - box.x - box.width)
  const nearY = Math.max(0, box.y - cy, cy - box.y - box.height)
  return Math.hypot(nearX, nearY) > radius + ringBand
}

/** Finds a free place for a label beside a symbol, `first` before others; undefined when all are taken. */
export function placeLabel(
  at: Point,
  gap: number,
  size: Size,
  taken: readonly Box[],
  scope: Scope,
  {
    first = 0,
    most = labelPlaces.near,
    isOverRing = false,
  }: { first?: number; most?: number; isOverRing?: boolean } = {},
): (Box & { place: number }) | undefined {
  for (let turn = -1; turn < most; turn++) {
    const place = turn < 0 ? first : turn
    const box = labelAt(place, at, gap, size)
    if (box.x < 0 || box.y < 0 || box.x + box.width > scope.width || box.y + box.height > scope.height) continue
    if ((isOverRing || isClearOfRing(scope, box)) && !taken.some((other) => overlaps(box, other)))
      return { ...box, place }
  }
  return undefined
}
