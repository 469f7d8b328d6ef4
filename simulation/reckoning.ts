/** Dead reckoning: where a thing is some time after a report of its motion, if nobody has touched the helm. */
import { cos, sin } from './math.ts'

export interface ReportedMotion {
  x: number
  z: number
  heading: number
  /** Units a second along the heading. */
  speed: number
}

/** The place `seconds` after the report, on a straight course. Server and page reckon alike: what one leaves unsaid the other knows. */
export function reckon({ x, z, heading, speed }: ReportedMotion, seconds: number): { x: number; z: number } {
  const way = speed * seconds
  return { x: x + sin(heading) * way, z: z + cos(heading) * way }
}

/** Ticks since a report that carries only the low 16 bits of its tick. */
export const ticksSince = (at: number, tick: number): number => (tick - at) & 0xffff
