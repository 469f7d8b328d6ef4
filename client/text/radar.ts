/** Words of the scope. */
import { bearing, distance } from './figures.ts'

export const radarText = {
  back: 'Back to the ship',
  ship: 'To the ship',
  contacts: 'Contacts on the scope',
  none: 'Nothing on the scope',
  waypoint: (number: number) => `Waypoint ${number}`,
  torpedo: (seconds: number) => `Torpedo ${Math.max(0, Math.ceil(seconds))} s`,
  /** One line of the list for those who do not see the scope. */
  contact: (what: string, towards: number, away: number) => `${what}, bearing ${bearing(towards)}, ${distance(away)}`,
} as const
