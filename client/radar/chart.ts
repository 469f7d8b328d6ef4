/** The chart beneath the marks: paper, range rings, the zebra ring with its bearings, the heading. */
import { shortDistance } from '../text/figures.ts'
import { type Box, type Point, polar, ringDistances, ringStep, type Scope, type View } from './geometry.ts'
import { lettering } from './lettering.ts'
import type { Motion } from './marks.ts'
import type { Palette } from './palette.ts'

type Pen = CanvasRenderingContext2D
const segments = 24
/** Pixels of the zebra band. */
export const zebra = 7

export function paper(pen: Pen, scope: Scope, palette: Palette): void {
  pen.fillStyle = palette.void
  pen.fillRect(0, 0, scope.width, scope.height)
  pen.strokeStyle = palette.line
  pen.globalAlpha = 0.5
  pen.lineWidth = 1
  pen.beginPath()
  const step = scope.radius / 2.5
  for (let x = (scope.cx % step) + 0.5; x < scope.width; x += step) {
    pen.moveTo(Math.round(x) + 0.5, 0)
    pen.lineTo(Math.round(x) + 0.5, scope.height)
  }
  for (let y = (scope.cy % step) + 0.5; y < scope.height; y += step) {
    pen.moveTo(0, Math.round(y) + 0.5)
    pen.lineTo(scope.width, Math.round(y) + 0.5)
  }
  pen.stroke()
  pen.globalAlpha = 1
}

/** Around the own ship; the labels stand where the most of the rings is seen. */
export function rings(pen: Pen, scope: Scope, view: View, palette: Palette): Box[] {
  const { detail, scale } = lettering()
  pen.lineWidth = 1
  pen.font = detail
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const boxes: Box[] = []
  const isCentred = view.dx === 0 && view.dz === 0
  const towards = isCentred ? Math.PI * 1.04 : Math.atan2(view.dx, view.dz)
  const step = ringStep(view.range)
  // Where rings stand close for the letters, every other one has its distance.
  const every = step * scope.scale < 20 * scale ? 2 : 1
  for (const ring of ringDistances(view)) {
    const r = ring * scope.scale
    pen.strokeStyle = palette.line
    pen.beginPath()
    pen.arc(scope.ox, scope.oy, r, 0, Math.PI * 2)
    pen.stroke()
    if ((ring / step) % every !== 0) continue
    const at = { x: scope.ox + Math.sin(towards) * r, y: scope.oy - Math.cos(towards) * r }
    const text = shortDistance(ring)
    const width = pen.measureText(text).width + 8
    const height = 16 * scale
    const box = { x: at.x - width / 2, y: at.y - height / 2, width, height }
    if (Math.hypot(at.x - scope.cx, at.y - scope.cy) > scope.radius - 16 - height / 2) continue
    pen.fillStyle = palette.void
    pen.fillRect(box.x, box.y, box.width, box.height)
    pen.fillStyle = palette.ink3
    pen.fillText(text, at.x, at.y + 1)
    boxes.push(box)
  }
  return boxes
}

const scaleUnits = [50, 100, 250, 500, 1000, 2000, 5000, 10_000]
/** Pixels: the longest half of the scale bar, its place, and the least scope that has room for it. */
const bar = { half: 56, left: 22, bottom: 16, leastWidth: 480 }

/** A zebra bar that measures distance: 0, one, two. */
export function scaleBar(pen: Pen, scope: Scope, palette: Palette): void {
  const { detail, scale } = lettering()
  if (scope.width < bar.leastWidth * scale) return
  const unit = scaleUnits.findLast((each) => each * scope.scale <= bar.half * scale) ?? 50
  const half = unit * scope.scale
  const [x, y] = [bar.left, scope.height - bar.bottom - 7]
  pen.fillStyle = palette.ink
  pen.fillRect(x, y, half, 6)
  pen.strokeStyle = palette.ink
  pen.lineWidth = 1
  pen.strokeRect(x + 0.5, y + 0.5, half * 2 - 1, 5)
  pen.font = detail
  pen.textAlign = 'center'
  pen.textBaseline = 'alphabetic'
  pen.fillStyle = palette.ink2
  for (const count of [0, 1, 2]) pen.fillText(shortDistance(unit * count), x + half * count, y - 6)
}

/** Where the figures of a bearing stand: to the sides they are wider than high. */
function figurePlace(scope: Scope, angle: number): Point {
  const { scale } = lettering()
  const side = Math.abs(Math.sin(angle))
  return polar(scope, angle, scope.radius + (10 + 8 * scale) * (1 - side) + (6 + 13 * scale) * side)
}
const figureBox = ({ x, y }: Point): Box => {
  const { scale } = lettering()
  return { x: x - 13 * scale, y: y - 8 * scale, width: 26 * scale, height: 16 * scale }
}
/** Degrees from one figure to the next: where the ring is small for them, only the four winds have one. */
const figureStep = ({ radius }: Scope): number => (radius > 56 * lettering().scale ? 30 : 90)

/** The zebra ring measures bearing: fifteen degrees a segment. */
export function bezel(pen: Pen, scope: Scope, palette: Palette): Box[] {
  const boxes: Box[] = []
  const { cx, cy, radius } = scope
  const step = (Math.PI * 2) / segments
  pen.lineWidth = zebra
  pen.strokeStyle = palette.ring
  pen.globalAlpha = 0.88
  for (let index = 0; index < segments; index += 2) {
    pen.beginPath()
    // Centred on north: a segment begins at each odd multiple of 7.5 degrees.
    const from = -Math.PI / 2 + step * (index - 0.5)
    pen.arc(cx, cy, radius - zebra / 2, from, from + step)
    pen.stroke()
  }
  pen.globalAlpha = 1
  pen.lineWidth = 1
  for (const r of [radius, radius - zebra]) {
    pen.beginPath()
    pen.arc(cx, cy, r, 0, Math.PI * 2)
    pen.stroke()
  }
  pen.font = lettering().plain
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  for (let degree = 0; degree < 360; degree += 10) {
    const angle = (degree * Math.PI) / 180
    const isMain = degree % 30 === 0
    const from = polar(scope, angle, radius - zebra)
    const to = polar(scope, angle, radius - zebra - (isMain ? 9 : 4))
    pen.strokeStyle = isMain ? palette.ink2 : palette.edge
    pen.beginPath()
    pen.moveTo(from.x, from.y)
    pen.lineTo(to.x, to.y)
    pen.stroke()
    if (degree % figureStep(scope) === 0) {
      const at = figurePlace(scope, angle)
      pen.fillStyle = degree % 90 === 0 ? palette.ink2 : palette.ink3
      pen.fillText(String(degree).padStart(3, '0'), at.x, at.y + 1)
      boxes.push(figureBox(at))
    }
  }
  return boxes
}

/** The line of the heading, from the ship on; the caller clips it to the ring. */
export function headingLine(pen: Pen, scope: Scope, own: Motion, isDial: boolean, palette: Palette): void {
  const length = scope.radius * 2 + Math.hypot(scope.ox - scope.cx, scope.oy - scope.cy)
  pen.strokeStyle = palette.ink
  pen.lineWidth = isDial ? 1.5 : 1
  pen.beginPath()
  pen.moveTo(scope.ox, scope.oy)
  pen.lineTo(scope.ox + Math.sin(own.heading) * length, scope.oy - Math.cos(own.heading) * length)
  pen.stroke()
}

/** On the ring: the block of the heading as it is, and the hollow bug of the one ordered. */
export function headingBugs(pen: Pen, scope: Scope, own: Motion, ordered: number | undefined, palette: Palette): void {
  const inner = polar(scope, own.heading, scope.radius - zebra - 6)
  const outer = polar(scope, own.heading, scope.radius + 6)
  pen.strokeStyle = palette.ink
  pen.lineWidth = 9
  pen.beginPath()
  pen.moveTo(inner.x, inner.y)
  pen.lineTo(outer.x, outer.y)
  pen.stroke()
  if (ordered !== undefined) bug(pen, scope, ordered, palette)
}

/** A hollow pointer on the ring: an order, or the bearing of what is chosen. Figures in its place make way for it. */
export function bug(pen: Pen, scope: Scope, bearing: number, palette: Palette): void {
  const step = (figureStep(scope) * Math.PI) / 180
  const nearest = Math.round(bearing / step) * step
  if (Math.abs(bearing - nearest) * scope.radius < 11 + 13 * lettering().scale) {
    const box = figureBox(figurePlace(scope, nearest))
    pen.fillStyle = palette.void
    pen.fillRect(box.x, box.y, box.width, box.height + 1)
  }
  const centre = polar(scope, bearing, scope.radius + 4)
  pen.save()
  pen.translate(centre.x, centre.y)
  pen.rotate(bearing)
  pen.beginPath()
  pen.moveTo(0, 6)
  pen.lineTo(11, -14)
  pen.lineTo(-11, -14)
  pen.closePath()
  pen.fillStyle = palette.void
  pen.fill()
  pen.strokeStyle = palette.order
  pen.lineWidth = 2.5
  pen.stroke()
  pen.restore()
}
