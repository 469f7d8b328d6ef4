/** What makes Weapons' scope its own: arcs and rims of the beams, the line of fire, blasts, and what comes in. */
import { type Point, type Scope, toScreen } from './geometry.ts'
import type { BeamArc, Motion, RadarScene } from './marks.ts'
import type { Palette } from './palette.ts'

type Pen = CanvasRenderingContext2D

export function drawArcs(pen: Pen, scope: Scope, own: Motion, list: readonly BeamArc[], palette: Palette): void {
  for (const beam of list) {
    const r = beam.range * scope.scale
    const from = own.heading + beam.direction - beam.arc / 2 - Math.PI / 2
    pen.beginPath()
    pen.moveTo(scope.ox, scope.oy)
    pen.arc(scope.ox, scope.oy, r, from, from + beam.arc)
    pen.closePath()
    pen.globalAlpha = 0.1
    pen.fillStyle = palette.ink
    pen.fill()
    pen.globalAlpha = 0.8
    pen.strokeStyle = palette.ink2
    pen.lineWidth = 1
    pen.stroke()
    pen.globalAlpha = 1
    // The bright rim is the range; what stands around it fills as the beam charges.
    pen.strokeStyle = palette.ink
    pen.lineWidth = 2
    pen.beginPath()
    pen.arc(scope.ox, scope.oy, r, from, from + beam.arc)
    pen.stroke()
    rim(pen, scope, r + 6, from, beam.arc, palette.line)
    const isReady = beam.charge >= 1
    rim(pen, scope, r + 6, from, beam.arc * Math.min(1, beam.charge), isReady ? palette.ready : palette.ink)
  }
}

function rim(pen: Pen, scope: Scope, r: number, from: number, width: number, colour: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = 4
  pen.beginPath()
  pen.arc(scope.ox, scope.oy, r, from, from + width)
  pen.stroke()
}

/** A filled disc with a dashed edge; dotted where it is a blast. */
export function disc(pen: Pen, at: Point, radius: number, colour: string, dash = [4, 4]): void {
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, Math.PI * 2)
  pen.globalAlpha = 0.1
  pen.fillStyle = colour
  pen.fill()
  pen.globalAlpha = 1
  dashed(pen, at, radius, colour, dash)
}

export function dashed(pen: Pen, at: Point, radius: number, colour: string, dash = [4, 4]): void {
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, Math.PI * 2)
  pen.setLineDash(dash)
  pen.strokeStyle = colour
  pen.lineWidth = 1.25
  pen.stroke()
  pen.setLineDash([])
}

/** From the ship to its target, dashed; from the torpedo that comes to the ship, dotted. */
export function drawFire(pen: Pen, scope: Scope, own: Motion, scene: RadarScene, palette: Palette): void {
  for (const blast of scene.blasts ?? []) {
    const at = toScreen(scope, blast.x - own.x, blast.z - own.z)
    disc(pen, at, blast.radius * scope.scale, palette.danger, [2, 3])
  }
  drawArcs(pen, scope, own, scene.arcs, palette)
  if (scene.arcs.length > 0) line(scene.selected, palette.order, [6, 4])
  if (scene.incoming) line(scene.incoming.id, palette.danger, [2, 4])

  function line(id: number, colour: string, dash: number[]): void {
    const mark = scene.marks.find((each) => each.id === id)
    if (!mark) return
    const at = toScreen(scope, mark.x - own.x, mark.z - own.z)
    pen.strokeStyle = colour
    pen.lineWidth = 1.5
    pen.setLineDash(dash)
    pen.beginPath()
    pen.moveTo(scope.ox, scope.oy)
    pen.lineTo(at.x, at.y)
    pen.stroke()
    pen.setLineDash([])
  }
}

const beamMs = 400
const blastMs = 700

/** What was fired and what burst, for a moment. */
export function drawEffects(
  pen: Pen,
  scope: Scope,
  own: Motion,
  scene: RadarScene,
  nowMs: number,
  palette: Palette,
): void {
  for (const effect of scene.effects) {
    const age = nowMs - effect.atMs
    const length = effect.kind === 'beam' ? beamMs : blastMs
    if (age < 0 || age > length) continue
    const at = toScreen(scope, effect.x - own.x, effect.z - own.z)
    pen.globalAlpha = 1 - age / length
    pen.strokeStyle = effect.isHostile ? palette.danger : palette.ink
    pen.lineWidth = 2
    pen.beginPath()
    if (effect.kind === 'beam') {
      const to = toScreen(scope, effect.toX - own.x, effect.toZ - own.z)
      pen.moveTo(at.x, at.y)
      pen.lineTo(to.x, to.y)
    } else {
      const reach = effect.kind === 'hit' ? 16 : Math.max(18, effect.radius * scope.scale)
      pen.arc(at.x, at.y, reach * Math.sqrt(age / length), 0, Math.PI * 2)
    }
    pen.stroke()
    pen.globalAlpha = 1
  }
}
