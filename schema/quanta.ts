/** Figures as they travel: how wide they are, and how fine. */
import { t } from '@colyseus/schema'
import { sectorHalf } from './limits.ts'

/** A position on one axis in units. The projection snaps to the tier's grid before it writes. */
export const coordinate = () => t.quantized({ min: -sectorHalf, max: sectorHalf, bits: 32 }).default(0)
/** A contact's position on one axis, on a grid of some 3 units: it counts toward what its track may err. */
export const place = () => t.quantized({ min: -sectorHalf, max: sectorHalf, bits: 16 }).default(0)
/** Radians, wrapping, 16 bits: 0.0055° a step. 0 points along +z ("north"), growing clockwise towards +x. */
export const angle = () => t.quantized({ min: 0, max: Math.PI * 2, bits: 16, mode: 'wrap' }).default(0)
/** A share of 1 in 8 bits. */
export const share = () => t.quantized({ min: 0, max: 1, bits: 8 }).default(0)

/** Units a second, signed, in steps of an eighth, so that rest is exactly 0: fast enough for full warp. */
export const speed = () => t.quantized({ min: -4096, max: 4095.875, bits: 16 }).default(0)
/** Radians a second or a second², signed or from 0. */
export const turning = () => t.quantized({ min: -4, max: 4, bits: 16 }).default(0)
export const turningLimit = () => t.quantized({ min: 0, max: 4, bits: 16 }).default(0)
/** Units a second², in steps of a sixteenth. */
export const acceleration = () => t.quantized({ min: 0, max: 4095.9375, bits: 16 }).default(0)
/** Units a second aside, to starboard, in steps of 2. */
export const drift = () => t.quantized({ min: -256, max: 254, bits: 8 }).default(0)
