/** Words for the ids that travel on the wire: consoles, systems, classes, ordnance, scenarios. */
import { type ConsoleName, consoleNames, type SystemName, systemNames } from '../../simulation/world.ts'

export const consoles: Record<ConsoleName, { name: string; does: string }> = {
  helm: { name: 'Helm', does: 'Holds course and speed, docks' },
  weapons: { name: 'Weapons', does: 'Beams, tubes, shields' },
  engineering: { name: 'Engineering', does: 'Power, coolant, repairs' },
  science: { name: 'Science', does: 'Scans, marks, the long radar' },
  comms: { name: 'Comms', does: 'Hails, and asks for surrender' },
  captain: { name: 'Captain', does: 'Alert, doctrine, the view' },
}

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
  asteroid: 'Asteroid',
  wreck: 'Wreck',
}

export const relations: Record<string, string> = {
  unknown: 'Unknown',
  friend: 'Friend',
  neutral: 'Neutral',
  hostile: 'Hostile',
}

export const ordnance: Record<string, string> = {
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
  long: 'Long range',
} as const

/** 'npc-frigate' reads as 'Frigate': crews care for the class, not for who flies it. */
export function className(id: string): string {
  const words = id.replace(/^npc-/, '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const consoleName = (id: string): string => (isConsole(id) ? consoles[id].name : className(id))
export const isConsole = (id: string): id is ConsoleName => (consoleNames as readonly string[]).includes(id)
export const isSystem = (id: string): id is SystemName => (systemNames as readonly string[]).includes(id)
