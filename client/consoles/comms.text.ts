/** Words of comms. */

export const comms = {
  hails: 'Who is there',
  channel: 'Channel',
  log: 'Log',
  quiet: 'Nobody has called yet.',
  quietHint: 'Choose a ship or a station and hail it.',
  none: 'No one chosen',
  noneHint: 'Choose a contact on the left.',
  hail: 'Hail',
  surrender: 'Demand surrender',
  whySurrender: 'Only enemies can give up.',
  surrenderHint: 'They listen when their hull is below a quarter.',
  fleet: 'Contact',
} as const
