/** Where things stand on the scope: world to screen and back, bearings, rings, and room for labels. */

export interface Scope {
  width: number
  height: number
  /** Screen position of the centre, and the ring's outer radius, in CSS pixels. */
  cx: number
  cy: number
  radius: number
  /** Pixels a unit. */
  scale: number
}

/** Room outside the ring for bearings and the heading bug. */
const rim = 32

export function makeScope(width: number, height: number, range: number): Scope {
  const radius = Math.max(40, Math.min(width, height) / 2 - rim)
  return { width, height, cx: width / 2, cy: height / 2, radius, scale: radius / range }
}

export interface Point {
  x: number
  y: number
}

/** +z is up, +x is right. `dx` and `dz` are relative to the own ship. */
export const toScreen = (scope: Scope, dx: number, dz: number): Point => ({
  x: scope.cx + dx * scope.scale,
  y: scope.cy - dz * scope.scale,
})

/** The place of the sector under a point of the screen; `centre` is where the scope's middle stands. */
export const placeAt = (scope: Scope, centre: { x: number; z: number }, point: Point): { x: number; z: number } => ({
  x: centre.x + (point.x - scope.cx) / scope.scale,
  z: centre.z + (scope.cy - point.y) / scope.scale,
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
export const bearingAt = (scope: Scope, point: Point): number => bearingOf(point.x - scope.cx, scope.cy - point.y)
export const fromCentre = (scope: Scope, point: Point): number => Math.hypot(point.x - scope.cx, point.y - scope.cy)

/** Distances of the range rings: four or five, all round figures. */
export function ringDistances(range: number): number[] {
  const count = range % 4000 === 2000 || range === 30_000 ? (range === 30_000 ? 3 : 4) : 5
  return Array.from({ length: count - 1 }, (_, index) => (range / count) * (index + 1))
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}
export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Finds a free place for a label of `width` × `height` beside a symbol: right, left, below, above; undefined when all are taken. */
export function placeLabel(
  at: Point,
  gap: number,
  size: { width: number; height: number },
  taken: Box[],
  scope: { width: number; height: number },
): Box | undefined {
  const { width, height } = size
  const places: Box[] = [
    { x: at.x + gap, y: at.y - height / 2, width, height },
    { x: at.x - gap - width, y: at.y - height / 2, width, height },
    { x: at.x - width / 2, y: at.y + gap, width, height },
    { x: at.x - width / 2, y: at.y - gap - height, width, height },
  ]
  return places.find(
    (box) =>
      box.x >= 0 &&
      box.y >= 0 &&
      box.x + width <= scope.width &&
      box.y + height <= scope.height &&
      !taken.some((other) => overlaps(box, other)),
  )
}
