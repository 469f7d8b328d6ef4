/** The catalogue of station classes. */
import { medium } from './medium.ts'
import { small } from './small.ts'
import type { StationClass } from './station-class.ts'

export const stationClasses = {
  small,
  medium,
} satisfies Record<string, StationClass>
export type StationClassId = keyof typeof stationClasses
