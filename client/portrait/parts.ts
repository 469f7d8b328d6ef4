/** The faces of portraits, their uniforms, and what some have besides. */
import { type Cut, disc, fill, line, type Variants } from './cut.ts'

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
      line('ink', 1.25, 'M24.7 28.2Q27 30 29.3 28.2M34.7 28.2Q37 30 39.3 28.2'),
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
      line('ink', 0.8, 'M24.8 32Q26.8 33 28.8 31.8M39.2 32Q37.2 33 35.2 31.8', 0.4),
      line('ink', 0.8, 'M28 20.2H36', 0.25),
      nose(8.5, 3),
      mouth('M28.4 38.6Q32 39.7 35.6 38.6'),
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
    line('ivory', 1.4, 'M17 55.5H22.5M17 58.5H22.5'),
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
    line('ivory', 1.2, 'M11.5 54.8L32 62.2L52.5 54.8'),
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
    line('ivory', 1, 'M10 57.5L17 53.5M47 53.5L54 57.5'),
  ],
  // A pressure suit with its ring.
  [
    ...jacket,
    fill('ivory', 'M20 51.5C20 46.5 44 46.5 44 51.5C44 57.5 20 57.5 20 51.5Z'),
    fill('ink', 'M23.5 50.6C23.5 47.8 40.5 47.8 40.5 50.6C40.5 54.2 23.5 54.2 23.5 50.6Z', 0.85),
    line('ivory', 1.6, 'M13.5 53.5V66M50.5 53.5V66', 0.9),
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
      line('steel', 2.2, 'M19.6 27C18.5 14 24 6.8 32 6.8S45.5 14 44.4 27'),
      line('steel', 1.2, 'M20.6 36C22 41 25 42.3 28.5 42'),
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
      line('ink', 1.1, 'M20.8 21.5L43 31'),
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
