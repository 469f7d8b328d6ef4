/** Names and distances beside symbols: never over one another, the urgent first; what finds no room is left out. */
import { bearing, distance } from '../text/figures.ts'
import { radarText } from '../text/radar.ts'
import { fontsVersion } from './fonts.ts'
import { type Box, bearingOf, labelPlaces, type Point, placeLabel, type Scope } from './geometry.ts'
import { lettering } from './lettering.ts'
import type { Motion, RadarMark, RadarScene } from './marks.ts'
import type { Palette } from './palette.ts'
import { drawWords } from './pen.ts'

type Pen = CanvasRenderingContext2D

/** Pixels of a figure in the small type: they are all as wide. */
const figureWidth = 7.4
const phoneWidth = 480
const mostWidths = 600
/** Labels that a frame tries to place: beyond them there is no room anyway. */
const mostTried = 80

/** Those that need a label most come first: the chosen, threats, stations. */
export function urgency(mark: RadarMark, scene: RadarScene): number {
  if (mark.id === scene.selected) return 0
  if (mark.id === scene.marked || mark.id === scene.incoming?.id) return 1
  if (mark.standing === 'hostile') return 2
  if (mark.shape === 'station') return 3
  if (mark.isName) return 4
  return mark.shape === 'blip' ? 6 : 5
}

/** On a phone: the chosen, threats and named friends. */
const isForPhone = ({ mark, rank }: Seen): boolean => rank < 3 || (mark.isName && mark.standing === 'friend')

/** What labels keep clear of. */
export interface Taken {
  /** Always: figures of the chart, symbols of what is chosen, other labels. */
  figures: Box[]
  /** Where there is room. */
  symbols: Box[]
}

export interface Seen {
  mark: RadarMark
  at: Point
  radius: number
  /** How much it needs a label: `urgency`. */
  rank: number
}

export function createLabels() {
  /** Widths of words, by font and word: measuring them is slow. */
  const widths = new Map<string, number>()
  /** Where each label stood: it moves only when it must. */
  const places = new Map<number, number>()
  let measuredWith = fontsVersion()

  function widthOf(pen: Pen, font: string, text: string): number {
    const key = font + text
    let width = widths.get(key)
    if (width === undefined) {
      if (widths.size > mostWidths) widths.clear()
      pen.font = font
      width = pen.measureText(text).width
      widths.set(key, width)
    }
    return width
  }

  function draw(pen: Pen, each: Seen, box: Box & { place: number }, title: string, detail: string, palette: Palette) {
    const isLeft = box.x + box.width < each.at.x
    const x = isLeft ? box.x + box.width : box.x
    if (box.place >= labelPlaces.near) leader(pen, each, box, palette)
    pen.textAlign = isLeft ? 'right' : 'left'
    const ground = palette.void
    const { detail: font, scale } = lettering()
    drawWords(pen, title, { x, y: box.y + 9 * scale }, { ink: String(pen.fillStyle), ground })
    if (!detail) return
    pen.font = font
    drawWords(pen, detail, { x, y: box.y + 25 * scale }, { ink: palette.ink3, ground })
  }

  /** All labels of a frame; `seen` has the most urgent first. */
  return function drawLabels(
    pen: Pen,
    scope: Scope,
    own: Motion,
    seen: readonly Seen[],
    scene: RadarScene,
    { figures, symbols }: Taken,
    palette: Palette,
  ): void {
    if (measuredWith !== fontsVersion()) widths.clear()
    measuredWith = fontsVersion()
    const taken = [...figures, ...symbols]
    const fonts = lettering()
    pen.textBaseline = 'middle'
    pen.lineJoin = 'round'
    const isPhone = scope.width < phoneWidth
    if (places.size > seen.length * 2 + 50) places.clear()
    let tried = 0
    for (const each of seen) {
      const { mark, at, radius } = each
      const isChosen = mark.id === scene.selected
      const title = mark.id === scene.incoming?.id ? radarText.torpedo(scene.incoming.seconds) : mark.label
      if (!title || (isPhone && !isForPhone(each))) continue
      if (++tried > mostTried) break
      const isThreat = mark.standing === 'hostile'
      const detail = isChosen || (isThreat && mark.label !== '') ? detailOf(own, mark, isChosen) : ''
      const font = mark.isName ? fonts.name : isChosen ? fonts.chosen : fonts.plain
      const width = Math.max(widthOf(pen, font, title), detail.length * figureWidth * fonts.scale)
      const most = isChosen || isThreat || mark.id === scene.marked ? labelPlaces.all : labelPlaces.near
      const first = Math.min(most - 1, places.get(mark.id) ?? 0)
      const gap = radius + (mark.id === scene.survey?.scanned ? 23 : isChosen ? 13 : 8)
      const size = { width, height: (detail ? 32 : 18) * fonts.scale }
      let box = placeLabel(at, gap, size, taken, scope, { first, most })
      // What is chosen is named even where everything is full: over the symbols of others, else over the ring.
      if (!box && each.rank < 2) {
        box =
          placeLabel(at, gap, size, figures, scope, { first, most }) ??
          placeLabel(at, gap, size, figures, scope, { first, most, isOverRing: true })
      }
      if (!box) continue
      taken.push(box)
      figures.push(box)
      places.set(mark.id, box.place)
      pen.font = font
      pen.fillStyle = isChosen ? palette.ink : palette.ink2
      draw(pen, each, box, title, detail, palette)
    }
  }
}

function detailOf(own: Motion, mark: RadarMark, isChosen: boolean): string {
  const [dx, dz] = [mark.x - own.x, mark.z - own.z]
  const away = distance(Math.hypot(dx, dz))
  return isChosen ? `${away}  ${bearing(bearingOf(dx, dz))}°` : away
}

/** A thin line from a symbol to its label where that stands further off. */
function leader(pen: Pen, { at, radius }: Seen, box: Box, palette: Palette): void {
  const x = box.x > at.x ? box.x - 2 : box.x + box.width + 2
  const y = box.y > at.y ? box.y + 4 : box.y + box.height - 4
  const share = (radius + 2) / (Math.hypot(x - at.x, y - at.y) || 1)
  pen.strokeStyle = palette.edge
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(at.x + (x - at.x) * share, at.y + (y - at.y) * share)
  pen.lineTo(x, y)
  pen.stroke()
}
