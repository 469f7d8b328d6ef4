/** The large station: a port with a garrison. */
import type { StationClass } from './station-class.ts'

export const large = {
  id: 'large',
  name: 'Large station',
  hull: 500,
  shields: 1000,
  radius: 400,
} as const satisfies StationClass
