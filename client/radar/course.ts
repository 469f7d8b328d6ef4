/** The own course on the scope: the way that the orders lead, the velocity as it is, and what the ship would run into. */
import { type Scope, toScreen } from './geometry.ts'
import { lettering } from './lettering.ts'
import type { Motion, RadarScene } from './marks.ts'
import type { Palette } from './palette.ts'
import { drawWords } from './pen.ts'

type Pen = CanvasRenderingContext2D
/** Seconds of way that the velocity's stem shows. */
const stemSeconds = 5

export function drawCourse(pen: Pen, scope: Scope, own: Motion, scene: RadarScene, palette: Palette): void {
  const { path = [], velocity } = scene
  const place = (x: number, z: number) => toScreen(scope, x - own.x, z - own.z)
  if (path.length > 3) {
    // It begins where the ship is drawn by now.
    const [fromX, fromZ] = [own.x - path[0]!, own.z - path[1]!]
    pen.beginPath()
    for (let index = 0; index < path.length; index += 2) {
      const at = place(path[index]! + fromX, path[index + 1]! + fromZ)
      pen.lineTo(at.x, at.y)
    }
    pen.strokeStyle = palette.order
    pen.lineWidth = 2
    pen.stroke()
  }
  if (!velocity || Math.hypot(velocity.x, velocity.z) < 2) return
  const tip = place(own.x + velocity.x * stemSeconds, own.z + velocity.z * stemSeconds)
  pen.beginPath()
  pen.moveTo(scope.ox, scope.oy)
  pen.lineTo(tip.x, tip.y)
  pen.strokeStyle = palette.ink
  pen.lineWidth = 3
  pen.stroke()
}

/** An amber ring around what the course meets, with the seconds left. */
export function drawHazard(pen: Pen, scope: Scope, own: Motion, scene: RadarScene, palette: Palette): void {
  const { hazard } = scene
  if (!hazard) return
  const at = toScreen(scope, hazard.x - own.x, hazard.z - own.z)
  const radius = Math.max(17, hazard.radius * scope.scale)
  pen.strokeStyle = palette.caution
  pen.lineWidth = 2.5
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, Math.PI * 2)
  pen.moveTo(at.x - radius, at.y)
  pen.lineTo(at.x - radius - 14, at.y)
  pen.stroke()
  pen.font = lettering().urgent
  pen.textAlign = 'right'
  pen.textBaseline = 'middle'
  const text = `${Math.max(0, Math.ceil(hazard.seconds))} s`
  drawWords(pen, text, { x: at.x - radius - 18, y: at.y }, { ink: palette.caution, ground: palette.void })
}
