/** What makes Science's scope its own: an outer ring that shows how much is known in each direction, the bearing of the
 *  chosen contact, the scan under way, and hatching where only blips show. */
import { bug } from './chart.ts'
import { bearingOf, type Point, type Scope } from './geometry.ts'
import type { RadarMark, RadarPlace, RadarSurvey } from './marks.ts'
import type { Palette } from './palette.ts'

type Pen = CanvasRenderingContext2D
/** Pixels from the ring's edge to the outer ring. */
const outer = 4
/** Pixels of a block along the ring, and half the gap between two. */
const length = 9
const gap = 1.5
const bearingTo = (own: RadarPlace, mark: RadarPlace) => bearingOf(mark.x - own.x, mark.z - own.z)

/** Diagonal hatching between the limit of full sensors and the ring; the caller clips to the ring. */
export function unsurveyed(pen: Pen, scope: Scope, limit: number, palette: Palette): void {
  const { cx, cy, ox, oy, radius, scale } = scope
  pen.save()
  pen.beginPath()
  pen.rect(cx - radius, cy - radius, radius * 2, radius * 2)
  pen.arc(ox, oy, limit * scale, 0, Math.PI * 2, true)
  pen.clip('evenodd')
  pen.beginPath()
  for (let x = -radius * 2; x < radius * 2; x += 9) {
    pen.moveTo(cx + x - radius, cy + radius)
    pen.lineTo(cx + x + radius, cy - radius)
  }
  pen.strokeStyle = palette.line
  pen.globalAlpha = 0.55
  pen.lineWidth = 1
  pen.stroke()
  pen.restore()
}

/** Two blocks outside the ring for each thing that can be scanned: hollow, half or full as scans have told. */
export function levels(pen: Pen, scope: Scope, own: RadarPlace, marks: readonly RadarMark[], palette: Palette): void {
  const at = scope.radius + outer
  pen.strokeStyle = palette.edge
  pen.lineWidth = 1
  pen.beginPath()
  pen.arc(scope.cx, scope.cy, at, 0, Math.PI * 2)
  pen.stroke()
  for (const mark of marks) {
    if (mark.standing === 'friend' || (mark.shape !== 'ship' && mark.shape !== 'anomaly' && mark.shape !== 'blip'))
      continue
    const bearing = bearingTo(own, mark)
    block(pen, scope, at, bearing - gap / at, -1, mark.scan > 0, palette)
    block(pen, scope, at, bearing + gap / at, 1, mark.scan > 1, palette)
  }
}

/** One block on the outer ring, from a bearing on to one side; hollow or full. */
function block(
  pen: Pen,
  scope: Scope,
  at: number,
  from: number,
  side: 1 | -1,
  isFull: boolean,
  palette: Palette,
): void {
  const start = from - Math.PI / 2
  const end = start + (side * length) / at
  const isBack = side < 0
  pen.beginPath()
  pen.arc(scope.cx, scope.cy, at + 2.5, start, end, isBack)
  pen.arc(scope.cx, scope.cy, at - 2.5, end, start, !isBack)
  pen.closePath()
  pen.fillStyle = isFull ? palette.ready : palette.void
  pen.fill()
  pen.strokeStyle = isFull ? palette.ready : palette.ink2
  pen.stroke()
}

/** A dashed line from the ship through the chosen contact to the ring; the caller clips it. */
export function bearingLine(pen: Pen, scope: Scope, own: RadarPlace, mark: RadarPlace, palette: Palette): void {
  const bearing = bearingTo(own, mark)
  const [east, north] = [Math.sin(bearing), Math.cos(bearing)]
  const length = scope.radius * 2 + Math.hypot(scope.ox - scope.cx, scope.oy - scope.cy)
  pen.strokeStyle = palette.order
  pen.lineWidth = 1.5
  pen.setLineDash([6, 4])
  pen.beginPath()
  pen.moveTo(scope.ox + east * 18, scope.oy - north * 18)
  pen.lineTo(scope.ox + east * length, scope.oy - north * length)
  pen.stroke()
  pen.setLineDash([])
}

/** The bearing of the chosen contact, as a hollow bug on the ring. */
export const bearingBug = (pen: Pen, scope: Scope, own: RadarPlace, mark: RadarPlace, palette: Palette): void =>
  bug(pen, scope, bearingTo(own, mark), palette)

/** Fills clockwise as the scan goes on; dashed while it waits. */
export function scanRing(pen: Pen, at: Point, radius: number, survey: RadarSurvey, palette: Palette): void {
  const r = radius + 17
  pen.beginPath()
  pen.arc(at.x, at.y, r, 0, Math.PI * 2)
  pen.strokeStyle = palette.edge
  pen.lineWidth = 1
  pen.stroke()
  pen.beginPath()
  pen.arc(at.x, at.y, r, -Math.PI / 2, -Math.PI / 2 + survey.share * Math.PI * 2)
  if (survey.isHeld) pen.setLineDash([4, 3])
  pen.strokeStyle = survey.isHeld ? palette.caution : palette.ink
  pen.lineWidth = 4
  pen.stroke()
  pen.setLineDash([])
}
