/** The catalogue of ordnance. */
import { homing } from './homing.ts'
import type { Ordnance } from './ordnance.ts'

export const ordnances = {
  homing,
} satisfies Record<string, Ordnance>
export type OrdnanceId = keyof typeof ordnances
export const ordnanceIds = Object.keys(ordnances) as OrdnanceId[]

/** The record of a piece in the world, whose id came from this catalogue. */
export const ordnanceOf = (piece: { readonly ordnance: string }): Ordnance => ordnances[piece.ordnance as OrdnanceId]
