/** The medium station: a harbour with yards. */
import type { StationClass } from './station-class.ts'

export const medium = {
  id: 'medium',
  name: 'Medium station',
  hull: 400,
  shields: 800,
  radius: 300,
} as const satisfies StationClass
