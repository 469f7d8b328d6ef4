/** The huge station: a city in space. */
import type { StationClass } from './station-class.ts'

export const huge = {
  id: 'huge',
  name: 'Huge station',
  hull: 800,
  shields: 1200,
  radius: 500,
} as const satisfies StationClass
