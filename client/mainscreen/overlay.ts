/** What lies over the picture: the bearing tape, symbols, brackets, names, distances, bars. */
import type { ContactView } from '../network/snapshot.ts'
import { type Box, overlaps, type Point } from '../radar/geometry.ts'
import { lettering } from '../radar/lettering.ts'
import type { RadarMark } from '../radar/marks.ts'
import type { Palette } from '../radar/palette.ts'
import { drawBrackets, drawWords } from '../radar/pen.ts'
import { drawSymbol, standingColour } from '../radar/symbols.ts'
import { bearing as bearingText, distance } from '../text/figures.ts'
import { type Seen, tapeMarks, tapeX } from './view.ts'

type Pen = CanvasRenderingContext2D

export interface Labelled {
  seen: Seen
  mark: RadarMark
  contact: ContactView
}

const leastBracket = 20
const tapeHeight = 36

export function drawOverlay(
  pen: Pen,
  size: { width: number; height: number },
  look: { bearing: number; heading: number },
  things: readonly Labelled[],
  chosen: { selected: number; marked: number },
  palette: Palette,
): void {
  pen.clearRect(0, 0, size.width, size.height)
  const isAlert = document.documentElement.dataset.alert === 'red'
  const taken: Box[] = []
  // Nearer things, and what is chosen, have their words first.
  const order = [...things].sort((a, b) => urgency(a, chosen) - urgency(b, chosen) || a.seen.away - b.seen.away)
  for (const thing of order) {
    const { seen, mark } = thing
    if (!seen.isAhead || seen.x < -40 || seen.x > size.width + 40) continue
    const isChosen = mark.id === chosen.selected
    const colour = isChosen ? palette.order : standingColour(palette, mark.standing)
    if (mark.shape === 'torpedo' || mark.shape === 'asteroid') {
      if (mark.standing === 'hostile') brackets(pen, seen, 12, colour)
      continue
    }
    const half = Math.max(leastBracket, Math.min(seen.radius * 1.15, size.height * 0.32))
    brackets(pen, seen, half, colour)
    words(pen, thing, half, { taken, palette, isAlert, width: size.width })
  }
  tape(pen, size.width, look, palette)
}

const urgency = ({ mark }: Labelled, chosen: { selected: number; marked: number }): number => {
  if (mark.id === chosen.selected) return 0
  if (mark.id === chosen.marked) return 1
  return mark.standing === 'hostile' ? 2 : 3
}

const brackets = (pen: Pen, at: Point, half: number, colour: string): void =>
  drawBrackets(pen, at, half, { leg: Math.min(14, half * 0.5), width: 1.75, colour })

const outlined = (pen: Pen, text: string, x: number, y: number, ink: string, ground: string): void =>
  drawWords(pen, text, { x, y }, { ink, ground, edge: 4 })

interface Setting {
  taken: Box[]
  palette: Palette
  isAlert: boolean
  width: number
}

/** Symbol and name above the bracket, distance and bars beside it; where there is no room, the bracket alone stays. */
function words(pen: Pen, { seen, mark, contact }: Labelled, half: number, setting: Setting): void {
  const { taken, palette, isAlert, width } = setting
  const { farName, farPlain, plain, scale } = lettering()
  const font = mark.isName ? farName : farPlain
  pen.font = font
  const wide = pen.measureText(mark.label).width + 28
  const box = { x: seen.x - half, y: seen.y - half - 6 - 24 * scale, width: wide + 8, height: 24 * scale }
  const side = { x: seen.x + half + 4, y: seen.y - half - 2, width: 66 * scale, height: 16 + 16 * scale }
  if (taken.some((other) => overlaps(other, box) || overlaps(other, side)) || side.x > width) return
  taken.push(box, side)
  pen.textAlign = 'left'
  pen.textBaseline = 'middle'
  const at = { x: box.x + 8, y: box.y + 12 * scale }
  pen.save()
  pen.translate(at.x, at.y)
  pen.scale(0.8, 0.8)
  drawSymbol(pen, { x: 0, y: 0 }, mark, palette, isAlert)
  pen.restore()
  pen.font = font
  outlined(pen, mark.label, at.x + 22, at.y + 1, palette.ink, palette.void)
  pen.font = plain
  outlined(pen, distance(seen.away), side.x, side.y + 8 * scale, palette.ink, palette.void)
  if (contact.scan > 0 && contact.hull > 0) {
    const shields = (contact.shieldFront + contact.shieldRear) / 2
    bar(pen, side.x, side.y + 2 + 16 * scale, shields, standingColour(palette, mark.standing), palette)
    bar(pen, side.x, side.y + 10 + 16 * scale, contact.hull, palette.ink, palette)
  }
}

function bar(pen: Pen, x: number, y: number, share: number, colour: string, palette: Palette): void {
  pen.fillStyle = palette.void
  pen.fillRect(x - 1, y - 1, 58, 7)
  pen.fillStyle = colour
  pen.fillRect(x, y, 56 * Math.min(1, Math.max(0, share)), 5)
}

/** The zebra along the top measures bearing: ten degrees a pair of stripes; the pointer is the middle of the view. */
function tape(pen: Pen, width: number, look: { bearing: number; heading: number }, palette: Palette): void {
  const shade = pen.createLinearGradient(0, 0, 0, tapeHeight + 20)
  shade.addColorStop(0, palette.void)
  shade.addColorStop(1, 'rgb(0 0 0 / 0)')
  pen.fillStyle = shade
  pen.fillRect(0, 0, width, tapeHeight + 20)
  const marks = tapeMarks(look.bearing, width)
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const { plain, farFigure, scale } = lettering()
  pen.font = plain
  marks.forEach((mark, index) => {
    const next = marks[index + 1]?.x ?? width
    if (mark.isMain) {
      pen.fillStyle = palette.ink
      pen.fillRect(mark.x, 0, next - mark.x, 7)
    }
    pen.fillStyle = palette.ink2
    pen.fillRect(mark.x - 0.5, 7, 1, mark.isMain ? 9 : 5)
    if (!mark.isMain) return
    outlined(pen, String(mark.degree).padStart(3, '0'), mark.x, 17 + 9 * scale, palette.ink2, palette.void)
  })
  // The bow, where it is in the picture.
  const bow = tapeX(look.bearing, look.heading, width)
  if (bow !== undefined && Math.abs(bow - width / 2) > 2) {
    pen.fillStyle = palette.ink
    pen.fillRect(bow - 4, 0, 8, 12)
  }
  pen.fillStyle = palette.ink
  pen.beginPath()
  const foot = 18 + 18 * scale
  pen.moveTo(width / 2, foot)
  pen.lineTo(width / 2 + 8, foot + 12)
  pen.lineTo(width / 2 - 8, foot + 12)
  pen.fill()
  pen.font = farFigure
  outlined(pen, `${bearingText(look.bearing)}°`, width / 2, foot + 12 + 14 * scale, palette.ink, palette.void)
}
