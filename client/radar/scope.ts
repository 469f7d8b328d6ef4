/** Draws one frame of the scope: the chart, then arcs, marks, labels, effects. */
import { bearing, distance } from '../text/figures.ts'
import { bezel, heading, paper, rings, zebra } from './chart.ts'
import { drawCourse, drawHazard } from './course.ts'
import { type Box, bearingOf, makeScope, type Point, placeLabel, type Scope, toScreen } from './geometry.ts'
import type { BeamArc, Motion, RadarMark, RadarScene } from './marks.ts'
import type { Palette } from './palette.ts'
import { drawWords } from './pen.ts'
import { bearingLine, levels, scanRing, unsurveyed } from './survey.ts'
import { drawCorners, drawDart, drawSymbol, standingColour, symbolRadius } from './symbols.ts'
import { drawClouds, drawCursor, drawWaypoints } from './terrain.ts'

type Pen = CanvasRenderingContext2D
const stemSeconds = 5
const beamMs = 400
const blastMs = 700

/** What stands where in the last frame, for taking aim. */
export interface Drawn {
  scope: Scope
  /** Where the scope's centre stands in the sector. */
  centre: { x: number; z: number }
  places: { id: number; at: Point; radius: number }[]
}

function arcs(pen: Pen, scope: Scope, own: Motion, list: BeamArc[], palette: Palette): void {
  for (const beam of list) {
    const r = beam.range * scope.scale
    const from = own.heading + beam.direction - beam.arc / 2 - Math.PI / 2
    pen.beginPath()
    pen.moveTo(scope.cx, scope.cy)
    pen.arc(scope.cx, scope.cy, r, from, from + beam.arc)
    pen.closePath()
    pen.globalAlpha = 0.07
    pen.fillStyle = palette.ink
    pen.fill()
    pen.globalAlpha = 0.8
    pen.strokeStyle = palette.ink2
    pen.lineWidth = 1
    pen.stroke()
    pen.globalAlpha = 1
    // The bright rim is the range; it fills as the beam charges.
    pen.strokeStyle = beam.charge >= 1 ? palette.ready : palette.ink
    pen.lineWidth = 3
    pen.beginPath()
    pen.arc(scope.cx, scope.cy, r + 3, from, from + beam.arc * Math.min(1, beam.charge))
    pen.stroke()
  }
}

function disc(pen: Pen, at: Point, radius: number, colour: string): void {
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, Math.PI * 2)
  pen.globalAlpha = 0.1
  pen.fillStyle = colour
  pen.fill()
  pen.globalAlpha = 1
  dashed(pen, at, radius, colour)
}

function dashed(pen: Pen, at: Point, radius: number, colour: string): void {
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, Math.PI * 2)
  pen.setLineDash([4, 4])
  pen.strokeStyle = colour
  pen.lineWidth = 1
  pen.stroke()
  pen.setLineDash([])
}

function stem(pen: Pen, scope: Scope, own: Motion, mark: RadarMark, at: Point, colour: string): void {
  if (Math.abs(mark.speed) < 1) return
  const way = mark.speed * stemSeconds
  const [east, north] = [Math.sin(mark.heading) * way, Math.cos(mark.heading) * way]
  const to = toScreen(scope, mark.x + east - own.x, mark.z + north - own.z)
  const length = Math.hypot(to.x - at.x, to.y - at.y)
  const r = symbolRadius(mark)
  // On wide ranges five seconds would vanish beneath the symbol: keep the direction readable.
  const reach = Math.max(length, r + 9)
  const k = reach / (length || 1)
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.moveTo(at.x, at.y)
  pen.lineTo(at.x + (to.x - at.x) * k, at.y + (to.y - at.y) * k)
  pen.stroke()
}

function label(
  pen: Pen,
  scope: Scope,
  own: Motion,
  mark: RadarMark,
  at: Point,
  taken: Box[],
  palette: Palette,
  isChosen: boolean,
): void {
  if (!mark.label) return
  const font = mark.isName
    ? 'italic 500 16px "Newsreader Variable", serif'
    : `${isChosen ? '700 ' : ''}13px B612, sans-serif`
  const isFar = isChosen || mark.standing === 'hostile'
  const dx = mark.x - own.x
  const dz = mark.z - own.z
  const range = distance(Math.hypot(dx, dz))
  const detail = isChosen ? `${range}  ${bearing(bearingOf(dx, dz))}°` : range
  pen.font = font
  const width = Math.max(pen.measureText(mark.label).width, isFar ? detail.length * 7.4 : 0)
  const box = placeLabel(at, symbolRadius(mark) + 8, { width, height: isFar ? 32 : 18 }, taken, scope)
  if (!box) return
  taken.push(box)
  const isLeft = box.x + box.width < at.x
  pen.textAlign = isLeft ? 'right' : 'left'
  pen.textBaseline = 'middle'
  const x = isLeft ? box.x + box.width : box.x
  drawWords(pen, mark.label, { x, y: box.y + 9 }, { ink: isChosen ? palette.ink : palette.ink2, ground: palette.void })
  if (!isFar) return
  pen.font = '12px B612, sans-serif'
  drawWords(pen, detail, { x, y: box.y + 25 }, { ink: palette.ink3, ground: palette.void })
}

function effects(pen: Pen, scope: Scope, own: Motion, scene: RadarScene, nowMs: number, palette: Palette): void {
  for (const effect of scene.effects) {
    const age = nowMs - effect.atMs
    const at = toScreen(scope, effect.x - own.x, effect.z - own.z)
    const length = effect.kind === 'beam' ? beamMs : blastMs
    if (age < 0 || age > length) continue
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

/** A ring around a called contact, and who called it. */
function called(pen: Pen, at: Point, radius: number, text: string, palette: Palette): void {
  pen.beginPath()
  pen.arc(at.x, at.y, radius + 11, 0, Math.PI * 2)
  pen.strokeStyle = palette.protect
  pen.lineWidth = 2
  pen.stroke()
  pen.font = '700 12px B612, sans-serif'
  pen.textAlign = 'center'
  pen.textBaseline = 'bottom'
  drawWords(pen, text, { x: at.x, y: at.y - radius - 14 }, { ink: palette.ink, ground: palette.void })
}

/** Those that need a label most come first: the chosen, threats, named friends. */
const urgency = (mark: RadarMark, scene: RadarScene): number => {
  if (mark.id === scene.selected) return 0
  if (mark.id === scene.marked) return 1
  if (mark.standing === 'hostile') return 2
  return mark.shape === 'station' ? 3 : 4
}

export function drawScope(
  pen: Pen,
  size: { width: number; height: number },
  scene: RadarScene,
  nowMs: number,
  palette: Palette,
): Drawn {
  const scope = makeScope(size.width, size.height, scene.range)
  const isAlert = document.documentElement.dataset.alert === 'red'
  const { own } = scene
  const marks = scene.marks.toSorted((a, b) => urgency(a, scene) - urgency(b, scene))
  const inner = scope.radius - zebra
  const isInside = (point: Point) => Math.hypot(point.x - scope.cx, point.y - scope.cy) < inner

  paper(pen, scope, palette)
  const taken = rings(pen, scope, scene.range, palette)
  taken.push({ x: scope.cx - 14, y: scope.cy - 14, width: 28, height: 28 })
  pen.save()
  pen.beginPath()
  pen.arc(scope.cx, scope.cy, inner, 0, Math.PI * 2)
  pen.clip()
  drawClouds(pen, scope, own, scene.clouds, palette)
  if (scene.survey && scene.limit && scene.limit < scene.range) unsurveyed(pen, scope, scene.limit, palette)
  if (scene.limit && scene.limit < scene.range) {
    dashed(pen, { x: scope.cx, y: scope.cy }, scene.limit * scope.scale, palette.ink2)
  }
  if (scene.dock) {
    const at = toScreen(scope, scene.dock.x - own.x, scene.dock.z - own.z)
    disc(pen, at, scene.dock.radius * scope.scale, palette.protect)
  }
  for (const blast of scene.blasts ?? []) {
    disc(pen, toScreen(scope, blast.x - own.x, blast.z - own.z), blast.radius * scope.scale, palette.danger)
  }
  arcs(pen, scope, own, scene.arcs, palette)
  drawCourse(pen, scope, own, scene, palette)
  pen.restore()
  bezel(pen, scope, palette)
  heading(pen, scope, own, scene.headingOrdered, palette)
  if (scene.survey) {
    levels(pen, scope, own, marks, palette)
    bearingLine(
      pen,
      scope,
      own,
      marks.find((mark) => mark.id === scene.selected),
      palette,
    )
  }

  const places: Drawn['places'] = []
  const seen = marks
    .map((mark) => ({ mark, at: toScreen(scope, mark.x - own.x, mark.z - own.z) }))
    .filter((each) => isInside(each.at))
  for (const { mark, at } of seen.toReversed()) {
    if (mark.shape !== 'torpedo' && mark.shape !== 'mine' && mark.shape !== 'blip')
      stem(pen, scope, own, mark, at, standingColour(palette, mark.standing))
    drawSymbol(pen, at, mark, palette, isAlert)
    if (mark.id === scene.selected) drawCorners(pen, at, symbolRadius(mark), palette.order)
    else if (mark.id === scene.marked) drawCorners(pen, at, symbolRadius(mark), palette.ink)
    if (mark.id === scene.survey?.scanned) scanRing(pen, at, symbolRadius(mark), scene.survey, palette)
    // Nobody takes aim at rocks.
    if (mark.shape !== 'asteroid') places.push({ id: mark.id, at, radius: symbolRadius(mark) })
    const r = symbolRadius(mark) + 2
    taken.push({ x: at.x - r, y: at.y - r, width: r * 2, height: r * 2 })
  }
  for (const { mark, at } of seen) label(pen, scope, own, mark, at, taken, palette, mark.id === scene.selected)
  for (const call of scene.calls) {
    const place = places.find(({ id }) => id === call.id)
    if (place) called(pen, place.at, place.radius, call.label, palette)
  }
  drawHazard(pen, scope, own, scene, palette)
  drawWaypoints(pen, scope, own, scene.waypoints, palette)
  if (scene.cursor) drawCursor(pen, scope, own, scene.cursor, palette)
  effects(pen, scope, own, scene, nowMs, palette)
  drawDart(pen, { x: scope.cx, y: scope.cy }, own.heading, palette.ink)
  return { scope, centre: { x: own.x, z: own.z }, places }
}
