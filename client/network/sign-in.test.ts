import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Profile, SignedIn } from '../../schema/accounts.ts'
import { RefusedError } from '../../schema/errors.ts'
import { createSignIn } from './sign-in.ts'

const minute = 60_000
const wren: Profile = { id: 'p1', name: 'Wren', isGuest: true, role: 'player', status: '', createdAt: 0 }
const mira: Profile = { ...wren, id: 'p2', name: 'Mira', isGuest: false }

/** A server that grants tokens t1, t2, … for 15 minutes, and a browser that remembers `known`. */
function stage(known?: Profile) {
  const state = {
    now: 1000 * minute,
    stored: known,
    player: known,
    timer: undefined as { at: number; action: () => void } | undefined,
    calls: [] as string[],
    granted: 0,
    /** What the server says to the refresh cookie. */
    refreshed: known as Profile | undefined,
    isAway: false,
    clockError: 0,
  }
  const grant = (player: Profile): SignedIn => {
    if (state.isAway) throw new TypeError('network')
    return { token: `t${++state.granted}`, expiresAt: state.now + 15 * minute + state.clockError, player }
  }
  const signIn = createSignIn({
    async guest(name, token) {
      state.calls.push(`guest ${name} ${token ?? '-'}`)
      return grant({ ...wren, id: token ? 'p1' : `new-${state.granted}`, name })
    },
    async refresh() {
      state.calls.push('refresh')
      if (!state.isAway && !state.refreshed) throw new RefusedError('not-signed-in')
      return grant(state.refreshed as Profile)
    },
    alone: (action) => action(),
    remembered: () => state.stored,
    remember: (player) => {
      state.stored = player
    },
    nowMs: () => state.now,
    after(ms, action) {
      const timer = { at: state.now + ms, action }
      state.timer = timer
      return () => {
        if (state.timer === timer) state.timer = undefined
      }
    },
    renewed: () => {},
    changed: (player) => {
      state.player = player
    },
  })
  return { state, signIn }
}

const refused = (code: string) => (error: unknown) => error instanceof RefusedError && error.code === code

describe('sign-in', () => {
  it('makes a visitor a guest without asking for a cookie that is not there', async () => {
    const { state, signIn } = stage()
    assert.equal((await signIn.ensure('Wren')).name, 'Wren')
    assert.deepEqual(state.calls, ['guest Wren -'])
    assert.equal(await signIn.token(), 't1')
    assert.equal(state.stored?.name, 'Wren')
  })

  it('keeps a guest the same person under a new name', async () => {
    const { state, signIn } = stage(wren)
    await signIn.ensure('Wren')
    assert.equal((await signIn.ensure('Heron')).id, 'p1')
    assert.deepEqual(state.calls, ['refresh', 'guest Heron t1'])
  })

  it('lets an account keep its own name', async () => {
    const { state, signIn } = stage(mira)
    assert.equal((await signIn.ensure('Somebody')).name, 'Mira')
    assert.deepEqual(state.calls, ['refresh'])
  })

  it('refuses an empty name without asking the server', async () => {
    const { state, signIn } = stage()
    await assert.rejects(signIn.ensure('  '), refused('bad-name'))
    assert.deepEqual(state.calls, [])
  })

  it('renews once for any number of callers', async () => {
    const { state, signIn } = stage(mira)
    const tokens = await Promise.all(Array.from({ length: 20 }, () => signIn.call(async (token) => token)))
    assert.deepEqual(new Set(tokens), new Set(['t1']))
    assert.deepEqual(state.calls, ['refresh'])
  })

  it('renews before the token ends, by itself', async () => {
    const { state, signIn } = stage(mira)
    await signIn.token()
    const timer = state.timer
    assert.ok(timer && timer.at < state.now + 15 * minute)
    state.now = timer.at
    timer.action()
    assert.equal(await signIn.token(), 't2')
  })

  it('asks once more after a refusal, with a fresh token, and then believes it', async () => {
    const { state, signIn } = stage(mira)
    const seen: string[] = []
    await assert.rejects(
      signIn.call(async (token) => {
        seen.push(token)
        throw new RefusedError('not-signed-in')
      }),
      refused('not-signed-in'),
    )
    assert.deepEqual(seen, ['t1', 't2'])
    assert.deepEqual(state.calls, ['refresh', 'refresh'])
  })

  it('passes every other refusal on at once', async () => {
    const { state, signIn } = stage(mira)
    await assert.rejects(
      signIn.call(() => Promise.reject(new RefusedError('session-full'))),
      refused('session-full'),
    )
    assert.deepEqual(state.calls, ['refresh'])
  })

  it('makes a forgotten guest a new one, and tells a forgotten account', async () => {
    const guest = stage(wren)
    guest.state.refreshed = undefined
    assert.equal((await guest.signIn.ensure('Wren')).name, 'Wren')
    assert.notEqual(guest.state.player?.id, 'p1')

    const account = stage(mira)
    account.state.refreshed = undefined
    await assert.rejects(account.signIn.ensure('Mira'), refused('not-signed-in'))
    assert.equal(account.state.player, undefined)
    assert.equal(account.state.stored, undefined)
    assert.equal((await account.signIn.ensure('Mira')).isGuest, true, 'the next try is a guest')
  })

  it('keeps who one is while the server cannot be reached, and uses the last minute of the old token', async () => {
    const { state, signIn } = stage(mira)
    await signIn.token()
    state.isAway = true
    state.now += 14 * minute + 1
    assert.equal(await signIn.token(), 't1')
    assert.equal(state.player, mira)
    const fresh = stage(mira)
    fresh.state.isAway = true
    await assert.rejects(fresh.signIn.ensure('Mira'), TypeError)
    assert.equal(fresh.state.stored, mira)
  })

  it('renews neither all the time nor too late, however wrong the clock is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -48 * 60 * minute, max: 48 * 60 * minute }), async (clockError) => {
        const { state, signIn } = stage(mira)
        state.clockError = clockError
        await signIn.token()
        const wait = (state.timer?.at ?? 0) - state.now
        assert.ok(wait >= minute && wait < 15 * minute, `${wait} ms`)
      }),
    )
  })

  it('takes over what another page of the browser has done', async () => {
    const { state, signIn } = stage(wren)
    await signIn.token()
    state.stored = mira
    state.refreshed = mira
    signIn.reread()
    assert.equal(signIn.player, mira)
    assert.equal(await signIn.token(), 't2')
    state.stored = undefined
    signIn.reread()
    await assert.rejects(signIn.token(), refused('not-signed-in'))
  })
})
