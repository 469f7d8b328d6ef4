/** Whether the briefing stands on screen: once a flight by itself, and again when it is asked for. */

const stored = 'flotilla.briefed'

function createBriefing() {
  let isOpen = $state(false)
  return {
    get isOpen() {
      return isOpen
    },
    /** A flight has begun, or the player has come into it; a page loaded again does not say it twice. */
    begin(flight: string): void {
      try {
        if (sessionStorage.getItem(stored) === flight) return
        sessionStorage.setItem(stored, flight)
      } catch {
        // Who stores nothing is told once more.
      }
      isOpen = true
    },
    show(): void {
      isOpen = true
    },
    close(): void {
      isOpen = false
    },
  }
}

export const briefing = createBriefing()
