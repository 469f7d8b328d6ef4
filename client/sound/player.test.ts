/** Rules of the player: what is played when, and that it leaves a device alone which it does not need. */
import assert from 'node:assert/strict'
import { FakeContext } from './fake-context.ts'
import { createPlayer, type Levels, lengthOf, type SoundState } from './player.ts'
import { type Sound, sounds } from './sounds.ts'

const loud: Levels = { isOn: true, alarms: 1, rest: 1 }

function stage({ has = true, fails = false, begins = 'running' as AudioContextState } = {}) {
  const contexts: FakeContext[] = []
  const gestures = new Set<() => void>()
  const timers: { ms: number; action: () => void }[] = []
  const states: SoundState[] = []
  const page = { isHidden: false, fails }
  const make = () => {
    if (page.fails) throw new Error('no device')
    const context = new FakeContext()
    context.state = begins
    contexts.push(context)
    return context as unknown as AudioContext
  }
  const player = createPlayer(
    {
      openContext: has ? make : undefined,
      isHidden: () => page.isHidden,
      onGesture(listener) {
        gestures.add(listener)
        return () => void gestures.delete(listener)
      },
      after(ms, action) {
        const timer = { ms, action }
        timers.push(timer)
        return () => void timers.splice(timers.indexOf(timer), 1)
      },
    },
    (state) => states.push(state),
  )
  return {
    player,
    contexts,
    gestures,
    page,
    now: () => states.at(-1),
    /** Sources of the newest context so far. */
    started: () => contexts.at(-1)?.started.length ?? 0,
    async press() {
      for (const listener of [...gestures]) listener()
      await Promise.resolve()
    },
    /** All that was to happen later happens. */
    wait() {
      for (const { action } of timers.splice(0)) action()
    },
  }
}

describe('the player', () => {
  it('starts every voice of a sound, in its time', () => {
    const { player, contexts, now } = stage()
    player.set(loud)
    player.hold()
    assert.equal(now(), 'on')
    contexts[0]!.currentTime = 5
    player.play(sounds['red-alert'])
    assert.deepEqual(
      contexts[0]!.started,
      sounds['red-alert'].voices.map(({ at }) => 5 + at),
    )
  })

  it('opens no context while nobody needs it, when it is muted, or when both volumes are 0', () => {
    const { player, contexts, now } = stage()
    player.set(loud)
    assert.deepEqual([contexts.length, now()], [0, 'idle'])
    player.set({ ...loud, isOn: false })
    const release = player.hold()
    player.play(sounds.order)
    assert.deepEqual([contexts.length, now()], [0, 'off'])
    player.set({ isOn: true, alarms: 0, rest: 0 })
    assert.deepEqual([contexts.length, now()], [0, 'off'])
    player.set(loud)
    assert.equal(contexts[0]?.state, 'running')
    player.set({ ...loud, isOn: false })
    assert.equal(contexts[0]?.state, 'closed')
    player.set(loud)
    release()
    release()
    assert.deepEqual([contexts.length, contexts[1]?.state, now()], [2, 'closed', 'idle'])
  })

  it('has a volume for alarms and one for the rest, and plays nothing at 0', () => {
    const { player, contexts, started } = stage()
    player.set({ isOn: true, alarms: 0.5, rest: 0 })
    player.hold()
    player.play(sounds.order)
    assert.equal(started(), 0)
    player.play(sounds.caution)
    assert.equal(started(), sounds.caution.voices.length)
    const [alarms, rest] = contexts[0]!.gains
    assert.deepEqual([alarms?.gain.value, rest?.gain.value], [0.25, 0])
  })

  it('lets alarms alone be heard in the background', () => {
    const { player, page, started } = stage()
    player.set(loud)
    player.hold()
    page.isHidden = true
    player.play(sounds.message)
    assert.equal(started(), 0)
    player.play(sounds.danger)
    assert.equal(started(), sounds.danger.voices.length)
  })

  it('plays three at once at most; an alarm takes the place of what is none', () => {
    const { player, contexts, started } = stage()
    player.set(loud)
    player.hold()
    const count = ({ voices }: Sound) => voices.length
    for (let each = 0; each < 5; each++) player.play(sounds.order)
    assert.equal(started(), 3 * count(sounds.order))
    for (let each = 0; each < 5; each++) player.play(sounds.danger)
    assert.equal(started(), 3 * count(sounds.order) + 3 * count(sounds.danger))
    contexts[0]!.currentTime = lengthOf(sounds.danger) + 0.1
    player.play(sounds.order)
    assert.equal(started(), 4 * count(sounds.order) + 3 * count(sounds.danger))
  })

  it('puts a sound to its side', () => {
    const { player, contexts } = stage()
    player.set(loud)
    player.hold()
    player.play(sounds.torpedo, -0.6)
    assert.equal(contexts[0]!.panners[0]?.pan.value, -0.6)
  })
})

describe('a player that cannot sound', () => {
  it('says that the browser has no sound, and goes on', () => {
    const { player, now } = stage({ has: false })
    player.set(loud)
    player.hold()
    player.play(sounds.order)
    assert.equal(now(), 'missing')
  })

  it('waits for a gesture, plays nothing of before, and sounds after it', async () => {
    const { player, now, wait, press, started } = stage({ begins: 'suspended' })
    player.set(loud)
    player.hold()
    assert.equal(now(), 'opening')
    wait()
    assert.equal(now(), 'blocked')
    player.play(sounds.order)
    await press()
    assert.deepEqual([now(), started()], ['on', 0])
    player.play(sounds.order)
    assert.equal(started(), sounds.order.voices.length)
  })

  it('waits again when the device was taken away for a while', async () => {
    const { player, contexts, now, wait, press } = stage()
    player.set(loud)
    player.hold()
    wait()
    contexts[0]!.turn('suspended')
    assert.equal(now(), 'blocked')
    await press()
    assert.equal(now(), 'on')
  })

  for (const wakes of ['refuses', 'hangs'] as const) {
    it(`says so when the device ${wakes}, and tries again at the next gesture`, async () => {
      const { player, contexts, now, wait, press } = stage({ begins: 'suspended' })
      player.set(loud)
      player.hold()
      contexts[0]!.wakes = wakes
      await press()
      await Promise.resolve()
      wait()
      assert.equal(now(), 'refused')
      contexts[0]!.wakes = 'runs'
      await press()
      assert.equal(now(), 'on')
    })
  }

  it('tries anew for whoever asks to hear something', () => {
    const { player, page, now, started } = stage({ fails: true })
    player.set(loud)
    player.hold()
    assert.equal(now(), 'refused')
    page.fails = false
    player.whenReady(() => player.play(sounds.caution))
    assert.deepEqual([now(), started()], ['on', sounds.caution.voices.length])
  })

  it('listens for no gesture once it is muted', () => {
    const { player, gestures } = stage({ begins: 'suspended' })
    player.set(loud)
    player.hold()
    assert.equal(gestures.size, 1)
    player.set({ ...loud, isOn: false })
    assert.equal(gestures.size, 0)
  })
})
