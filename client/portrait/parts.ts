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
    `M24.6 ${y - lid}Q26.8 ${y - lid - 1.7} 29.3 ${y - lid + 0.1}M39.4 ${y - lid}Q37.200 ${y - lid - 1.7} 34.700 ${y - lid + 0.1}`,
  ),
]
const brows = (d: string) => line('hairShade', 1.5, d)
/** The nose is the light side reaching over the seam. */
const nose = (length: number, width: number) =>
  fill('skin', `M31.900 ${35 - length}L${32 + width} 34.200C${32 + width} 35.600 33 35.700 31.900 35.500Z`)
const mouth = (d: string) => line('ink', 1.15, d, 0.78)

export const faces: Variants<'face', Face> = [
  {
    half: 'M32 12.500C39.200 12.500 43 18 43 26C43 34.500 38 42.500 32 42.500Z',
    features: [
      ...eyes(28.2, 1.2),
      brows('M23.800 24.200Q26.500 22.400 29.600 23.800M40.200 24.200Q37.500 22.400 34.400 23.800'),
      nose(8, 2.5),
      mouth('M28.800 38.300Q32 40 35.200 38.300'),
    ],
  },
  {
    half: 'M32 13C40.200 13 44 19 44 27C44 36 38.600 41.500 32 41.500Z',
    features: [
      ...eyes(28.4, 1.3),
      brows('M24 23.600Q26.800 21.900 29.400 23.400M40 23.600Q37.200 21.900 34.600 23.400'),
      nose(6, 2.7),
      fill('ink', 'M28 37.200Q32 38.200 36 37.200Q35 40.400 32 40.400T28 37.200Z', 0.8),
    ],
  },
  {
    half: 'M32 12.500C39.500 12.500 43 17 43 24L42.700 33C42.400 38.500 37.400 43 32 43Z',
    features: [
      ...eyes(28.3, 1),
      brows('M23.600 24.800L29.800 24.400M40.400 24.800L34.200 24.400'),
      nose(9, 2.7),
      mouth('M28.800 38.800H35.200'),
    ],
  },
  {
    half: 'M32 12.500C38.600 12.500 42.200 17 42.200 25C42.200 35 37.600 44.500 32 44.500Z',
    features: [
      ...eyes(28.4, 1.2),
      brows('M24 24.600Q26.500 23.200 29.500 24.200M40.200 22.800Q37.400 21.200 34.500 23'),
      nose(9.5, 2.3),
      mouth('M29 39.600Q32.600 40.600 35.600 38.600'),
    ],
  },
  {
    half: 'M32 12.800C40.200 12.800 43.900 18 43.600 25C43.200 33 36.400 43.500 32 43.500Z',
    features: [
      line('ink', 1.25, 'M24.700 28.200Q27 30 29.300 28.200M34.700 28.200Q37 30 39.300 28.200'),
      brows('M23.800 23.900Q26.500 22.200 29.500 23.500M40.200 23.900Q37.500 22.200 34.500 23.500'),
      nose(6.5, 2.2),
      mouth('M29.400 38.400Q32 39.900 34.600 38.400'),
    ],
  },
  {
    half: 'M32 12.500C39.600 12.500 43.200 17.500 43 25C42.900 29 43.500 32 42.600 35.500C41.200 40.800 36.600 43 32 43Z',
    features: [
      ...eyes(28.4, 1.2),
      brows('M23.600 24.600Q26.400 22.600 29.700 24.600M40.400 24.600Q37.600 22.600 34.300 24.600'),
      line('ink', 0.8, 'M24.800 32Q26.800 33 28.800 31.800M39.200 32Q37.200 33 35.200 31.800', 0.4),
      line('ink', 0.8, 'M28 20.200H36', 0.25),
      nose(8.5, 3),
      mouth('M28.400 38.600Q32 39.700 35.600 38.600'),
    ],
  },
]

export interface Hair {
  /** Behind the neck and head. */
  back: readonly Cut[]
  front: readonly Cut[]
}

const cap =
  'M20.600 26.500C19.600 14.500 25 9.800 32 9.800C39 9.800 44.400 14.500 43.400 26.500C42.300 20.500 39 16.800 32 16.800C25 16.800 21.700 20.500 20.600 26.500Z'
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
        'M20.500 28C17.600 15.500 22 7.500 32.500 7C42.500 6.600 46.600 14.500 43.500 28L42.300 26.800C42.300 22 41.200 19.300 38.800 17.800C33.500 19.400 27.500 19 25 17C22.800 19.300 21.900 22.300 21.700 26.800Z',
      ),
      fill(
        'hairShade',
        'M32.500 7C42.500 6.600 46.600 14.500 43.500 28L42.300 26.800C42.300 22 41.200 19.300 38.800 17.800C37 18.400 34.500 18.800 32 18.700C36 15.500 36.500 11 32.500 7Z',
      ),
    ],
  },
  // Parted at the side.
  {
    back: [],
    front: [
      fill(
        'hair',
        'M20.500 29C16.500 14 24 7 33.500 7.300C43 7.600 46.800 15 43.500 29L42.300 27.500C42.500 22.800 41.400 20.200 39.400 18.600C34.200 18.800 29.600 17.200 27.200 13.600C26 18.500 23 21 21.700 27.500Z',
      ),
      fill(
        'hairShade',
        'M27.200 13.600C29.600 17.200 34.200 18.800 39.400 18.600C41.400 20.200 42.500 22.800 42.300 27.500L43.500 29C44.800 23.500 45 19 44 15.600C38 16.500 31.500 16 27.200 13.600Z',
      ),
    ],
  },
  // Bobbed, with a fringe.
  {
    back: [
      fill(
        'hairShade',
        'M18 38C15.500 20 18.500 8 32 8C45.500 8 48.500 20 46 38C45.600 42.600 41 43.400 38 42H26C23 43.400 18.400 42.600 18 38Z',
      ),
    ],
    front: [
      fill(
        'hair',
        'M22.400 37.500C21 41.500 18.400 41 18 38C15.500 19 19.500 8 32 8V21.800H26.400C23.400 22.400 23.600 31 22.400 37.500Z',
      ),
      fill(
        'hairShade',
        'M41.600 37.500C43 41.500 45.600 41 46 38C48.500 19 44.500 8 32 8V21.800H37.600C40.600 22.400 40.400 31 41.600 37.500Z',
      ),
      fill('hair', 'M32 8C40 8 44 13 43.600 20.500C40.500 22 36 22 32 21.800Z'),
    ],
  },
  // Long, parted in the middle.
  {
    back: [
      fill(
        'hairShade',
        'M18.500 57C14.500 47 19.500 40 17.800 30C16 16 21.500 7.500 32 7.500C42.500 7.500 48 16 46.200 30C44.500 40 49.500 47 45.500 57C40 60 24 60 18.500 57Z',
      ),
    ],
    front: [
      fill(
        'hair',
        'M32 11.600C26.500 13.500 23.400 20 22 31C21 38 21.500 44 19 50.500C15.500 45 19.200 38 17.800 30C16 16 21.500 7.500 32 7.500Z',
      ),
      fill(
        'hair',
        'M32 11.600C37.500 13.500 40.600 20 42 31C43 38 42.500 44 45 50.500C48.500 45 44.800 38 46.200 30C48 16 42.500 7.500 32 7.500Z',
      ),
      fill(
        'hairShade',
        'M32 11.600C37.500 13.500 40.600 20 42 31C43 38 42.500 44 45 50.500C46.600 47.500 46.400 44.500 46 41C44 30 44 17 32 7.500Z',
        0.55,
      ),
    ],
  },
  // A knot on top.
  {
    back: [
      fill('hair', disc(32, 7.2, 5.6, 5.2)),
      fill('hairShade', 'M32 2C39 2.500 39.500 11.500 32 12.400C35 9 35 5.500 32 2Z'),
    ],
    front: [
      fill('hair', cap),
      fill(
        'hairShade',
        'M32 9.800C39 9.800 44.400 14.500 43.400 26.500C42.300 20.500 39 16.800 32 16.800C34.500 14.500 34.500 12 32 9.800Z',
      ),
    ],
  },
  // A cloud of curls.
  {
    back: [
      fill(
        'hairShade',
        'M17 33C11.500 30 12 23.500 14 21C11.500 14.500 16 9 20.500 8.500C23 3 31 1.500 35 4C41 1.500 48 6.500 48 12C52.500 15.500 53 22 50 25.500C51.500 30 48 33.500 45 33Z',
      ),
    ],
    front: [
      fill(
        'hair',
        'M20.900 29C15 29.500 12.500 25 14 21C11.500 14.500 16 9 20.500 8.500C23 3 31 1.500 35 4C41 1.500 48 6.500 48 12C52.500 15.500 53 22 50 25.500C48.500 28 46 29.500 43.100 29C43.600 23.500 41.500 19 37.500 19.300C35.500 17 32.500 16.800 30.500 18.400C27 16.400 21 19.500 20.900 29Z',
      ),
      fill(
        'hairShade',
        'M43.100 29C43.600 23.500 41.500 19 37.500 19.300C43 16 44.500 10 41.500 3.600C45.500 4.500 48 8 48 12C52.500 15.500 53 22 50 25.500C48.500 28 46 29.500 43.100 29Z',
      ),
    ],
  },
  // Two plaits.
  {
    back: [],
    front: [
      fill(
        'hair',
        'M32 12.400C26.500 13.400 22.900 19 21.900 35L18.500 36C17.500 30 17.600 24 18.400 19.500C20 11.500 25 8 32 8Z',
      ),
      fill(
        'hairShade',
        'M32 12.400C37.500 13.400 41.100 19 42.100 35L45.500 36C46.500 30 46.400 24 45.600 19.500C44 11.500 39 8 32 8Z',
      ),
      ...plait(20),
      ...plait(44),
    ],
  },
  // A crest between shorn sides.
  {
    back: [],
    front: [
      fill('hair', cap, 0.45),
      fill(
        'hair',
        'M26 18C22.500 10 25.500 3.500 33 2C41 3.500 41.500 11.500 38 18C34.500 16.300 29.500 16.300 26 18Z',
      ),
      fill(
        'hairShade',
        'M33 2C41 3.500 41.500 11.500 38 18C36.400 17.200 34.200 16.800 32 16.800C35.500 12.500 36 7 33 2Z',
      ),
    ],
  },
  // A headscarf in the colour of the hair.
  {
    back: [],
    front: [
      fill(
        'hair',
        'M32 8C45.500 8 48.500 21 46.600 33C45.800 39.500 48.500 46 49.500 52C44 58 20 58 14.500 52C15.500 46 18.200 39.500 17.400 33C15.500 21 18.500 8 32 8ZM32 14.800C25.500 14.800 22 20 22 28C22 36 26.500 42.800 32 42.800S42 36 42 28C42 20 38.500 14.800 32 14.800Z',
      ),
      fill(
        'hairShade',
        'M32 8C45.500 8 48.500 21 46.600 33C45.800 39.500 48.500 46 49.500 52C46.500 55 39.500 56.500 32 56.500C38 52 41 47 40.500 38C43.500 31 42.500 15.500 32 14.800Z',
        0.75,
      ),
      line('hairShade', 1, 'M22.500 40C25 46 30 49.500 37 51', 0.9),
    ],
  },
]

const shoulders = 'M6 66C6 55.500 14 51.500 25 49H39C50 51.500 58 55.500 58 66Z'
const shadowSide = 'M32 49H39C50 51.500 58 55.500 58 66H32Z'
const collar =
  'M24.600 47.600L26.800 45.200C29.500 48.800 34.500 48.800 37.200 45.200L39.400 47.600L38.600 52C35 54.800 29 54.800 25.400 52Z'
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
      'M12 54.200C16 51.600 20 50.200 25 49L26.400 46.600C30 49.600 34 49.600 37.600 46.600L39 49C44 50.200 48 51.600 52 54.200L32 61.500Z',
      0.82,
    ),
    line('ivory', 1.2, 'M11.500 54.800L32 62.200L52.500 54.800'),
  ],
  // Lapels over an ivory shirt.
  [
    ...jacket,
    fill('ivory', 'M25 48.500H39L32 66Z'),
    fill('ink', 'M30.600 52.500H33.400L34 64H30Z', 0.8),
    fill('clothShade', 'M25.200 47L21.500 52.500L25 54.500L24 57L31 66H32L26.400 52Z'),
    fill('cloth', 'M38.800 47L42.500 52.500L39 54.500L40 57L33 66H32L37.600 52Z'),
  ],
  // Double-breasted.
  [
    ...jacket,
    fill('clothShade', 'M27 49L21 66H32L38 52Z'),
    fill('cloth', collar),
    ...[56, 61].flatMap((y) => [fill('ivory', disc(26.5, y, 1.2)), fill('ivory', disc(37.5, y, 1.2))]),
    line('ivory', 1, 'M10 57.500L17 53.500M47 53.500L54 57.500'),
  ],
  // A pressure suit with its ring.
  [
    ...jacket,
    fill('ivory', 'M20 51.500C20 46.500 44 46.500 44 51.500C44 57.500 20 57.500 20 51.500Z'),
    fill(
      'ink',
      'M23.500 50.600C23.500 47.800 40.500 47.800 40.500 50.600C40.500 54.200 23.500 54.200 23.500 50.600Z',
      0.85,
    ),
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
        `${disc(26.8, 28.4, 4.2, 3.9)}${disc(37.2, 28.4, 4.2, 3.9)}M31 28Q32 27.200 33 28M22.600 27.800L20.800 27.200M41.400 27.800L43.200 27.200`,
      ),
    ],
  },
  // A headset.
  {
    under: [],
    over: [
      line('steel', 2.2, 'M19.600 27C18.500 14 24 6.800 32 6.800S45.500 14 44.400 27'),
      line('steel', 1.2, 'M20.600 36C22 41 25 42.300 28.500 42'),
      fill(
        'steel',
        'M17 25.500H22V35.500H19C17.800 35.500 17 34.500 17 33.500ZM47 25.500H42V35.500H45C46.200 35.500 47 34.500 47 33.500Z',
      ),
      fill('ivory', disc(29, 41.9, 1.5, 1.2)),
    ],
  },
  // A full beard.
  {
    under: [
      fill(
        'hair',
        'M20.900 28C21 40 25 47 32 47S43 40 43.100 28C42.600 32.500 40.500 35.500 37.500 35.900C35 34.900 33.500 35.400 32 36.300C30.500 35.400 29 34.900 26.500 35.900C23.500 35.500 21.400 32.500 20.900 28ZM29 38.400Q32 37.400 35 38.400Q34.400 40.200 32 40.200T29 38.400Z',
      ),
      fill(
        'hairShade',
        'M43.100 28C43 40 39 47 32 47V40.200C34.400 40.200 34.400 40.200 35 38.400Q33.500 37.900 32 37.900V36.300C33.500 35.400 35 34.900 37.500 35.900C40.500 35.500 42.600 32.500 43.100 28Z',
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
      fill(
        'ink',
        'M32.900 26.200L41.600 27.400C41.600 31.600 39.500 33 37.200 32.600C34.600 32.200 33 29.600 32.900 26.200Z',
      ),
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
