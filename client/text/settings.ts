/** Words of the settings and their list of keys. */

export const settingsText = {
  open: 'Settings',
  title: 'Settings',
  comfort: 'Comfort',
  motion: 'Motion',
  system: 'As the system',
  less: 'Less',
  kept: 'Kept with you on every device.',
  size: 'Text grows with your browser’s zoom: Ctrl and +, or ⌘ and +. Every screen follows.',
  keys: 'Keys',
  keysHint: 'Press a key of the list, then the one that you want instead.',
  console: 'Console',
  change: (does: string, key: string) => `${does}: ${key}. Change it`,
  press: 'Press a key',
  stop: 'Esc keeps it as it is.',
  reset: (does: string) => `${does}: back to its own key`,
  resetAll: 'All keys back to their own',
  isOwn: 'All keys are their own.',
  taken: (key: string, by: string) => `${key} is taken: ${by}. Give that one another key first.`,
  reserved: (key: string) => `${key} means the same everywhere, and stays.`,
  changed: (does: string, key: string) => `${does}: now ${key}.`,
} as const
