/** Words of the sounds and their settings. */

export const soundText = {
  title: 'Sound',
  on: 'On',
  off: 'Off',
  alarms: 'Alarms',
  rest: 'Everything else',
  test: 'Test',
  key: 'At the bridge this key turns it off and on.',
  muted: 'Muted',
  isOn: 'Sound is on',
  isOff: 'Sound is off',
  blockedChip: 'Sound is off until you press something',
  states: {
    idle: 'Whatever sounds is also shown.',
    opening: 'Whatever sounds is also shown.',
    on: 'Whatever sounds is also shown.',
    off: 'Nothing sounds. Whatever would sound is also shown.',
    silent: 'Both volumes are at 0: nothing sounds.',
    missing: 'This browser has no sound. Whatever would sound is also shown.',
    blocked: 'The browser keeps sound off until you press something.',
    refused: 'The device takes no sound. Look at its output, and press Test.',
  },
  whyNoTest: {
    off: 'Turn sound on first.',
    missing: 'This browser has no sound.',
  },
} as const
