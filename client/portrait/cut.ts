/** Of what portraits are made: cuts of coloured paper on a square of 64, the head's middle at x = 32, light from the left. */
import type { AvatarPart, avatarParts } from '../../schema/accounts.ts'

/** A colour, or the name of one that the wearer chose: `skin`, `hair`, `cloth`, each also in its shade. */
export type Tone = 'skin' | 'skinShade' | 'hair' | 'hairShade' | 'cloth' | 'clothShade' | 'ink' | 'ivory' | 'steel'

/** One cut of paper (filled), or one line (stroked when it has a width). */
export interface Cut {
  d: string
  tone: Tone
  width?: number
  opacity?: number
}

export type Variants<Part extends AvatarPart, Variant> = readonly Variant[] & { length: (typeof avatarParts)[Part] }

export const fill = (tone: Tone, d: string, opacity?: number): Cut => ({
  d,
  tone,
  ...(opacity === undefined ? {} : { opacity }),
})
export const line = (tone: Tone, width: number, d: string, opacity?: number): Cut => ({
  ...fill(tone, d, opacity),
  width,
})
export const disc = (x: number, y: number, rx: number, ry = rx) =>
  `M${x - rx} ${y}A${rx} ${ry} 0 1 1 ${x + rx} ${y}A${rx} ${ry} 0 1 1 ${x - rx} ${y}Z`
