/** Words of the captain's console. */

export const captain = {
  alert: 'Alert',
  levels: { green: 'Green', yellow: 'Yellow', red: 'Red' },
  doctrine: 'Autopilot doctrine',
  doctrineHint: {
    hold: 'Autopilots keep their place and defend themselves.',
    defend: 'Autopilots guard the nearest friendly station.',
    evade: 'Autopilots keep away from enemies.',
    attack: 'Autopilots seek out enemies.',
  },
  view: 'Main screen',
  bridge: 'Bridge',
  crew: (people: number, autopilots: number) =>
    `${people} crew, ${autopilots} ${autopilots === 1 ? 'autopilot' : 'autopilots'}`,
  log: 'Ship’s log',
  radar: 'Main screen: tactical view',
  redAlert: 'Red alert',
  speed: 'u/s',
  does: {
    helm: (heading: string, impulse: string) => `To ${heading}°, ${impulse}`,
    weapons: (tubes: number, beams: string) => `${tubes} loaded, beams ${beams}`,
    engineering: (energy: number) => `Energy ${energy}`,
    hot: (system: string, time: string) => `${system} hot in ${time}`,
    science: (name: string) => `Scanning ${name}`,
    idle: 'Watching',
    comms: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
    captain: 'Command',
  },
} as const
