/** The chart beneath the marks: paper, range rings, the zebra ring with its bearings, the heading. */
import { shortDistance } from '../text/figures.ts'
import { type Box, polar, ringDistances, type Scope } from './geometry.ts'
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

export function rings(pen: Pen, scope: Scope, range: number, palette: Palette): Box[] {
  pen.strokeStyle = palette.line
  pen.lineWidth = 1
  pen.font = '12px B612, sans-serif'
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const boxes: Box[] = []
  for (const ring of ringDistances(range)) {
    const r = ring * scope.scale
    pen.beginPath()
    pen.arc(scope.cx, scope.cy, r, 0, Math.PI * 2)
    pen.stroke()
    const at = polar(scope, Math.PI * 1.04, r)
    const text = shortDistance(ring)
    const width = pen.measureText(text).width + 8
    pen.fillStyle = palette.void
    pen.fillRect(at.x - width / 2, at.y - 8, width, 16)
    pen.fillStyle = palette.ink3
    pen.fillText(text, at.x, at.y + 1)
    boxes.push({ x: at.x - width / 2, y: at.y - 8, width, height: 16 })
  }
  return boxes
}

/** The zebra ring measures bearing: fifteen degrees a segment. */
export function bezel(pen: Pen, scope: Scope, palette: Palette): void {
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
  pen.font = '13px B612, sans-serif'
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
    if (isMain) {
      const at = polar(scope, angle, radius + 18)
      pen.fillStyle = degree % 90 === 0 ? palette.ink2 : palette.ink3
      pen.fillText(String(degree).padStart(3, '0'), at.x, at.y + 1)
    }
  }
}

/** The line and block of the heading as it is, and the hollow bug of the one ordered. */
export function heading(pen: Pen, scope: Scope, own: Motion, ordered: number | undefined, palette: Palette): void {
  const tip = polar(scope, own.heading, scope.radius - zebra)
  pen.strokeStyle = palette.ink
  pen.lineWidth = ordered === undefined ? 1 : 1.5
  pen.beginPath()
  pen.moveTo(scope.cx, scope.cy)
  pen.lineTo(tip.x, tip.y)
  pen.stroke()
  const inner = polar(scope, own.heading, scope.radius - zebra - 6)
  const outer = polar(scope, own.heading, scope.radius + 6)
  pen.lineWidth = 9
  pen.beginPath()
  pen.moveTo(inner.x, inner.y)
  pen.lineTo(outer.x, outer.y)
  pen.stroke()
  if (ordered === undefined) return
  const centre = polar(scope, ordered, scope.radius + 4)
  pen.save()
  pen.translate(centre.x, centre.y)
  pen.rotate(ordered)
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
