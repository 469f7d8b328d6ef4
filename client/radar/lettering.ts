/** Letters on canvases: they follow the size that the reader's browser sets text in, as all other text does. */
import { usualTextSize } from '../text-size.ts'

const sans = 'B612, sans-serif'
const serif = '"Newsreader", serif'
/** Sizes are those of a browser that has the usual one. */
const faces = {
  name: ['italic 500', 16, serif],
  plain: ['', 13, sans],
  chosen: ['700', 13, sans],
  detail: ['', 12, sans],
  call: ['700', 12, sans],
  number: ['700', 11, sans],
  urgent: ['700', 15, sans],
  /** On the main screen, which is seen from further away. */
  farName: ['italic 500', 19, serif],
  farPlain: ['700', 14, sans],
  farFigure: ['', 19, sans],
} as const

export type Lettering = Record<keyof typeof faces, string> & {
  /** How much larger than usual letters are, and the room that they take. */
  scale: number
}

function letteringAt(scale: number): Lettering {
  const fonts = Object.entries(faces).map(([face, [weight, size, family]]) => [
    face,
    `${weight} ${size * scale}px ${family}`,
  ])
  return { ...(Object.fromEntries(fonts) as Record<keyof typeof faces, string>), scale }
}

let known = letteringAt(1)

/** As it was last read. */
export const lettering = (): Lettering => known

/** Asks the page; for when a canvas begins and when its size changes, not for each frame. */
export function readLettering(): void {
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualTextSize
  if (scale > 0 && scale !== known.scale) known = letteringAt(scale)
}
