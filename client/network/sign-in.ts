/** Who plays in this browser: a guest or an account, a token that lives for minutes, and its renewal. */
import type { Profile, SignedIn } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { limits } from '../../schema/limits.ts'
import { checkedName } from '../../schema/names.ts'

/** All that a sign-in needs of the world outside, so that tests can play it. */
export interface SignInPorts {
  guest(name: string, token?: string): Promise<SignedIn>
  refresh(): Promise<SignedIn>
  /** Runs `action` while no other page of this browser runs one. */
  alone(action: () => Promise<SignedIn>): Promise<SignedIn>
  /** Whom this browser knew last. It holds no secret: what signs in is a cookie that no script can read. */
  remembered(): Profile | undefined
  remember(player: Profile | undefined): void
  nowMs(): number
  /** Runs `action` after `ms`; the answer cancels it. */
  after(ms: number, action: () => void): () => void
  /** A new token is there. */
  renewed(token: string): void
  /** The player, or what is known of them, has changed. */
  changed(player: Profile | undefined): void
}

/** A token is renewed this long before its end. */
const marginMs = 60_000
/** However wrong this computer's clock may be, a token is renewed neither all the time nor too late. */
const life = { leastMs: 60_000, mostMs: 14 * 60_000 }

const isForgotten = (error: unknown) => error instanceof RefusedError && error.code === 'not-signed-in'

export function createSignIn(ports: SignInPorts) {
  let player = ports.remembered()
  let held: { token: string; renewAtMs: number } | undefined
  let renewing: Promise<string> | undefined
  let asking: { name: string; promise: Promise<Profile> } | undefined
  let cancelTimer = () => {}

  function know(next: Profile | undefined): void {
    player = next
    ports.remember(next)
    ports.changed(next)
  }

  function forget(): void {
    cancelTimer()
    held = undefined
    know(undefined)
  }

  /** Takes over a sign-in that the server has just granted. */
  function accept(signedIn: SignedIn): string {
    const left = signedIn.expiresAt - ports.nowMs() - marginMs
    const lifeMs = Math.min(life.mostMs, Math.max(life.leastMs, left))
    held = { token: signedIn.token, renewAtMs: ports.nowMs() + lifeMs }
    cancelTimer()
    // A token at hand spares a lost connection one round trip; a failure here shows at the next use.
    cancelTimer = ports.after(lifeMs, () => void renew().catch(() => {}))
    know(signedIn.player)
    ports.renewed(signedIn.token)
    return signedIn.token
  }

  async function ask(): Promise<string> {
    const known = player
    try {
      return accept(await ports.alone(ports.refresh))
    } catch (error) {
      if (!isForgotten(error)) throw error
      // A guest whom the server has forgotten begins anew; an account must sign in again.
      if (known?.isGuest) return accept(await ports.guest(known.name))
      forget()
      throw error
    }
  }

  /** One renewal for any number of callers. */
  function renew(): Promise<string> {
    renewing ??= ask().finally(() => {
      renewing = undefined
    })
    return renewing
  }

  /** A token that is good for a while. Rejects with 'not-signed-in' when nobody is signed in. */
  async function token(): Promise<string> {
    if (held && ports.nowMs() < held.renewAtMs) return held.token
    if (!player) throw new RefusedError('not-signed-in')
    try {
      return await renew()
    } catch (error) {
      // The old token has a minute left: better than nothing while the server cannot be reached.
      if (held && !isForgotten(error)) return held.token
      throw error
    }
  }

  async function call<Answer>(action: (token: string) => Promise<Answer>): Promise<Answer> {
    const used = await token()
    try {
      return await action(used)
    } catch (error) {
      if (!isForgotten(error)) throw error
      if (held?.token === used) held = undefined
      return action(await token())
    }
  }

  async function become(name: string): Promise<Profile> {
    if (player) await token()
    if (player && (!player.isGuest || player.name === name)) return player
    accept(await ports.guest(name, held?.token))
    return player as Profile
  }

  /** Signs in as the guest `name`; an account stays who it is, whatever the name. Once for any number of callers.
   *  Rejects with 'bad-name' without asking the server, and with 'not-signed-in' when an account's sign-in has ended. */
  async function ensure(name: string): Promise<Profile> {
    const checked = checkedName(player && !player.isGuest ? player.name : name, limits.playerName)
    if (checked === undefined) throw new RefusedError('bad-name')
    if (asking?.name === checked) return asking.promise
    const promise = become(checked).finally(() => {
      if (asking?.promise === promise) asking = undefined
    })
    asking = { name: checked, promise }
    return promise
  }

  return {
    get player() {
      return player
    },
    ensure,
    call,
    token,
    accept,
    forget,
    /** The server has told something new of the player. */
    know,
    /** Another page of this browser has signed in or out: what this one holds is somebody else's. */
    reread(): void {
      const other = ports.remembered()
      if (other?.id !== player?.id) {
        cancelTimer()
        held = undefined
      }
      player = other
      ports.changed(player)
    },
  }
}
