/** The parts that portraits are cut from, like paper, on a square of 64: the head's middle lies at x = 32, light falls from the left. */
import type { AvatarPart, avatarParts } from '../../schema/accounts.ts'

/** A colour, or the name of one that the wearer chose: `skin`, `hair`, `cloth`, each also in its shade, and the field. */
export type Tone =
  | 'skin'
  | 'skinShade'
  | 'hair'
  | 'hairShade'
  | 'cloth'
  | 'clothShade'
  | 'ink'
  | 'ivory'
  | 'steel'
  | 'field'
  | 'charge'

/** One cut of paper (filled), or one line (stroked when it has a width). */
export interface Cut {
  d: string
  tone: Tone
  width?: number
  opacity?: number
}

type Variants<Part extends AvatarPart, Variant> = readonly Variant[] & { length: (typeof avatarParts)[Part] }

const fill = (tone: Tone, d: string, opacity?: number): Cut => ({
  d,
  tone,
  ...(opacity === undefined ? {} : { opacity }),
})
const line = (tone: Tone, width: number, d: string, opacity?: number): Cut => ({ ...fill(tone, d, opacity), width })
const disc = (x: number, y: number, rx: number, ry = rx) =>
  `M${x - rx} ${y}A${rx} ${ry} 0 1 1 ${x + rx} ${y}A${rx} ${ry} 0 1 1 ${x - rx} ${y}Z`

export interface Colour {
  light: string
  shade: string
}

export const skins: Variants<'skin', Colour> = [
  { light: '#f4d6bd', shade: '#d9a987' },
  { light: '#e6b790', shade: '#c48d66' },
  { light: '#cc9468', shade: '#a56f48' },
  { light: '#ae7650', shade: '#885738' },
  { light: '#8a5a3c', shade: '#68412a' },
  { light: '#694533', shade: '#4b2f22' },
]
export const hairColours: Variants<'hairColour', Colour> = [
  { light: '#23292e', shade: '#14181b' },
  { light: '#4a3226', shade: '#332119' },
  { light: '#8a4f2b', shade: '#67381d' },
  { light: '#c8693c', shade: '#9a4c29' },
  { light: '#dcb871', shade: '#b48f4c' },
  { light: '#cfd0c8', shade: '#a3a79f' },
]
export const uniformColours: Variants<'uniformColour', Colour> = [
  { light: '#34545f', shade: '#243d46' },
  { light: '#345f9c', shade: '#254674' },
  { light: '#a5463a', shade: '#7c3229' },
  { light: '#2f7d5e', shade: '#215c45' },
  { light: '#7d4a70', shade: '#5c3452' },
  { light: '#d9d1bf', shade: '#b3aa96' },
]

/** The field behind the head: a heraldic division or charge of two colours. */
export const backgrounds: Variants<'background', { field: string; charge: string; d: string }> = [
  // Contours of a chart.
  { field: '#1b2b32', charge: '#2b444e', d: 'M0 40C14 30 22 36 34 28S54 10 64 14V24C54 22 46 32 36 38S14 42 0 52Z' },
  // A rising sun.
  { field: '#5b3a22', charge: '#b98a35', d: disc(32, 26, 22) },
  // Per bend.
  { field: '#1f3a5f', charge: '#2f5a91', d: 'M0 0H64L0 64Z' },
  // A chevron.
  { field: '#1d4638', charge: '#2f7558', d: 'M32 2 64 34V54L32 22 0 54V34Z' },
  // Rays.
  {
    field: '#4a2a44',
    charge: '#744066',
    d: 'M32 30 0-6H14ZM32 30 26-6H38ZM32 30 50-6H64ZM32 30 68 8V22ZM32 30 68 38V52ZM32 30-4 8V22ZM32 30-4 38V52Z',
  },
  // Per pale.
  { field: '#cfc6b2', charge: '#9fa79d', d: 'M32 0H64V64H32Z' },
]

export interface Face {
  /** The right half of the head, from its top to the chin; the left one is its mirror. */
  half: string
  features: readonly Cut[]
}

const eyes = (y: number, lid: number): Cut[] => [
  fill('ink', disc(27, y, 1.45, 1.7)),
  fill('ink', disc(37, y, 1.45, 1.7)),
  line(
    'ink',
    0.9,
    `M24.6 ${y - lid}Q26.8 ${y - lid - 1.7} 29.3 ${y - lid + 0.1}M39.4 ${y - lid}Q37.2 ${y - lid - 1.7} 34.7 ${y - lid + 0.1}`,
  ),
]
const brows = (d: string) => line('hairShade', 1.5, d)
/** The nose is the light side reaching over the seam. */
const nose = (length: number, width: number) =>
  fill('skin', `M31.9 ${35 - length}L${32 + width} 34.2C${32 + width} 35.6 33 35.7 31.9 35.5Z`)
const mouth = (d: string) => line('ink', 1.15, d, 0.78)

export const faces: Variants<'face', Face> = [
  {
    half: 'M32 12.5C39.2 12.5 43 18 43 26C43 34.5 38 42.5 32 42.5Z',
    features: [
      ...eyes(28.2, 1.2),
      brows('M23.8 24.2Q26.5 22.4 29.6 23.8M40.2 24.2Q37.5 22.4 34.4 23.8'),
      nose(8, 2.5),
      mouth('M28.8 38.3Q32 40 35.2 38.3'),
    ],
  },
  {
    half: 'M32 13C40.2 13 44 19 44 27C44 36 38.6 41.5 32 41.5Z',
    features: [
      ...eyes(28.4, 1.3),
      brows('M24 23.6Q26.8 21.9 29.4 23.4M40 23.6Q37.2 21.9 34.6 23.4'),
      nose(6, 2.7),
      fill('ink', 'M28 37.2Q32 38.2 36 37.2Q35 40.4 32 40.4T28 37.2Z', 0.8),
    ],
  },
  {
    half: 'M32 12.5C39.5 12.5 43 17 43 24L42.7 33C42.4 38.5 37.4 43 32 43Z',
    features: [
      ...eyes(28.3, 1),
      brows('M23.6 24.8L29.8 24.4M40.4 24.8L34.2 24.4'),
      nose(9, 2.7),
      mouth('M28.8 38.8H35.2'),
    ],
  },
  {
    half: 'M32 12.5C38.6 12.5 42.2 17 42.2 25C42.2 35 37.6 44.5 32 44.5Z',
    features: [
      ...eyes(28.4, 1.2),
      brows('M24 24.6Q26.5 23.2 29.5 24.2M40.2 22.8Q37.4 21.2 34.5 23'),
      nose(9.5, 2.3),
      mouth('M29 39.6Q32.6 40.6 35.6 38.6'),
    ],
  },
  {
    half: 'M32 12.8C40.2 12.8 43.9 18 43.6 25C43.2 33 36.4 43.5 32 43.5Z',
    features: [
      line('ink', 1.25, 'M24.700 28.200Q27 30 29.3 28.200M34.700 28.200Q37 30 39.3 28.2'),
      brows('M23.8 23.9Q26.5 22.2 29.5 23.5M40.2 23.9Q37.5 22.2 34.5 23.5'),
      nose(6.5, 2.2),
      mouth('M29.4 38.4Q32 39.9 34.6 38.4'),
    ],
  },
  {
    half: 'M32 12.5C39.6 12.5 43.2 17.5 43 25C42.9 29 43.5 32 42.6 35.5C41.2 40.8 36.6 43 32 43Z',
    features: [
      ...eyes(28.4, 1.2),
      brows('M23.6 24.6Q26.4 22.6 29.7 24.6M40.4 24.6Q37.6 22.6 34.3 24.6'),
      line('ink', 0.8, 'M24.800 32Q26.800 33 28.8 31.800M39.200 32Q37.200 33 35.2 31.8', 0.4),
      line('ink', 0.8, 'M28 20.200H36', 0.25),
      nose(8.5, 3),
      mouth('M28.4 38.6Q32 39.7 35.6 38.6'),
    ],
  },
]

export interface Hair {
  /** Behind the neck and head. */
  back: readonly Cut[]
  front: readonly Cut[]
}

const cap =
  'M20.6 26.5C19.6 14.5 25 9.8 32 9.8C39 9.8 44.4 14.5 43.4 26.5C42.3 20.5 39 16.8 32 16.8C25 16.8 21.7 20.5 20.6 26.5Z'
const plait = (x: number): Cut[] =>
  [37, 41.5, 46, 50.5, 55].map((y, index) =>
    fill(index % 2 === 0 ? 'hair' : 'hairShade', disc(x, y, 3.1 - index * 0.25, 2.9)),
  )

export const hairs: Variants<'hair', Hair> = [
  // Shorn.
  { back: [], front: [fill('hair', cap, 0.78)] },
  // Cropped, swept up.
  {
    back: [],
    front: [
      fill(
        'hair',
        'M20.5 28C17.6 15.5 22 7.5 32.5 7C42.5 6.6 46.6 14.5 43.5 28L42.3 26.8C42.3 22 41.2 19.3 38.8 17.8C33.5 19.4 27.5 19 25 17C22.8 19.3 21.9 22.3 21.7 26.8Z',
      ),
      fill(
        'hairShade',
        'M32.5 7C42.5 6.6 46.6 14.5 43.5 28L42.3 26.8C42.3 22 41.2 19.3 38.8 17.8C37 18.4 34.5 18.8 32 18.7C36 15.5 36.5 11 32.5 7Z',
      ),
    ],
  },
  // Parted at the side.
  {
    back: [],
    front: [
      fill(
        'hair',
        'M20.5 29C16.5 14 24 7 33.5 7.3C43 7.6 46.8 15 43.5 29L42.3 27.5C42.5 22.8 41.4 20.2 39.4 18.6C34.2 18.8 29.6 17.2 27.2 13.6C26 18.5 23 21 21.7 27.5Z',
      ),
      fill(
        'hairShade',
        'M27.2 13.6C29.6 17.2 34.2 18.8 39.4 18.6C41.4 20.2 42.5 22.8 42.3 27.5L43.5 29C44.8 23.5 45 19 44 15.6C38 16.5 31.5 16 27.2 13.6Z',
      ),
    ],
  },
  // Bobbed, with a fringe.
  {
    back: [
      fill(
        'hairShade',
        'M18 38C15.5 20 18.5 8 32 8C45.5 8 48.5 20 46 38C45.6 42.6 41 43.4 38 42H26C23 43.4 18.4 42.6 18 38Z',
      ),
    ],
    front: [
      fill('hair', 'M22.4 37.5C21 41.5 18.4 41 18 38C15.5 19 19.5 8 32 8V21.8H26.4C23.4 22.4 23.6 31 22.4 37.5Z'),
      fill('hairShade', 'M41.6 37.5C43 41.5 45.6 41 46 38C48.5 19 44.5 8 32 8V21.8H37.6C40.6 22.4 40.4 31 41.6 37.5Z'),
      fill('hair', 'M32 8C40 8 44 13 43.6 20.5C40.5 22 36 22 32 21.8Z'),
    ],
  },
  // Long, parted in the middle.
  {
    back: [
      fill(
        'hairShade',
        'M18.5 57C14.5 47 19.5 40 17.8 30C16 16 21.5 7.5 32 7.5C42.5 7.5 48 16 46.2 30C44.5 40 49.5 47 45.5 57C40 60 24 60 18.5 57Z',
      ),
    ],
    front: [
      fill(
        'hair',
        'M32 11.6C26.5 13.5 23.4 20 22 31C21 38 21.5 44 19 50.5C15.5 45 19.2 38 17.8 30C16 16 21.5 7.5 32 7.5Z',
      ),
      fill(
        'hair',
        'M32 11.6C37.5 13.5 40.6 20 42 31C43 38 42.5 44 45 50.5C48.5 45 44.8 38 46.2 30C48 16 42.5 7.5 32 7.5Z',
      ),
      fill(
        'hairShade',
        'M32 11.6C37.5 13.5 40.6 20 42 31C43 38 42.5 44 45 50.5C46.6 47.5 46.4 44.5 46 41C44 30 44 17 32 7.5Z',
        0.55,
      ),
    ],
  },
  // A knot on top.
  {
    back: [
      fill('hair', disc(32, 7.2, 5.6, 5.2)),
      fill('hairShade', 'M32 2C39 2.5 39.5 11.5 32 12.4C35 9 35 5.5 32 2Z'),
    ],
    front: [
      fill('hair', cap),
      fill('hairShade', 'M32 9.8C39 9.8 44.4 14.5 43.4 26.5C42.3 20.5 39 16.8 32 16.8C34.5 14.5 34.5 12 32 9.8Z'),
    ],
  },
  // A cloud of curls.
  {
    back: [
      fill(
        'hairShade',
        'M17 33C11.5 30 12 23.5 14 21C11.5 14.5 16 9 20.5 8.5C23 3 31 1.5 35 4C41 1.5 48 6.5 48 12C52.5 15.5 53 22 50 25.5C51.5 30 48 33.5 45 33Z',
      ),
    ],
    front: [
      fill(
        'hair',
        'M20.9 29C15 29.5 12.5 25 14 21C11.5 14.5 16 9 20.5 8.5C23 3 31 1.5 35 4C41 1.5 48 6.5 48 12C52.5 15.5 53 22 50 25.5C48.5 28 46 29.5 43.1 29C43.6 23.5 41.5 19 37.5 19.3C35.5 17 32.5 16.8 30.5 18.4C27 16.4 21 19.5 20.9 29Z',
      ),
      fill(
        'hairShade',
        'M43.1 29C43.6 23.5 41.5 19 37.5 19.3C43 16 44.5 10 41.5 3.6C45.5 4.5 48 8 48 12C52.5 15.5 53 22 50 25.5C48.5 28 46 29.5 43.1 29Z',
      ),
    ],
  },
  // Two plaits.
  {
    back: [],
    front: [
      fill('hair', 'M32 12.4C26.5 13.4 22.9 19 21.9 35L18.5 36C17.5 30 17.6 24 18.4 19.5C20 11.5 25 8 32 8Z'),
      fill('hairShade', 'M32 12.4C37.5 13.4 41.1 19 42.1 35L45.5 36C46.5 30 46.4 24 45.6 19.5C44 11.5 39 8 32 8Z'),
      ...plait(20),
      ...plait(44),
    ],
  },
  // A crest between shorn sides.
  {
    back: [],
    front: [
      fill('hair', cap, 0.45),
      fill('hair', 'M26 18C22.5 10 25.5 3.5 33 2C41 3.5 41.5 11.5 38 18C34.5 16.3 29.5 16.3 26 18Z'),
      fill('hairShade', 'M33 2C41 3.5 41.5 11.5 38 18C36.4 17.2 34.2 16.8 32 16.8C35.5 12.5 36 7 33 2Z'),
    ],
  },
  // A headscarf in the colour of the hair.
  {
    back: [],
    front: [
      fill(
        'hair',
        'M32 8C45.5 8 48.5 21 46.6 33C45.8 39.5 48.5 46 49.5 52C44 58 20 58 14.5 52C15.5 46 18.2 39.5 17.4 33C15.5 21 18.5 8 32 8ZM32 14.8C25.5 14.8 22 20 22 28C22 36 26.5 42.8 32 42.8S42 36 42 28C42 20 38.5 14.8 32 14.8Z',
      ),
      fill(
        'hairShade',
        'M32 8C45.5 8 48.5 21 46.6 33C45.8 39.5 48.5 46 49.5 52C46.5 55 39.5 56.5 32 56.5C38 52 41 47 40.5 38C43.5 31 42.5 15.5 32 14.8Z',
        0.75,
      ),
      line('hairShade', 1, 'M22.500 40C25 46 30 49.5 37 51', 0.9),
    ],
  },
]

const shoulders = 'M6 66C6 55.5 14 51.5 25 49H39C50 51.5 58 55.5 58 66Z'
const shadowSide = 'M32 49H39C50 51.5 58 55.5 58 66H32Z'
const collar = 'M24.6 47.6L26.8 45.2C29.5 48.8 34.5 48.8 37.2 45.2L39.4 47.6L38.6 52C35 54.8 29 54.8 25.4 52Z'
const jacket = [fill('cloth', shoulders), fill('clothShade', shadowSide)]

export const uniforms: Variants<'uniform', readonly Cut[]> = [
  // Stand-up collar with the bars of a rank.
  [
    ...jacket,
    fill('clothShade', collar),
    line('ivory', 1.4, 'M17 55.500H22.500M17 58.500H22.500'),
    line('ink', 0.9, 'M32 54V66', 0.5),
  ],
  // A dark yoke with an ivory seam.
  [
    ...jacket,
    fill(
      'ink',
      'M12 54.2C16 51.6 20 50.2 25 49L26.4 46.6C30 49.6 34 49.6 37.6 46.6L39 49C44 50.2 48 51.6 52 54.2L32 61.5Z',
      0.82,
    ),
    line('ivory', 1.2, 'M11.500 54.800L32 62.200L52.500 54.8'),
  ],
  // Lapels over an ivory shirt.
  [
    ...jacket,
    fill('ivory', 'M25 48.5H39L32 66Z'),
    fill('ink', 'M30.6 52.5H33.4L34 64H30Z', 0.8),
    fill('clothShade', 'M25.2 47L21.5 52.5L25 54.5L24 57L31 66H32L26.4 52Z'),
    fill('cloth', 'M38.8 47L42.5 52.5L39 54.5L40 57L33 66H32L37.6 52Z'),
  ],
  // Double-breasted.
  [
    ...jacket,
    fill('clothShade', 'M27 49L21 66H32L38 52Z'),
    fill('cloth', collar),
    ...[56, 61].flatMap((y) => [fill('ivory', disc(26.5, y, 1.2)), fill('ivory', disc(37.5, y, 1.2))]),
    line('ivory', 1, 'M10 57.500L17 53.500M47 53.500L54 57.5'),
  ],
  // A pressure suit with its ring.
  [
    ...jacket,
    fill('ivory', 'M20 51.5C20 46.5 44 46.5 44 51.5C44 57.5 20 57.5 20 51.5Z'),
    fill('ink', 'M23.5 50.6C23.5 47.8 40.5 47.8 40.5 50.6C40.5 54.2 23.5 54.2 23.5 50.6Z', 0.85),
    line('ivory', 1.6, 'M13.500 53.500V66M50.500 53.500V66', 0.9),
  ],
]

export interface Extra {
  /** Under the hair: what grows. */
  under: readonly Cut[]
  over: readonly Cut[]
}

export const extras: Variants<'extra', Extra> = [
  { under: [], over: [] },
  // Glasses.
  {
    under: [],
    over: [
      fill('ivory', disc(26.8, 28.4, 4.2, 3.9), 0.16),
      fill('ivory', disc(37.2, 28.4, 4.2, 3.9), 0.16),
      line(
        'ivory',
        1.1,
        `${disc(26.8, 28.4, 4.2, 3.9)}${disc(37.2, 28.4, 4.2, 3.9)}M31 28Q32 27.2 33 28M22.6 27.8L20.8 27.2M41.4 27.8L43.2 27.2`,
      ),
    ],
  },
  // A headset.
  {
    under: [],
    over: [
      line('steel', 2.2, 'M19.600 27C18.500 14 24 6.8 32 6.800S45.500 14 44.4 27'),
      line('steel', 1.2, 'M20.600 36C22 41 25 42.3 28.5 42'),
      fill('steel', 'M17 25.5H22V35.5H19C17.8 35.5 17 34.5 17 33.5ZM47 25.5H42V35.5H45C46.2 35.5 47 34.5 47 33.5Z'),
      fill('ivory', disc(29, 41.9, 1.5, 1.2)),
    ],
  },
  // A full beard.
  {
    under: [
      fill(
        'hair',
        'M20.9 28C21 40 25 47 32 47S43 40 43.1 28C42.6 32.5 40.5 35.5 37.5 35.9C35 34.9 33.5 35.4 32 36.3C30.5 35.4 29 34.9 26.5 35.9C23.5 35.5 21.4 32.5 20.9 28ZM29 38.4Q32 37.4 35 38.4Q34.4 40.2 32 40.2T29 38.4Z',
      ),
      fill(
        'hairShade',
        'M43.1 28C43 40 39 47 32 47V40.2C34.4 40.2 34.4 40.2 35 38.4Q33.5 37.9 32 37.9V36.3C33.5 35.4 35 34.9 37.5 35.9C40.5 35.5 42.6 32.5 43.1 28Z',
        0.7,
      ),
    ],
    over: [],
  },
  // A patch.
  {
    under: [],
    over: [
      line('ink', 1.1, 'M20.800 21.500L43 31'),
      fill('ink', 'M32.9 26.2L41.6 27.4C41.6 31.6 39.5 33 37.2 32.6C34.6 32.2 33 29.6 32.9 26.2Z'),
    ],
  },
  // Freckles and an earring.
  {
    under: [
      ...[
        [24.8, 32.4],
        [27, 33.3],
        [29, 32.2],
        [35.3, 32.2],
        [37.2, 33.3],
        [39.3, 32.4],
      ].map(([x, y]) => fill('ink', disc(x ?? 0, y ?? 0, 0.55), 0.45)),
    ],
    over: [fill('ivory', disc(20.6, 34.8, 1.3))],
  },
]
