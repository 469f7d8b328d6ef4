/** Words of the alerts. */
import { distance } from '../text/figures.ts'

const in_ = (seconds: number) => `${Math.max(0, Math.ceil(seconds))} s`

export const alertText = {
  title: 'Alerts',
  none: 'Nothing to report',
  torpedo: (seconds: number) => `Torpedo ${in_(seconds)}`,
  torpedoFrom: (bearing: string, more: number) => `From ${bearing}°${more > 0 ? `, ${more} more` : ''}, Weapons has it`,
  hot: (system: string, seconds: number) => `${system} hot in ${in_(seconds)}`,
  overheated: (system: string) => `${system} too hot`,
  hotHas: 'Engineering has it',
  hull: (share: string) => `Hull at ${share}`,
  hullHas: 'Helm: dock, or gain distance',
  energy: (units: number) => `Energy at ${units}`,
  energyHas: 'Engineering: save power',
  collision: (seconds: number) => `Collision ${in_(seconds)}`,
  collisionWith: (what: string, away: number) => `${what} ahead, ${distance(away)}`,
  jump: (seconds: number) => `Jump in ${in_(seconds)}`,
  jumpHas: 'Helm counts down',
} as const
