/** The colours that portraits are cut from, and the fields that they stand on. */
import { disc, type Variants } from './cut.ts'

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
