/** The catalogue of station classes. */
import { huge } from './huge.ts'
import { large } from './large.ts'
import { medium } from './medium.ts'
import { small } from './small.ts'
import type { StationClass } from './station-class.ts'

export const stationClasses = {
  small,
  medium,
  large,
  huge,
} satisfies Record<string, StationClass>
export type StationClassId = keyof typeof stationClasses
