/** Words of the live list's filters and of quick play. */

export const lobbyText = {
  filters: 'Which sessions are shown',
  search: 'Search by name',
  scenario: 'Scenario',
  anyScenario: 'Any scenario',
  difficulty: 'Difficulty',
  anyDifficulty: 'Any difficulty',
  bands: { gentle: 'Gentle, 1–3', fair: 'Fair, 4–6', hard: 'Hard, 7 and more' },
  openSeats: 'Open seats',
  all: 'Show all',
  showsAll: 'All are shown.',
  noneFits: 'No session fits.',
  noneFitsFix: (hidden: number) =>
    hidden === 1 ? 'One is hidden by the filters.' : `${hidden} are hidden by the filters.`,
  quick: 'Quick play',
  quickJoins: (name: string) => `Joins ${name}`,
  quickAlone: 'Nobody waits for crew: flies alone',
} as const
