/** Which sessions of the live list a visitor wants to see, and the one that quick play goes to. */
import { seatSquares, settingsOf } from './sessions.ts'

interface Listing {
  name: string
  phase: string
  settings: string
  /** '##.... #.....': taken and free seats. */
  seats: string
  needs: string
  people: number
  hasPassword: boolean
  isPaused: boolean
}

export interface Filter {
  /** Part of the name. */
  search: string
  hasOpenSeats: boolean
  /** '' means any. */
  scenario: string
  difficulty: '' | 'gentle' | 'fair' | 'hard'
}

export const everything: Filter = { search: '', hasOpenSeats: false, scenario: '', difficulty: '' }

/** The words of the new session's difficulty. */
const bandOf = (difficulty: number) => (difficulty <= 3 ? 'gentle' : difficulty <= 6 ? 'fair' : 'hard')

const hasOpenSeats = ({ phase, seats }: Listing): boolean =>
  (phase === 'lobby' || phase === 'running') &&
  seatSquares(seats)
    .flat()
    .some((isTaken) => !isTaken)

export function isWanted(listing: Listing, { search, scenario, difficulty, ...wants }: Filter): boolean {
  const settings = settingsOf(listing.settings)
  return (
    listing.name.toLowerCase().includes(search.trim().toLowerCase()) &&
    (!wants.hasOpenSeats || hasOpenSeats(listing)) &&
    (scenario === '' || settings.scenario === scenario) &&
    (difficulty === '' || bandOf(settings.difficulty) === difficulty)
  )
}

/** The crew that is glad of one more: who says what it needs first, then those who gather, the fullest first. */
export function quickChoice<Any extends Listing>(listings: readonly Any[]): Any | undefined {
  const rank = ({ needs, phase }: Any) => (needs && phase === 'running' ? 0 : phase === 'lobby' ? 1 : 2)
  return listings
    .filter((each) => hasOpenSeats(each) && !each.hasPassword && !each.isPaused && each.people > 0)
    .sort((a, b) => rank(a) - rank(b) || b.people - a.people)[0]
}
