/** The sign-in of this page: kept between visits by a cookie, and told to the screens. */
import type { Profile, SignedIn } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { api, type Credentials } from './api.ts'
import { createSignIn } from './sign-in.ts'

const key = 'flotilla.player'
/** Where pages of older versions kept a token. */
const oldKey = 'flotilla.identity'
/** Names of small birds, offered to those who have none yet. */
const suggestions = ['Wren', 'Swift', 'Heron', 'Plover', 'Martin', 'Linnet', 'Avocet', 'Curlew', 'Dunlin', 'Siskin']

function remembered(): Profile | undefined {
  try {
    localStorage.removeItem(oldKey)
    const player = JSON.parse(localStorage.getItem(key) ?? 'null') as Profile | null
    return player?.id && player.name ? player : undefined
  } catch {
    return undefined
  }
}

function remember(player: Profile | undefined): void {
  try {
    if (player) localStorage.setItem(key, JSON.stringify(player))
    else localStorage.removeItem(key)
  } catch {
    // A browser that stores nothing still plays; it is a new guest after a reload.
  }
}

function createIdentity() {
  let player = $state.raw<Profile | undefined>(remembered())
  const listeners = new Set<(token: string) => void>()

  const signIn = createSignIn({
    guest: api.guest,
    refresh: api.refresh,
    // Two pages that renew at once would show one refresh token twice. Locks are missing on plain http; the server forgives.
    alone: async (action) => navigator.locks?.request('flotilla.sign-in', action) ?? action(),
    remembered,
    remember,
    nowMs: Date.now,
    after(ms, action) {
      const timer = setTimeout(action, ms)
      return () => clearTimeout(timer)
    },
    renewed(token) {
      for (const listener of listeners) listener(token)
    },
    changed(next) {
      player = next
    },
  })
  addEventListener('storage', (event) => {
    if (event.key === key) signIn.reread()
  })

  const accepted = (signedIn: SignedIn): SignedIn => {
    signIn.accept(signedIn)
    return signedIn
  }

  async function end(request: (token: string) => Promise<unknown>): Promise<void> {
    try {
      await signIn.call(request)
    } catch (error) {
      // Whom the server does not know is signed out already.
      if (!(error instanceof RefusedError && error.code === 'not-signed-in')) throw error
    }
    signIn.forget()
  }

  return {
    /** Guest or account; undefined before the first answer, and after signing out. */
    get player() {
      return player
    },
    suggestion: suggestions[Math.floor(Math.random() * suggestions.length)] ?? 'Wren',
    longest: limits.playerName.max,
    ensure: signIn.ensure,
    /** Runs an authorised request, and once more after a renewal when the server did not take the token. */
    call: signIn.call,
    /** Calls back with every new token; the answer ends it. */
    onRenewed(listener: (token: string) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    token: signIn.token,
    know: signIn.know,
    /** Makes an account of the guest, or a new one. The answer holds the recovery code. */
    register: async (credentials: Credentials) =>
      accepted(
        player?.isGuest
          ? await signIn.call((token) => api.register(token, credentials))
          : await api.register(undefined, credentials),
      ),
    signIn: async (credentials: Credentials) => accepted(await api.signIn(credentials)),
    recover: async (claim: Credentials & { recoveryCode: string }) => accepted(await api.recover(claim)),
    signOut: () => end(api.signOut),
    signOutEverywhere: () => end(api.signOutEverywhere),
    remove: (password?: string) => end((token) => api.removeAccount(token, password)),
  }
}

export const identity = createIdentity()
