/** Draws what stands on the chart: nebulae, waypoints, and the place that is being chosen. */
import { distance } from '../text/figures.ts'
import { radarText } from '../text/radar.ts'
import { type Box, overlaps, type Point, type Scope, toScreen } from './geometry.ts'
import { lettering } from './lettering.ts'
import type { RadarCloud, RadarPlace, RadarWaypoint } from './marks.ts'
import type { Palette } from './palette.ts'

type Pen = CanvasRenderingContext2D
const corners = 40
const specks = 90

/** A number in [0, 1) that an id and a counter always give alike: a cloud keeps its face. */
function chance(id: number, n: number): number {
  const mixed = Math.imul(Math.imul(id + 1, 2654435761) ^ Math.imul(n + 1, 40503), 2246822519)
  return ((mixed ^ (mixed >>> 15)) & 4095) / 4096
}

/** Share of the radius at a bearing: a lumpy disc, never beyond the true edge. */
const lump = (id: number, angle: number): number =>
  0.93 + 0.045 * Math.sin(angle * 3 + id) + 0.025 * Math.sin(angle * 7 + id * 2)

export function drawClouds(
  pen: Pen,
  scope: Scope,
  own: RadarPlace,
  clouds: readonly RadarCloud[],
  palette: Palette,
): void {
  for (const { id, x, z, radius } of clouds) {
    const at = toScreen(scope, x - own.x, z - own.z)
    const r = radius * scope.scale
    if (Math.hypot(at.x - scope.cx, at.y - scope.cy) > scope.radius + r) continue
    pen.beginPath()
    for (let corner = 0; corner < corners; corner++) {
      const angle = (corner / corners) * Math.PI * 2
      const reach = r * lump(id, angle)
      pen.lineTo(at.x + Math.cos(angle) * reach, at.y + Math.sin(angle) * reach)
    }
    pen.closePath()
    pen.globalAlpha = 0.5
    pen.fillStyle = palette.raised
    pen.fill()
    pen.globalAlpha = 1
    pen.strokeStyle = palette.ink3
    pen.lineWidth = 1.25
    pen.setLineDash([2, 3])
    pen.stroke()
    pen.setLineDash([])
    stipple(pen, at, r, id, palette)
  }
}

function stipple(pen: Pen, at: Point, r: number, id: number, palette: Palette): void {
  pen.fillStyle = palette.ink3
  pen.globalAlpha = 0.75
  const count = Math.min(specks, Math.max(8, Math.round(r * 1.4)))
  for (let n = 0; n < count; n++) {
    const angle = chance(id, n * 2) * Math.PI * 2
    const reach = Math.sqrt(chance(id, n * 2 + 1)) * r * 0.86
    pen.fillRect(at.x + Math.cos(angle) * reach, at.y + Math.sin(angle) * reach, 1.5, 1.5)
  }
  pen.globalAlpha = 1
}

export interface PlacedWaypoint {
  number: number
  /** The foot of its staff; for one off the scope, on the ring in its direction. */
  at: Point
  isOff: boolean
  /** Units from the own ship. */
  away: number
}

export const placeWaypoints = (scope: Scope, own: RadarPlace, list: readonly RadarWaypoint[]): PlacedWaypoint[] =>
  list.map(({ number, x, z }) => {
    const at = toScreen(scope, x - own.x, z - own.z)
    const off = Math.hypot(at.x - scope.cx, at.y - scope.cy)
    const isOff = off > scope.radius - 14
    if (isOff) {
      at.x = scope.cx + ((at.x - scope.cx) * (scope.radius - 22)) / off
      at.y = scope.cy + ((at.y - scope.cy) * (scope.radius - 22)) / off
    }
    return { number, at, isOff, away: Math.hypot(x - own.x, z - own.z) }
  })

export function pennantBox({ at }: PlacedWaypoint): Box {
  const { scale } = lettering()
  return { x: at.x - 3, y: at.y - 2 - 21 * scale, width: 5 + 17 * scale, height: 6 + 21 * scale }
}

/** A pennant with its number on a staff, hollow where it only tells the direction. */
export function drawWaypoints(pen: Pen, list: readonly PlacedWaypoint[], palette: Palette): void {
  for (const { number, at, isOff } of list) pennant(pen, at, number, isOff, palette)
}

/** At the helm: the way to the nearest waypoint, and what each is called. */
export function drawWays(
  pen: Pen,
  scope: Scope,
  list: readonly PlacedWaypoint[],
  taken: Box[],
  palette: Palette,
): void {
  const nearest = list.toSorted((a, b) => a.away - b.away)[0]
  if (!nearest) return
  pen.strokeStyle = palette.order
  pen.globalAlpha = 0.6
  pen.lineWidth = 1
  pen.setLineDash([6, 6])
  pen.beginPath()
  pen.moveTo(scope.ox, scope.oy)
  pen.lineTo(nearest.at.x, nearest.at.y)
  pen.stroke()
  pen.setLineDash([])
  pen.globalAlpha = 1
  pen.textAlign = 'left'
  pen.textBaseline = 'middle'
  const { plain, detail, scale } = lettering()
  for (const each of list) {
    const box = { x: each.at.x + 5 + 17 * scale, y: each.at.y - 24 * scale, width: 76 * scale, height: 32 * scale }
    if (taken.some((other) => overlaps(box, other))) continue
    taken.push(box)
    pen.font = plain
    pen.fillStyle = palette.ink2
    pen.fillText(radarText.waypoint(each.number), box.x, box.y + 9 * scale)
    pen.font = detail
    pen.fillStyle = palette.ink3
    pen.fillText(distance(each.away), box.x, box.y + 25 * scale)
  }
}

/** From the foot of the staff, up. */
const outline = [
  [0, 21],
  [17, 21],
  [13, 15],
  [17, 9],
  [0, 9],
] as const

function pennant(pen: Pen, at: Point, number: number, isHollow: boolean, palette: Palette): void {
  const { number: font, scale } = lettering()
  pen.strokeStyle = palette.order
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.moveTo(at.x, at.y)
  for (const [x, y] of outline) pen.lineTo(at.x + x * scale, at.y - y * scale)
  if (isHollow) pen.setLineDash([3, 2])
  pen.stroke()
  pen.setLineDash([])
  pen.beginPath()
  pen.arc(at.x, at.y, 2.5, 0, Math.PI * 2)
  pen.fillStyle = palette.order
  pen.fill()
  pen.font = font
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(String(number), at.x + 6.5 * scale, at.y - 14.5 * scale)
}

export function drawCursor(pen: Pen, scope: Scope, own: RadarPlace, place: RadarPlace, palette: Palette): void {
  const at = toScreen(scope, place.x - own.x, place.z - own.z)
  pen.strokeStyle = palette.order
  pen.lineWidth = 1.5
  pen.setLineDash([5, 4])
  pen.beginPath()
  pen.moveTo(scope.ox, scope.oy)
  pen.lineTo(at.x, at.y)
  pen.stroke()
  pen.setLineDash([])
  pen.beginPath()
  pen.arc(at.x, at.y, 11, 0, Math.PI * 2)
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    pen.moveTo(at.x + dx * 6, at.y + dy * 6)
    pen.lineTo(at.x + dx * 17, at.y + dy * 17)
  }
  pen.stroke()
}
