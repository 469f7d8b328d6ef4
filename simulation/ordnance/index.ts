/** The catalogue of ordnance. */
import { emp } from './emp.ts'
import { homing } from './homing.ts'
import { hvli } from './hvli.ts'
import { mine } from './mine.ts'
import { nuke } from './nuke.ts'
import type { Ordnance } from './ordnance.ts'

export const ordnances = {
  homing,
  nuke,
  mine,
  emp,
  hvli,
} satisfies Record<string, Ordnance>
export type OrdnanceId = keyof typeof ordnances
export const ordnanceIds = Object.keys(ordnances) as OrdnanceId[]

/** The record of a piece in the world, whose id came from this catalogue. */
export const ordnanceOf = (piece: { readonly ordnance: string }): Ordnance => ordnances[piece.ordnance as OrdnanceId]
