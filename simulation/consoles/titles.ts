/** What each console is called and is for, in the order of their seats. Apart from the rules: the first page shows it. */

export interface ConsoleTitle {
  name: string
  /** The place within a sentence: 'Ann is back at the helm'. */
  post: string
  /** A few words for whoever chooses a seat. */
  does: string
}

export const consoleTitles = {
  helm: { name: 'Helm', post: 'the helm', does: 'Holds course and speed, docks' },
  weapons: { name: 'Weapons', post: 'Weapons', does: 'Beams, tubes, shields' },
  engineering: { name: 'Engineering', post: 'Engineering', does: 'Power, coolant, repairs' },
  science: { name: 'Science', post: 'Science', does: 'Scans, marks, the long radar' },
  comms: { name: 'Comms', post: 'Comms', does: 'Hails, help, hacking' },
  captain: { name: 'Captain', post: 'the captain’s seat', does: 'Alert, doctrine, the view' },
} satisfies Record<string, ConsoleTitle>

export type ConsoleName = keyof typeof consoleTitles
export const consoleNames = Object.keys(consoleTitles) as ConsoleName[]
