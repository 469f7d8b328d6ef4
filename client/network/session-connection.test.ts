import assert from 'node:assert/strict'
import { closeCodes } from '../../schema/close-codes.ts'
import { type ErrorCode, RefusedError } from '../../schema/errors.ts'
import type { Envelope } from '../../schema/messages.ts'
import { type ConnectionStatus, createSessionConnection, type LinkListener } from './session-connection.ts'

interface Sent extends Envelope {
  type: string
}
interface Timer {
  at: number
  action: () => void
}

/** A server, a network and a clock in one, all played by hand. */
function stage() {
  const timers: Timer[] = []
  const statuses: ConnectionStatus[] = []
  const sent: Sent[] = []
  const nonces: string[] = []
  const losts: (string | undefined)[] = []
  const closes: boolean[] = []
  const renewed: string[] = []
  const echoes: number[] = []
  let heardTick = 0
  let now = 0
  let live: LinkListener<string> | undefined
  let answersPing = true
  let resume: () => Promise<string> = async () => 'seat'

  const connection = createSessionConnection<string, string>(
    {
      idOf: (seat) => seat,
      resume: (nonce, lost) => {
        nonces.push(nonce)
        losts.push(lost)
        return resume()
      },
      open: async (_seat, listener) => {
        live = listener
        return {
          send: (type, envelope) => sent.push({ type, ...envelope }),
          renew: (token) => renewed.push(token),
          echo: (tick) => echoes.push(tick),
          resync() {},
          ping: (answered) => answersPing && answered(20),
          close: (isConsented) => closes.push(isConsented),
        }
      },
      after(ms, action) {
        const timer = { at: now + ms, action }
        timers.push(timer)
        return () => {
          const index = timers.indexOf(timer)
          if (index >= 0) timers.splice(index, 1)
        }
      },
      random: () => 0.5,
      nowMs: () => now,
      nonce: () => `nonce-${nonces.length}`,
      tick: () => now / 50,
      heardTick: () => heardTick,
    },
    { status: (status) => statuses.push(status), state() {}, message() {}, rtt() {} },
  )

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    connection,
    statuses,
    sent,
    nonces,
    losts,
    closes,
    echoes,
    hear(tick: number) {
      heardTick = tick
    },
    read(tick: number) {
      heardTick = tick
      live?.state('state')
    },
    settle,
    get waits() {
      return timers.map((timer) => timer.at - now)
    },
    refuse(code: ErrorCode) {
      resume = async () => Promise.reject(new RefusedError(code))
    },
    cutOff() {
      resume = async () => Promise.reject(new TypeError('network'))
    },
    vanish() {
      resume = () => new Promise(() => undefined)
    },
    restore() {
      resume = async () => 'seat'
    },
    muteServer() {
      answersPing = false
    },
    tell: (type: string, payload: unknown) => live?.message(type, payload),
    welcome: (lastSequence = 0) => live?.message('welcome', { player: 'p', lastSequence, tickHz: 20, version: 't' }),
    close: (code: number) => live?.closed(code),
    /** Lets `ms` pass, and runs in their order the timers that fall due. */
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers.splice(timers.indexOf(next), 1)
        now = next.at
        next.action()
        await settle()
      }
      now = until
    },
  }
}

async function aboard(lastSequence = 0) {
  const play = stage()
  play.connection.start('seat')
  await play.settle()
  play.welcome(lastSequence)
  return play
}

describe('session connection', () => {
  it('goes on after the last sequence that the server has seen, one by one', async () => {
    const play = await aboard(41)
    void play.connection.send('helm.impulse', { value: 1 })
    void play.connection.send('helm.impulse', { value: 0 })
    assert.deepEqual(
      play.sent.map((order) => order.sequence),
      [42, 43],
    )
  })

  it('keeps what is ordered before the welcome, and sends it then', async () => {
    const play = stage()
    play.connection.start('seat')
    void play.connection.send('seat.take', { group: 0, seat: 'helm' })
    await play.settle()
    assert.deepEqual(play.sent, [])
    play.welcome(7)
    assert.deepEqual(play.sent, [{ type: 'seat.take', sequence: 8, at: 0, arguments: { group: 0, seat: 'helm' } }])
  })

  it('answers each order with its own reply', async () => {
    const play = await aboard()
    const first = play.connection.send('a', {})
    const second = play.connection.send('b', {})
    play.tell('reply', { sequence: 2, error: { code: 'wrong-seat' } })
    play.tell('reply', { sequence: 1 })
    assert.deepEqual(await second, { code: 'wrong-seat' })
    assert.equal(await first, undefined)
  })

  it('sends unanswered orders again with their old sequence after a loss, and answered ones never', async () => {
    const play = await aboard()
    void play.connection.send('answered', {})
    const kept = play.connection.send('kept', { value: 1 })
    play.tell('reply', { sequence: 1 })
    play.close(1006)
    await play.pass(0)
    const late = play.connection.send('late', {})
    play.sent.length = 0
    play.welcome(2)
    assert.deepEqual(
      play.sent.map(({ type, sequence }) => [type, sequence]),
      [
        ['kept', 2],
        ['late', 3],
      ],
    )
    play.tell('reply', { sequence: 2 })
    play.tell('reply', { sequence: 3 })
    assert.deepEqual(await Promise.all([kept, late]), [undefined, undefined])
  })

  it('tries again at once, then after short jittered waits while the seats are held, then after longer ones', async () => {
    const play = await aboard()
    play.cutOff()
    play.close(1006)
    const waits: number[] = []
    for (let tries = 0; tries < 400; tries++) {
      const wait = play.waits[0] ?? Number.NaN
      waits.push(wait)
      await play.pass(wait)
    }
    // Half of the span each time, as the stage's dice always fall in the middle.
    const held = waits.slice(1, 300)
    assert.deepEqual([waits[0], ...new Set(held)], [0, 200])
    const later = waits.slice(302).map(Math.round)
    assert.deepEqual(
      later,
      later.toSorted((a, b) => a - b),
    )
    assert.equal(later.at(-1), 2500)
  })

  it('gives up a try that vanishes after a second, and later tries a little more each', async () => {
    const play = await aboard()
    play.vanish()
    play.close(1006)
    await play.pass(0)
    const tries: number[] = []
    for (let index = 0; index < 20; index++) {
      const [allowed] = play.waits as [number]
      tries.push(allowed)
      await play.pass(allowed)
      await play.pass(play.waits[0] ?? 0)
    }
    assert.deepEqual(tries.slice(0, 3), [1000, 1250, 1500])
    assert.equal(tries.at(-1), 5000)
  })

  it('is live again once the network is back', async () => {
    const play = await aboard()
    play.cutOff()
    play.close(1006)
    await play.pass(1000)
    play.restore()
    await play.pass(5000)
    play.welcome(0)
    assert.equal(play.connection.status.kind, 'live')
  })

  it('does not wait for the next try when the network tells that it is back', async () => {
    const play = await aboard()
    play.cutOff()
    play.close(1006)
    await play.pass(700)
    play.restore()
    play.connection.hurry()
    await play.settle()
    play.welcome(0)
    assert.equal(play.connection.status.kind, 'live')
  })

  it('gives up a try that went into the dead network when it tells that it is back, and times the next as the first', async () => {
    const play = await aboard()
    play.vanish()
    play.close(1006)
    await play.pass(0)
    for (let index = 0; index < 20; index++) await play.pass(play.waits[0] ?? 0)
    play.connection.hurry()
    await play.settle()
    assert.deepEqual(play.waits, [1000])
    play.restore()
    play.connection.hurry()
    await play.settle()
    play.welcome(0)
    assert.equal(play.connection.status.kind, 'live')
  })

  it('finds out within a second whether a socket lives, when the page wakes up or the network changes', async () => {
    const play = await aboard()
    await play.pass(500)
    play.connection.hurry()
    await play.pass(1700)
    assert.equal(play.connection.status.kind, 'live')
    play.muteServer()
    play.connection.hurry()
    await play.pass(1000)
    assert.equal(play.connection.status.kind, 'reconnecting')
  })

  it('tells since when and by which code the line is cut, over all tries', async () => {
    const play = await aboard()
    await play.pass(700)
    play.cutOff()
    play.close(closeCodes.restarting)
    await play.pass(3000)
    const { status } = play.connection
    assert.ok(status.kind === 'reconnecting' && status.attempt > 3)
    assert.deepEqual([status.atMs, status.code], [700, closeCodes.restarting])
  })

  it('begins anew after it has ended, and goes on with the sequence', async () => {
    const play = await aboard(5)
    play.close(closeCodes.signedOut)
    assert.deepEqual(play.connection.status, { kind: 'ended', reason: 'signed-out' })
    play.connection.start()
    await play.settle()
    play.welcome(5)
    assert.equal(play.connection.status.kind, 'live')
    void play.connection.send('order', {})
    assert.equal(play.sent.at(-1)?.sequence, 6)
  })

  it('repeats a question with the same nonce until a seat came, and takes a new one after', async () => {
    const play = await aboard()
    play.cutOff()
    play.close(1006)
    await play.pass(300)
    play.restore()
    await play.pass(5000)
    play.welcome(0)
    play.close(1006)
    await play.pass(0)
    assert.equal(new Set(play.nonces.slice(0, -1)).size, 1)
    assert.notEqual(play.nonces.at(-1), play.nonces[0])
  })

  it('counts a socket as dead when nothing is heard for four seconds', async () => {
    const play = await aboard()
    play.muteServer()
    await play.pass(5100)
    assert.ok(play.statuses.some((status) => status.kind === 'reconnecting'))
  })

  it('stays on a quiet socket that answers pings', async () => {
    const play = await aboard()
    await play.pass(60_000)
    assert.equal(play.connection.status.kind, 'live')
  })

  it('lets go when the session is opened elsewhere, and comes back only when asked', async () => {
    const play = await aboard()
    play.close(closeCodes.elsewhere)
    await play.pass(60_000)
    assert.equal(play.connection.status.kind, 'elsewhere')
    play.connection.takeBack()
    await play.pass(0)
    play.welcome(0)
    assert.equal(play.connection.status.kind, 'live')
  })

  for (const code of ['not-aboard', 'session-gone', 'session-closed'] as const) {
    it(`ends for good when the server answers ${code}`, async () => {
      const play = await aboard()
      const waiting = play.connection.send('order', {})
      play.refuse(code)
      play.close(1006)
      await play.pass(0)
      assert.deepEqual(play.connection.status, { kind: 'ended', reason: code })
      assert.deepEqual(await waiting, { code })
      assert.deepEqual(play.waits, [])
    })
  }

  it('ends without another try when the session closes', async () => {
    const play = await aboard()
    play.close(closeCodes.closed)
    assert.deepEqual(play.connection.status, { kind: 'ended', reason: 'session-closed' })
    assert.deepEqual(play.waits, [])
  })

  it('ends without another try when the creator removes the player', async () => {
    const play = await aboard()
    play.close(closeCodes.kicked)
    assert.deepEqual(play.connection.status, { kind: 'ended', reason: 'kicked' })
    assert.deepEqual(play.waits, [])
  })

  it('keeps trying while the server is busy', async () => {
    const play = await aboard()
    play.refuse('server-busy')
    play.close(4001)
    await play.pass(30_000)
    assert.equal(play.connection.status.kind, 'reconnecting')
    assert.ok(play.nonces.length > 5)
  })

  it('says goodbye when leaving, and ignores what comes after', async () => {
    const play = await aboard()
    play.connection.leave()
    play.welcome(0)
    play.close(1006)
    assert.deepEqual(play.closes, [true])
    assert.deepEqual(play.connection.status, { kind: 'ended', reason: 'left' })
  })

  it('parks without a goodbye, and makes no further try', async () => {
    const play = await aboard()
    play.connection.park()
    play.close(1006)
    await play.pass(60_000)
    assert.deepEqual(play.closes, [false])
    assert.equal(play.nonces.length, 0)
  })

  it('refuses further orders instead of hoarding them without end', async () => {
    const play = await aboard()
    play.cutOff()
    play.close(1006)
    const answers: unknown[] = []
    for (let count = 0; count < 200; count++)
      void play.connection.send('order', {}).then((answer) => answers.push(answer))
    await play.settle()
    assert.deepEqual(answers[0], { code: 'queue-full' })
    assert.equal(answers.length, 200 - 128)
  })

  it('sends again what was answered and then forgotten, when the session goes on from an older checkpoint', async () => {
    const play = await aboard()
    const answers = [1, 2, 3].map((value) => play.connection.send('helm.impulse', { value }))
    for (const sequence of [1, 2, 3])
      play.tell('reply', { sequence, ...(sequence === 2 ? { error: { code: 'refused' } } : {}) })
    await Promise.all(answers)
    play.sent.length = 0
    play.close(1006)
    await play.pass(1)
    play.welcome(0)
    assert.deepEqual(
      play.sent.map((order) => order.sequence),
      [1, 3],
      'what was refused stays refused',
    )
    play.sent.length = 0
    play.close(1006)
    await play.pass(1)
    play.welcome(3)
    assert.deepEqual(play.sent, [], 'what the session knows is not said twice')
  })

  it('names the seat it lost when it comes back by itself, and none when a person takes it back', async () => {
    const play = await aboard()
    play.close(1006)
    await play.pass(1)
    assert.deepEqual(play.losts, ['seat'])
    play.welcome(0)
    play.refuse('elsewhere')
    play.close(1006)
    await play.pass(1)
    assert.equal(play.connection.status.kind, 'elsewhere')
    await play.pass(60_000)
    assert.equal(play.losts.length, 2, 'it asks no more by itself')
    play.restore()
    play.connection.takeBack()
    await play.pass(1)
    assert.deepEqual(play.losts.slice(2), [undefined])
  })

  it('tells the server each second how far it has read, while there is news', async () => {
    const play = stage()
    play.connection.start('seat')
    await play.settle()
    play.welcome()
    play.hear(100)
    await play.pass(2500)
    play.hear(140)
    await play.pass(1000)
    assert.deepEqual(play.echoes, [100, 140])
  })

  it('sends with each order the tick at which it was given, also when it is sent again', async () => {
    const play = stage()
    play.connection.start('seat')
    await play.settle()
    play.welcome()
    await play.pass(500)
    void play.connection.send('helm.impulse', { value: 1 })
    play.close(1006)
    await play.pass(1000)
    play.welcome()
    assert.deepEqual(
      play.sent.map(({ at }) => at),
      [10, 10],
    )
  })

  it('tells so with the states too, once a second: a page in the background may wait long for its timers', async () => {
    const play = stage()
    play.connection.start('seat')
    await play.settle()
    play.welcome()
    for (const tick of [100, 105, 119, 121, 141]) play.read(tick)
    assert.deepEqual(play.echoes, [100, 121, 141])
  })
})
