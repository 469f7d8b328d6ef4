/** What players set for themselves: at hand in this browser at once, and kept with them for every other one. */
import type { Preferences } from '../../schema/accounts.ts'
import { api } from './api.ts'
import { identity } from './identity.svelte.ts'

const key = 'flotilla.preferences'

function stored(): Preferences {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as Preferences
  } catch {
    return {}
  }
}

function createPreferences() {
  let kept = $state.raw<Preferences>({})

  function take(next: Preferences): void {
    kept = next
    // The styles ask for this; without it they follow the system.
    if (next.reducedMotion) document.documentElement.dataset.motion = 'less'
    else delete document.documentElement.dataset.motion
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A browser that stores nothing follows the player's own once they are signed in.
    }
  }
  take(stored())

  return {
    get now() {
      return kept
    },
    /** Takes over what is kept with the player. */
    load: async () => take(await identity.call(api.preferences)),
    /** Changes some at once, and keeps all, also those that this page does not know. */
    async change(some: Partial<Preferences>): Promise<void> {
      take({ ...kept, ...some })
      await identity.call((token) => api.keepPreferences(token, kept))
    },
  }
}

export const preferences = createPreferences()
