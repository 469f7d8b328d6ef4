/** Draws one frame of the scope: the chart, trails, what makes each console's scope its own, then marks, labels, effects. */
import type { Place } from './aim.ts'
import { bezel, headingBugs, headingLine, paper, rings, scaleBar, zebra } from './chart.ts'
import { drawCourse, drawHazard } from './course.ts'
import { dashed, disc, drawEffects, drawFire } from './fire.ts'
import { fontsVersion } from './fonts.ts'
import { type Box, makeScope, type Point, type Scope, toScreen, type View } from './geometry.ts'
import { createLabels, type Seen, type Taken, urgency } from './labels.ts'
import { createLayer } from './layer.ts'
import { lettering } from './lettering.ts'
import type { RadarMark, RadarScene } from './marks.ts'
import type { Palette } from './palette.ts'
import { drawWords } from './pen.ts'
import { bearingBug, bearingLine, levels, scanRing, unsurveyed } from './survey.ts'
import { crowdedRange, drawCorners, drawDart, drawSymbol, standingColour, symbolRadius } from './symbols.ts'
import { drawClouds, drawCursor, drawWaypoints, drawWays, pennantBox, placeWaypoints } from './terrain.ts'
import { drawTrails } from './trails.ts'

type Pen = CanvasRenderingContext2D
const stemSeconds = 5
/** What is chosen is told once: its corners come from outside. */
const pulse = { ms: 240, pixels: 14 }
/** On crowded scopes a blip nearer than this to something else is left out. */
const thinned = 11

/** Pixels of width from which waypoints have words. */
const roomy = 480

/** What stands where in the last frame, for taking aim. */
export interface Drawn {
  scope: Scope
  /** Where the own ship is. */
  own: { x: number; z: number }
  /** The most urgent first. */
  places: Place[]
}

interface Frame {
  pen: Pen
  scope: Scope
  view: View
  scene: RadarScene
  nowMs: number
  palette: Palette
}

/** What leaves a stem: it moves, and it is known where its bow points. */
const hasStem = ({ shape, speed }: RadarMark): boolean =>
  shape !== 'torpedo' && shape !== 'mine' && shape !== 'blip' && Math.abs(speed) >= 1

function stem({ pen, scope, scene, palette }: Frame, { mark, at, radius }: Seen): void {
  if (!hasStem(mark)) return
  const length = Math.abs(mark.speed) * stemSeconds * scope.scale
  // On wide ranges five seconds would vanish beneath the symbol: keep the direction readable.
  const reach = Math.max(length, radius + (mark.id === scene.selected ? 16 : 10)) * Math.sign(mark.speed)
  pen.strokeStyle = standingColour(palette, mark.standing)
  pen.lineWidth = 1.75
  pen.beginPath()
  pen.moveTo(at.x, at.y)
  pen.lineTo(at.x + Math.sin(mark.heading) * reach, at.y - Math.cos(mark.heading) * reach)
  pen.stroke()
}

/** A ring around a called contact, and who called it. */
function called(pen: Pen, at: Point, radius: number, text: string, palette: Palette): void {
  pen.beginPath()
  pen.arc(at.x, at.y, radius + 11, 0, Math.PI * 2)
  pen.strokeStyle = palette.protect
  pen.lineWidth = 2
  pen.stroke()
  pen.font = lettering().call
  pen.textAlign = 'center'
  pen.textBaseline = 'bottom'
  drawWords(pen, text, { x: at.x, y: at.y - radius - 14 }, { ink: palette.ink, ground: palette.void })
}

/** What is on the scope, the most urgent first; on crowded ones without the blips that stand in something else. */
function seenOf({ scope, view, scene }: Frame): Seen[] {
  const inner = scope.radius - zebra
  const seen: Seen[] = []
  const isCrowded = view.range > crowdedRange
  for (const mark of scene.marks) {
    const at = toScreen(scope, mark.x - scene.own.x, mark.z - scene.own.z)
    if (Math.hypot(at.x - scope.cx, at.y - scope.cy) < inner)
      seen.push({ mark, at, radius: symbolRadius(mark, view.range), rank: urgency(mark, scene) })
  }
  seen.sort((a, b) => a.rank - b.rank)
  if (!isCrowded) return seen
  const kept: Seen[] = []
  for (const each of seen) {
    const isFaint = each.mark.shape === 'blip' && each.rank > 2
    if (isFaint && kept.some(({ at }) => Math.abs(at.x - each.at.x) + Math.abs(at.y - each.at.y) < thinned)) continue
    kept.push(each)
  }
  return kept
}

/** How far full sensors reach, and hatching where they do not. */
function limits(pen: Pen, scope: Scope, view: View, { limit, survey }: RadarScene, palette: Palette): void {
  if (!limit || limit >= view.range + Math.hypot(view.dx, view.dz)) return
  clipped(pen, scope, () => {
    if (survey) unsurveyed(pen, scope, limit, palette)
    dashed(pen, { x: scope.ox, y: scope.oy }, limit * scope.scale, palette.ink2, [8, 6])
  })
}

/** Draws what the ring cuts off. */
function clipped(pen: Pen, scope: Scope, draw: () => void): void {
  pen.save()
  pen.beginPath()
  pen.arc(scope.cx, scope.cy, scope.radius - zebra, 0, Math.PI * 2)
  pen.clip()
  draw()
  pen.restore()
}

/** What lies beneath the marks. */
function inside({ pen, scope, scene, palette }: Frame, chosen: RadarMark | undefined, trails: () => void): void {
  const { own } = scene
  drawClouds(pen, scope, own, scene.clouds, palette)
  if (scene.dock) {
    const at = toScreen(scope, scene.dock.x - own.x, scene.dock.z - own.z)
    disc(pen, at, scene.dock.radius * scope.scale, palette.protect)
  }
  trails()
  drawFire(pen, scope, own, scene, palette)
  drawCourse(pen, scope, own, scene, palette)
  headingLine(pen, scope, own, scene.headingOrdered !== undefined, palette)
  if (scene.survey && chosen) bearingLine(pen, scope, own, chosen, palette)
}

/** The own ship; beyond the ring its direction. */
function ownShip({ pen, scope, scene, palette }: Frame): void {
  const away = Math.hypot(scope.ox - scope.cx, scope.oy - scope.cy)
  const most = scope.radius - zebra - 16
  const share = away > most ? most / away : 1
  const at = { x: scope.cx + (scope.ox - scope.cx) * share, y: scope.cy + (scope.oy - scope.cy) * share }
  drawDart(pen, at, scene.own.heading, palette.ink, share < 1)
}

export function createScopePainter() {
  const chart = createLayer()
  const wakes = createLayer()
  const drawLabels = createLabels()
  /** Boxes of the figures on the chart, which labels keep clear of. */
  let figures: Box[] = []
  let chosen = { id: 0, sinceMs: 0 }
  /** The own place for which the trails were drawn. */
  let wakeOwn = { x: 0, z: 0 }

  function drawChart({ pen, scope, view, scene, palette }: Frame): void {
    const { range, dx, dz } = view
    const causes = [range, dx, dz, palette, fontsVersion(), lettering(), scene.limit, scene.survey === undefined]
    const draw = (on: Pen) => {
      paper(on, scope, palette)
      limits(on, scope, view, scene, palette)
      figures = [...rings(on, scope, view, palette), ...bezel(on, scope, palette)]
      scaleBar(on, scope, palette)
    }
    chart.show(pen, scope, causes, draw)
  }

  /** Drawn anew with each sample, and moved with the ship in between. */
  function drawWakes({ pen, scope, view, scene, nowMs, palette }: Frame): void {
    scene.trails.sample(scene.own, scene.marks, nowMs)
    const { x, z } = scene.own
    // Too far from where it was drawn, the layer is drawn anew: a new place is a new cause.
    if (Math.hypot(x - wakeOwn.x, z - wakeOwn.z) * scope.scale > 60) wakeOwn = { x, z }
    const causes = [view.range, view.dx, view.dz, palette, scene.trails, scene.trails.version, wakeOwn]
    const draw = (on: Pen) => {
      wakeOwn.x = x
      wakeOwn.z = z
      drawTrails(on, scope, scene.own, scene.trails, nowMs, palette)
    }
    const shift = () => ({ x: (wakeOwn.x - x) * scope.scale, y: (z - wakeOwn.z) * scope.scale })
    wakes.show(pen, scope, causes, draw, shift)
  }

  function corners({ pen, nowMs, scene, palette }: Frame, { mark, at, radius }: Seen): void {
    if (mark.id === scene.selected) {
      const age = Math.min(1, (nowMs - chosen.sinceMs) / pulse.ms)
      drawCorners(pen, at, radius + pulse.pixels * (1 - age) ** 2, palette.order)
    } else if (mark.id === scene.marked) drawCorners(pen, at, radius, palette.ink)
  }

  function drawMarks(frame: Frame, seen: readonly Seen[], taken: Taken): void {
    const { pen, scene, palette } = frame
    const isAlert = document.documentElement.dataset.alert === 'red'
    for (let index = seen.length - 1; index >= 0; index--) {
      const each = seen[index]!
      const { mark, at, radius } = each
      stem(frame, each)
      drawSymbol(pen, at, mark, palette, isAlert, radius)
      corners(frame, each)
      if (mark.id === scene.survey?.scanned) scanRing(pen, at, radius, scene.survey, palette)
      const r = radius + (mark.id === scene.survey?.scanned ? 19 : mark.id === scene.selected ? 9 : 2)
      taken[each.rank < 2 ? 'figures' : 'symbols'].push({ x: at.x - r, y: at.y - r, width: r * 2, height: r * 2 })
    }
  }

  return function paint(
    pen: Pen,
    size: { width: number; height: number },
    view: View,
    scene: RadarScene,
    nowMs: number,
    palette: Palette,
  ): Drawn {
    const scope = makeScope(size.width, size.height, view, lettering().scale)
    const { own } = scene
    const frame: Frame = { pen, scope, view, scene, nowMs, palette }
    if (scene.selected !== chosen.id) chosen = { id: scene.selected, sinceMs: nowMs }
    drawChart(frame)
    const mark = scene.selected ? scene.marks.find(({ id }) => id === scene.selected) : undefined
    clipped(pen, scope, () => inside(frame, mark, () => drawWakes(frame)))
    if (scene.survey) levels(pen, scope, own, scene.marks, palette)
    headingBugs(pen, scope, own, scene.headingOrdered, palette)
    // At Weapons the target may be beyond the ring.
    if ((scene.survey || scene.arcs.length > 0) && mark) bearingBug(pen, scope, own, mark, palette)

    const seen = seenOf(frame)
    const dart = { x: scope.ox - 14, y: scope.oy - 14, width: 28, height: 28 }
    const taken: Taken = { figures: [...figures, dart], symbols: [] }
    const waypoints = placeWaypoints(scope, own, scene.waypoints)
    taken.figures.push(...waypoints.map(pennantBox))
    if (scene.path && size.width >= roomy) drawWays(pen, scope, waypoints, taken.figures, palette)
    drawMarks(frame, seen, taken)
    drawLabels(pen, scope, own, seen, scene, taken, palette)
    // Nobody takes aim at rocks.
    const places = seen
      .filter((each) => each.mark.shape !== 'asteroid')
      .map((each) => ({ id: each.mark.id, at: each.at, radius: each.radius }))
    for (const call of scene.calls) {
      const place = places.find(({ id }) => id === call.id)
      if (place) called(pen, place.at, place.radius, call.label, palette)
    }
    drawHazard(pen, scope, own, scene, palette)
    drawWaypoints(pen, waypoints, palette)
    if (scene.cursor) drawCursor(pen, scope, own, scene.cursor, palette)
    clipped(pen, scope, () => drawEffects(pen, scope, own, scene, nowMs, palette))
    ownShip(frame)
    return { scope, own, places }
  }
}
