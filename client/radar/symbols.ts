/** The symbols of the scope: the shape says whose it is, bars and tails say what, colour repeats it. */
import type { Point } from './geometry.ts'
import type { RadarMark, Standing } from './marks.ts'
import type { Palette } from './palette.ts'
import { drawBrackets } from './pen.ts'

type Pen = CanvasRenderingContext2D

/** Beyond this range much stands in little room. */
export const crowdedRange = 20_000

export function standingColour(palette: Palette, standing: Standing): string {
  if (standing === 'friend') return palette.protect
  if (standing === 'hostile') return palette.danger
  return standing === 'neutral' ? palette.ink : palette.ink2
}

/** Path of the frame that tells the standing: circle, diamond, square, clover. */
function frame(pen: Pen, at: Point, standing: Standing, r: number): void {
  pen.beginPath()
  if (standing === 'friend') pen.arc(at.x, at.y, r, 0, Math.PI * 2)
  else if (standing === 'hostile') {
    const d = r * 1.25
    pen.moveTo(at.x, at.y - d)
    pen.lineTo(at.x + d, at.y)
    pen.lineTo(at.x, at.y + d)
    pen.lineTo(at.x - d, at.y)
    pen.closePath()
  } else if (standing === 'neutral') pen.rect(at.x - r * 0.85, at.y - r * 0.85, r * 1.7, r * 1.7)
  else {
    // Four lobes, drawn as one outline.
    const lobe = r * 0.62
    for (let quarter = 0; quarter < 4; quarter++) {
      const angle = (quarter * Math.PI) / 2
      const x = at.x + Math.cos(angle) * lobe
      const y = at.y + Math.sin(angle) * lobe
      pen.arc(x, y, lobe, angle - Math.PI / 2, angle + Math.PI / 2)
    }
    pen.closePath()
  }
}

function wreck(pen: Pen, at: Point, palette: Palette): void {
  pen.strokeStyle = palette.ink3
  pen.lineWidth = 1.5
  pen.setLineDash([2, 3])
  pen.beginPath()
  pen.arc(at.x, at.y, 10, 0, Math.PI * 2)
  pen.stroke()
  pen.setLineDash([])
  pen.beginPath()
  pen.moveTo(at.x - 6, at.y - 6)
  pen.lineTo(at.x + 6, at.y + 6)
  pen.moveTo(at.x + 6, at.y - 6)
  pen.lineTo(at.x - 6, at.y + 6)
  pen.stroke()
}

/** An outlined rock, its corners drawn from its id so that it keeps its face. */
function rock(pen: Pen, at: Point, id: number, r: number, palette: Palette): void {
  pen.beginPath()
  for (let corner = 0; corner < 7; corner++) {
    const reach = r * (0.75 + (((id * 7 + corner * 13) % 10) / 10) * 0.45)
    const angle = (corner / 7) * Math.PI * 2
    pen.lineTo(at.x + Math.cos(angle) * reach, at.y + Math.sin(angle) * reach)
  }
  pen.closePath()
  pen.fillStyle = palette.raised
  pen.fill()
  pen.strokeStyle = palette.ink3
  pen.lineWidth = 1.5
  pen.stroke()
}

/** The frame around what hurts all around it: solid a nuke, dotted an EMP. */
function around(pen: Pen, at: Point, mark: RadarMark, colour: string): void {
  frame(pen, at, mark.standing, 9)
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  if (mark.ordnance === 'emp') pen.setLineDash([2, 2.5])
  pen.stroke()
  pen.setLineDash([])
}

/** A solid frame with eight spikes. */
function mine(pen: Pen, at: Point, mark: RadarMark, colour: string): void {
  frame(pen, at, mark.standing, 4.5)
  pen.fillStyle = colour
  pen.fill()
  pen.strokeStyle = colour
  pen.lineWidth = 2
  pen.beginPath()
  for (let spike = 0; spike < 8; spike++) {
    const angle = (spike * Math.PI) / 4
    pen.moveTo(at.x + Math.sin(angle) * 7.5, at.y - Math.cos(angle) * 7.5)
    pen.lineTo(at.x + Math.sin(angle) * 11, at.y - Math.cos(angle) * 11)
  }
  pen.stroke()
}

function torpedo(pen: Pen, at: Point, mark: RadarMark, colour: string): void {
  if (mark.ordnance === 'hvli') frame(pen, at, mark.standing, 2.5)
  else frame(pen, at, mark.standing, 4)
  pen.fillStyle = colour
  pen.fill()
  if (mark.ordnance === 'nuke' || mark.ordnance === 'emp') around(pen, at, mark, colour)
  // A shell has no engine, and no tail.
  if (mark.ordnance === 'hvli') return
  const back = mark.heading + Math.PI
  const tails = mark.standing === 'hostile' ? [-0.25, 0.25] : [0]
  pen.strokeStyle = colour
  pen.lineWidth = 2
  pen.setLineDash([3, 3])
  for (const spread of tails) {
    const x = Math.sin(back + spread)
    const y = -Math.cos(back + spread)
    pen.beginPath()
    pen.moveTo(at.x + x * 6, at.y + y * 6)
    pen.lineTo(at.x + x * 16, at.y + y * 16)
    pen.stroke()
  }
  pen.setLineDash([])
}

/** Radius of a mark's symbol in pixels, for labels and for taking aim, on a scope that looks `range` far. */
export function symbolRadius(mark: RadarMark, range: number): number {
  // Rocks shrink as the scope looks further: a field must not become one blot.
  if (mark.shape === 'asteroid') return range <= 6000 ? 9 : range <= 15_000 ? 6 : 3.5
  if (mark.shape === 'station') return range > crowdedRange ? 11 : 13
  if (mark.shape === 'probe' || mark.shape === 'anomaly') return 8
  if (mark.shape === 'torpedo') return mark.ordnance === 'nuke' || mark.ordnance === 'emp' ? 10 : 5
  if (mark.shape === 'blip') return 4
  return (mark.isLarge ? 13 : 10) - (range > crowdedRange ? 2 : 0)
}

/** A small open ring: something is there, and no more is known. */
function blip(pen: Pen, at: Point, colour: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.arc(at.x, at.y, 4, 0, Math.PI * 2)
  pen.stroke()
}

/** A triangle and a dot. */
function probe(pen: Pen, at: Point, palette: Palette): void {
  pen.beginPath()
  pen.moveTo(at.x, at.y - 8)
  pen.lineTo(at.x + 7, at.y + 5)
  pen.lineTo(at.x - 7, at.y + 5)
  pen.closePath()
  pen.fillStyle = palette.void
  pen.fill()
  pen.strokeStyle = palette.protect
  pen.lineWidth = 1.75
  pen.stroke()
  pen.beginPath()
  pen.arc(at.x, at.y + 1, 1.75, 0, Math.PI * 2)
  pen.fillStyle = palette.protect
  pen.fill()
}

/** A six-armed star: something odd. */
function star(pen: Pen, at: Point, palette: Palette): void {
  pen.strokeStyle = palette.caution
  pen.lineWidth = 2
  pen.beginPath()
  for (let arm = 0; arm < 3; arm++) {
    const [x, y] = [Math.sin((arm * Math.PI) / 3) * 8, Math.cos((arm * Math.PI) / 3) * 8]
    pen.moveTo(at.x - x, at.y - y)
    pen.lineTo(at.x + x, at.y + y)
  }
  pen.stroke()
}

function vessel(pen: Pen, at: Point, mark: RadarMark, r: number, palette: Palette, isAlert: boolean): void {
  const colour = standingColour(palette, mark.standing)
  pen.strokeStyle = colour
  pen.lineWidth = 2
  frame(pen, at, mark.standing, r)
  // Red alert fills hostile frames.
  pen.fillStyle = mark.standing === 'hostile' && isAlert ? colour : palette.void
  pen.fill()
  pen.globalAlpha = 0.16
  pen.fillStyle = colour
  pen.fill()
  pen.globalAlpha = 1
  if (mark.standing === 'unknown') pen.setLineDash([3, 3])
  pen.stroke()
  pen.setLineDash([])
  if (mark.isLarge) bar(pen, at, isAlert && mark.standing === 'hostile' ? palette.void : palette.ink)
  if (mark.shape !== 'station') return
  pen.beginPath()
  pen.moveTo(at.x - r - 7, at.y)
  pen.lineTo(at.x + r + 7, at.y)
  pen.moveTo(at.x, at.y - r - 7)
  pen.lineTo(at.x, at.y + r + 7)
  pen.stroke()
  pen.beginPath()
  pen.arc(at.x, at.y, 3, 0, Math.PI * 2)
  pen.fillStyle = colour
  pen.fill()
}

function bar(pen: Pen, at: Point, colour: string): void {
  pen.fillStyle = colour
  pen.fillRect(at.x - 5, at.y - 1, 10, 2)
}

/** `r` is its radius in pixels. */
export function drawSymbol(
  pen: Pen,
  at: Point,
  mark: RadarMark,
  palette: Palette,
  isAlert: boolean,
  r = symbolRadius(mark, 0),
): void {
  const colour = standingColour(palette, mark.standing)
  if (mark.shape === 'wreck') wreck(pen, at, palette)
  else if (mark.shape === 'asteroid') rock(pen, at, mark.id, r, palette)
  else if (mark.shape === 'torpedo') torpedo(pen, at, mark, colour)
  else if (mark.shape === 'mine') mine(pen, at, mark, colour)
  else if (mark.shape === 'blip') blip(pen, at, colour)
  else if (mark.shape === 'probe') probe(pen, at, palette)
  else if (mark.shape === 'anomaly') star(pen, at, palette)
  else vessel(pen, at, mark, r, palette, isAlert)
}

/** Four corners around what is selected. */
export function drawCorners(pen: Pen, at: Point, r: number, colour: string): void {
  drawBrackets(pen, at, r + 9, { leg: 8, width: 2.5, colour })
}

/** The own ship: a solid dart along its heading; hollow where it only tells the direction. */
export function drawDart(pen: Pen, at: Point, heading: number, colour: string, isHollow = false): void {
  pen.save()
  pen.translate(at.x, at.y)
  pen.rotate(heading)
  pen.beginPath()
  pen.moveTo(0, -15)
  pen.lineTo(8, 12)
  pen.lineTo(0, 6)
  pen.lineTo(-8, 12)
  pen.closePath()
  pen.fillStyle = colour
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  if (isHollow) pen.stroke()
  else pen.fill()
  pen.restore()
}
