/** Words for the ids that travel on the wire: consoles, systems, classes, ordnance, scenarios. */

import { type ConsoleName, consoleNames, consoleTitles } from '../../simulation/consoles/titles.ts'
import { factions } from '../../simulation/factions/index.ts'
import { type OrdnanceId, ordnances } from '../../simulation/ordnance/index.ts'
import { shipClasses } from '../../simulation/ships/index.ts'
import { stationClasses } from '../../simulation/stations/index.ts'
import { type SystemName, systemNames } from '../../simulation/world.ts'

export const systems: Record<SystemName, string> = {
  reactor: 'Reactor',
  beams: 'Beams',
  tubes: 'Tubes',
  maneuver: 'Maneuver',
  impulse: 'Impulse',
  drive: 'Drive',
  shieldFront: 'Front shield',
  shieldRear: 'Rear shield',
}

export const kinds: Record<string, string> = {
  unknown: 'Unknown',
  ship: 'Ship',
  station: 'Station',
  torpedo: 'Torpedo',
  mine: 'Mine',
  asteroid: 'Asteroid',
  wreck: 'Wreck',
  blip: 'Blip',
  probe: 'Probe',
  anomaly: 'Anomaly',
}

export const relations: Record<string, string> = {
  unknown: 'Unknown',
  friend: 'Friend',
  neutral: 'Neutral',
  hostile: 'Hostile',
}

/** Short names for keys and stock; the records carry the long ones. */
export const ordnance: Record<OrdnanceId, string> = {
  homing: 'Homing',
  nuke: 'Nuke',
  mine: 'Mine',
  emp: 'EMP',
  hvli: 'HVLI',
}

export const alerts = { green: 'Condition green', yellow: 'Yellow alert', red: 'Red alert' } as const
export const doctrines = { hold: 'Hold', defend: 'Defend', evade: 'Evade', attack: 'Attack' } as const
export const views = {
  fore: 'Fore',
  aft: 'Aft',
  left: 'Left',
  right: 'Right',
  tactical: 'Tactical',
  long: 'Long',
} as const

const capital = (id: string): string => (id.charAt(0).toUpperCase() + id.slice(1)).replaceAll('-', ' ')
const nameIn = (records: Record<string, { name: string }>, id: string): string | undefined =>
  Object.hasOwn(records, id) ? records[id]?.name : undefined

/** Class of a ship, a station or a piece of ordnance, as its record names it. */
export const className = (id: string): string =>
  nameIn(shipClasses, id) ?? nameIn(stationClasses, id) ?? nameIn(ordnances, id) ?? capital(id)
export const factionName = (id: string): string => nameIn(factions, id) ?? capital(id)
export const ordnanceName = (id: string): string =>
  Object.hasOwn(ordnance, id) ? ordnance[id as OrdnanceId] : className(id)

export const consoleName = (id: string): string => (isConsole(id) ? consoleTitles[id].name : capital(id))
export const postName = (id: string): string => (isConsole(id) ? consoleTitles[id].post : consoleName(id))
export const isConsole = (id: string): id is ConsoleName => (consoleNames as readonly string[]).includes(id)
export const isSystem = (id: string): id is SystemName => (systemNames as readonly string[]).includes(id)
/** A few words on what a console is for. */
export const consoleTask = (id: string): string => (isConsole(id) ? consoleTitles[id].does : '')
/** Several seats, as names. */
export const seatWords = (seats: readonly string[]): string => seats.map(consoleName).join(', ')
