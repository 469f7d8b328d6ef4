/** The small station: an outpost with one dock. */
import type { StationClass } from './station-class.ts'

export const small = {
  id: 'small',
  name: 'Small station',
  hull: 150,
  shields: 300,
  radius: 200,
} as const satisfies StationClass
