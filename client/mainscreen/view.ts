/** What the main screen shows, as plain figures: which way it looks, how far away things are drawn, the tape of bearings. */
import { fullTurn, turnBetween, wrap } from '../radar/geometry.ts'
import type { Motion } from '../radar/marks.ts'

export type Direction = 'fore' | 'aft' | 'left' | 'right'
export const directions: Record<Direction, number> = {
  fore: 0,
  right: Math.PI / 2,
  aft: Math.PI,
  left: -Math.PI / 2,
}
export const isDirection = (view: string): view is Direction => Object.hasOwn(directions, view)

/** Radians across the screen. */
export const fieldOfView = (76 * Math.PI) / 180
export const beamMs = 400
export const blastMs = 900

/** Something to be drawn. */
export interface Body extends Motion {
  id: number
  kind: string
  shipClass: string
  faction: string
  size: number
}

/** Where a body stands on the screen, in CSS pixels; `away` in units. */
export interface Seen {
  id: number
  x: number
  y: number
  radius: number
  away: number
  isAhead: boolean
}

/** True distance up to 6,000 units; beyond that ever less is added, so that 50,000 stand at some 12,800. */
export const drawnDistance = (away: number): number => (away <= 6000 ? away : 6000 + 3200 * Math.log(away / 6000))

/** The sector is flat; a little height by id keeps ships from hiding one another. */
export function heightOf({ id, kind }: Pick<Body, 'id' | 'kind'>): number {
  if (kind === 'torpedo' || kind === 'station') return 0
  return ((id * 2_654_435_761) % 201) - 100
}

/** Which model stands for it; what is unknown shows as a dark raider's outline does. */
export function modelOf({ kind, shipClass }: Pick<Body, 'kind' | 'shipClass'>): string {
  if (kind === 'asteroid' || kind === 'anomaly') return 'rock'
  if (kind === 'station' || kind === 'torpedo' || kind === 'probe') return kind
  if (kind === 'mine') return 'probe'
  return ['frigate', 'cruiser', 'missile-ship'].includes(shipClass) ? shipClass : 'raider'
}

export interface TapeMark {
  /** Pixels from the left. */
  x: number
  degree: number
  isMain: boolean
}

const degree = Math.PI / 180

/** Marks of the bearing tape, every five degrees, for a screen `width` pixels wide that looks along `bearing`. */
export function tapeMarks(bearing: number, width: number): TapeMark[] {
  const marks: TapeMark[] = []
  for (let at = 0; at < 360; at += 5) {
    const x = tapeX(bearing, at * degree, width)
    if (x !== undefined && x >= 0 && x <= width) marks.push({ x, degree: at, isMain: at % 10 === 0 })
  }
  return marks.sort((a, b) => a.x - b.x)
}

/** Where a bearing meets the screen, as the camera draws it; undefined behind it. */
export function tapeX(bearing: number, of: number, width: number): number | undefined {
  const off = turnBetween(wrap(bearing), wrap(of % fullTurn))
  if (Math.abs(off) > Math.PI / 2 - 0.05) return undefined
  return width / 2 + (Math.tan(off) / Math.tan(fieldOfView / 2)) * (width / 2)
}
