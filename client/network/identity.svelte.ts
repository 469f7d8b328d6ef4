/** Who plays in this browser: a guest's name and token, kept between visits. */

import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { playerNameShape } from '../../schema/messages.ts'
import { api, type Identity } from './api.ts'

const key = 'flotilla.identity'
/** Names of small birds, offered to those who have none yet. */
const suggestions = ['Wren', 'Swift', 'Heron', 'Plover', 'Martin', 'Linnet', 'Avocet', 'Curlew', 'Dunlin', 'Siskin']

function stored(): Identity | undefined {
  try {
    const identity = JSON.parse(localStorage.getItem(key) ?? 'null') as Identity | null
    return identity?.token && identity.player?.name ? identity : undefined
  } catch {
    return undefined
  }
}

function createIdentity() {
  let known = $state.raw<Identity | undefined>(stored())
  let isFresh = false
  let running: { name: string; promise: Promise<Identity> } | undefined

  async function ask(name: string): Promise<Identity> {
    let fresh: Identity
    try {
      fresh = await api.guest(name, known?.token)
    } catch (error) {
      // A token that the server has forgotten must not keep anybody out.
      if (!(error instanceof RefusedError && error.code === 'not-signed-in' && known)) throw error
      fresh = await api.guest(name)
    }
    known = fresh
    isFresh = true
    try {
      localStorage.setItem(key, JSON.stringify(fresh))
    } catch {
      // A browser that stores nothing still plays; it is a new guest after a reload.
    }
    return fresh
  }

  /** Signs in as `name`, once for any number of callers. Rejects with 'bad-name' without asking the server. */
  async function ensure(name: string): Promise<Identity> {
    const checked = playerNameShape.safeParse(name)
    if (!checked.success) throw new RefusedError('bad-name')
    if (known && isFresh && known.player.name === checked.data) return known
    if (running?.name === checked.data) return running.promise
    const promise = ask(checked.data).finally(() => {
      running = undefined
    })
    running = { name: checked.data, promise }
    return promise
  }

  return {
    get player() {
      return known?.player
    },
    get token() {
      return known?.token
    },
    suggestion: suggestions[Math.floor(Math.random() * suggestions.length)] ?? 'Wren',
    longest: limits.playerName.max,
    ensure,
    /** Renews the stored token; answers with nothing when nobody is known yet. */
    renew: async () => (known ? ensure(known.player.name) : undefined),
  }
}

export const identity = createIdentity()
