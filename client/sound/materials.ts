/** What sounds are made of: wood, bell, air and drone, each a few voices. */

/** One tone or breath with its envelope. */
export interface Voice {
  wave: 'sine' | 'triangle' | 'sawtooth' | 'noise'
  /** Seconds from the start of its sound, and how long it is heard. */
  at: number
  lasts: number
  /** Pitch, gliding to another; of noise the middle of the band that is let through. */
  hz: number
  toHz?: number
  /** 0–1. */
  loud: number
  /** Seconds until it is loudest. */
  rises?: number
  /** Stays loud until shortly before its end; otherwise it dies away as something struck does. */
  isHeld?: boolean
  /** Of noise: how narrow its band is. */
  narrow?: number
  /** Of tones: Hz above which they are dulled. */
  dull?: number
}

/** A dry knock. */
export const wood = (hz: number, loud: number, at = 0): Voice[] => [
  { wave: 'triangle', at, lasts: 0.09, hz, toHz: hz * 0.82, loud },
  { wave: 'noise', at, lasts: 0.03, hz: hz * 2.6, narrow: 2.5, loud: loud * 0.7 },
]

/** Partials of a small bell: share of the pitch, of the loudness, of the time. */
const partials = [
  [1, 1, 1],
  [2, 0.32, 0.7],
  [2.76, 0.22, 0.45],
  [5.4, 0.08, 0.2],
] as const
export const bell = (hz: number, loud: number, at = 0, lasts = 1.1): Voice[] =>
  partials.map(([pitch, share, time]) => ({
    wave: 'sine',
    at,
    lasts: lasts * time,
    hz: hz * pitch,
    loud: loud * share,
    rises: 0.004,
  }))

/** A breath that glides from one pitch to another. */
export const air = (hz: number, toHz: number, loud: number, lasts: number, at = 0): Voice[] => [
  { wave: 'noise', at, lasts, hz, toHz, narrow: 1.4, loud, rises: lasts * 0.3 },
]

/** Something heavy, felt more than heard. */
export const thump = (hz: number, loud: number, at = 0, lasts = 0.35): Voice[] => [
  { wave: 'sine', at, lasts, hz, toHz: hz * 0.5, loud },
  { wave: 'noise', at, lasts: lasts * 0.5, hz: hz * 5, toHz: hz * 2, narrow: 0.7, loud: loud * 0.5 },
]

/** A held, dulled stroke of a horn. */
export const horn = (hz: number, toHz: number, loud: number, at: number, lasts: number): Voice[] => [
  { wave: 'sawtooth', at, lasts, hz, toHz, loud, rises: 0.06, isHeld: true, dull: hz * 4.5 },
  { wave: 'triangle', at, lasts, hz: hz / 2, toHz: toHz / 2, loud: loud * 0.8, rises: 0.08, isHeld: true },
]
