/** Words that several consoles share. */

export const shell = {
  range: 'Range',
  radar: 'Radar',
  target: 'Target',
  noContacts: 'Nothing on sensors',
  contacts: 'Contacts',
  objective: 'Objective',
  coach: 'Coach',
  hull: 'Hull',
  shields: 'Shields',
  front: 'Front',
  rear: 'Rear',
  energy: 'Energy',
  of: (most: number) => `of ${most}`,
  scan: (level: number) => (level === 0 ? 'not scanned' : `scan ${level}`),
  marked: 'Marked by Science',
  lost: 'The ship is lost.',
  docked: 'Undock first.',
} as const
