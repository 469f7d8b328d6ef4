import assert from 'node:assert/strict'
import fc from 'fast-check'
import { closeCodes } from '../../schema/close-codes.ts'
import { limits } from '../../schema/limits.ts'
import { caughtUp, emptyLog, hasGap, heard, pagedBack, removed, unreadOf } from './channel-log.ts'
import { channelView, lineOf, me, peopleStage } from './people-stage.ts'

const seqs = (lines: readonly { seq: number }[] | undefined) => (lines ?? []).map(({ seq }) => seq)

describe('a channel’s log', () => {
  it('holds each line once and in order, whatever way they come', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 60 }))), (batches) => {
        let log = emptyLog(1)
        for (const batch of batches)
          log = heard(
            log,
            batch.map((seq) => lineOf(seq)),
          )
        const shown = seqs(log.lines)
        const expected = [...new Set(batches.flat())].sort((a, b) => a - b)
        assert.deepEqual(shown, expected)
      }),
    )
  })

  it('misses nothing once it has caught up, whatever was lost', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        (head, isLost) => {
          const all = Array.from({ length: head }, (_, index) => lineOf(index + 1))
          let log = heard(emptyLog(1), [lineOf(1)])
          log = heard(
            log,
            all.filter((line) => !isLost[line.seq - 1]),
          )
          const missed = all.filter((line) => line.seq > log.through)
          log = caughtUp(log, { epoch: 1, recovered: true, messages: missed }, head)
          assert.deepEqual(seqs(log.lines), seqs(all))
          assert.equal(hasGap(log, { epoch: 1, head }), false)
        },
      ),
    )
  })

  it('never keeps more than its most, and then the newest', () => {
    const log = heard(
      emptyLog(1),
      Array.from({ length: 500 }, (_, index) => lineOf(index + 1)),
    )
    assert.equal(log.lines.length, limits.chatKept)
    assert.equal(log.lines.at(-1)?.seq, 500)
    assert.equal(log.isWhole, false)
  })

  it('says that something lies between when it could not catch up', () => {
    const log = heard(emptyLog(1), [lineOf(1), lineOf(2)])
    const after = caughtUp(log, { epoch: 1, recovered: false, messages: [lineOf(900), lineOf(901)] }, 901)
    assert.deepEqual(seqs(after.lines), [900, 901])
    assert.equal(after.brokenAt, 900)
    assert.equal(pagedBack(after, [lineOf(899)], 900).brokenAt, 0)
  })

  it('takes no text back that a moderator took away', () => {
    const log = removed(heard(emptyLog(1), [lineOf(1)]), 1)
    assert.equal(heard(log, [lineOf(1)]).lines[0]?.text, '')
  })

  it('counts neither own lines nor hidden ones as unread', () => {
    const view = channelView({ head: 4, read: 1 })
    const log = heard(emptyLog(1), [lineOf(2), lineOf(3, { from: me }), lineOf(4)])
    assert.equal(
      unreadOf(view, log, (line) => line.from !== me),
      2,
    )
    assert.equal(
      unreadOf(view, undefined, () => true),
      3,
    )
  })
})

describe('the line to people', () => {
  it('comes back after a loss, waiting longer and longer up to 5 s', async () => {
    const stage = peopleStage()
    await stage.begin([])
    stage.cutOff()
    stage.close(closeCodes.restarting)
    const waits: number[] = []
    for (let count = 0; count < 7; count++) {
      waits.push(stage.waits[0] ?? -1)
      await stage.pass(waits.at(-1) ?? 0)
    }
    assert.deepEqual(waits, [200, 400, 800, 1600, 2500, 2500, 2500])
    assert.equal(stage.connection.view.status, 'away')
    stage.restore()
    await stage.pass(2500)
    stage.welcome([])
    assert.equal(stage.connection.view.status, 'live')
  })

  it('notices a socket that has died without a word', async () => {
    const stage = peopleStage()
    await stage.begin([])
    stage.muteServer()
    await stage.pass(12_000)
    assert.equal(stage.seats, 2)
    assert.equal(stage.closes, 1)
  })

  it('rests when the sign-in has ended, and goes on with a new token', async () => {
    const stage = peopleStage()
    stage.refuseSeat('not-signed-in')
    await stage.begin([])
    assert.equal(stage.connection.view.status, 'signed-out')
    assert.deepEqual(stage.waits, [])
    stage.restore()
    stage.connection.line.renew('token')
    await stage.settle()
    assert.equal(stage.seats, 2)
  })

  it('rests when its player has too many pages open, and comes back once somebody looks at it', async () => {
    const stage = peopleStage()
    await stage.begin([])
    stage.close(closeCodes.elsewhere)
    await stage.pass(60_000)
    assert.deepEqual([stage.seats, stage.connection.view.status], [1, 'away'])
    stage.connection.line.hurry()
    await stage.settle()
    assert.equal(stage.seats, 2)
  })

  it('shows a renewed token to the open socket', async () => {
    const stage = peopleStage()
    await stage.begin([])
    stage.connection.line.renew('token')
    assert.deepEqual(stage.renewed, ['token'])
  })
})

describe('what is said', () => {
  it('is kept through a break of the line and sent again under the same id', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    stage.connection.post('global', { kind: 'say', text: 'hello' })
    await stage.settle()
    stage.close(closeCodes.restarting)
    await stage.pass(1000)
    stage.welcome([channelView()])
    await stage.settle()
    assert.deepEqual(
      stage.of('chat.post').map((each) => each.arguments.id),
      ['uuid-1', 'uuid-1'],
    )
    await stage.answer('chat.post', { seq: 1, at: 5 })
    assert.equal(stage.connection.view.posts[0]?.state, 'sent')
    stage.tell('chat', [lineOf(1, { from: me })])
    assert.deepEqual(stage.connection.view.posts, [])
    assert.equal(stage.connection.view.channels[0]?.read, 1)
  })

  it('is sent under its id by a page that was loaded again', async () => {
    const before = peopleStage()
    before.connection.post('global', { kind: 'say', text: 'hello' })
    const after = peopleStage()
    after.connection.restore(before.connection.view.posts)
    await after.begin([channelView()])
    assert.deepEqual(
      after.of('chat.post').map((each) => each.arguments.id),
      ['uuid-1'],
    )
  })

  it('goes out in order, one after the other', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    for (const text of ['one', 'two']) stage.connection.post('global', { kind: 'say', text })
    await stage.settle()
    assert.equal(stage.of('chat.post').length, 1)
    await stage.answer('chat.post', { seq: 1, at: 5 })
    assert.deepEqual(
      stage.of('chat.post').map((each) => each.arguments.id),
      ['uuid-1', 'uuid-2'],
    )
  })

  for (const code of ['chat-away', 'too-fast', 'slow-mode'] as const) {
    it(`waits while the answer is ${code}`, async () => {
      const stage = peopleStage()
      await stage.begin([channelView({ slowSeconds: 4 })])
      stage.connection.post('global', { kind: 'say', text: 'hello' })
      await stage.settle()
      await stage.answer('chat.post', undefined, code)
      assert.equal(stage.connection.view.posts[0]?.state, 'waiting')
      await stage.pass(4000)
      assert.equal(stage.of('chat.post').length, 2)
      assert.deepEqual(stage.refused, [])
    })
  }

  it('waits a little for the server to count a newcomer in, but not for ever', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    stage.connection.post('global', { kind: 'say', text: 'hello' })
    await stage.settle()
    for (let count = 0; count < 4; count++) {
      await stage.answer('chat.post', undefined, 'not-in-channel')
      await stage.pass(8000)
    }
    assert.equal(stage.of('chat.post').length, 4)
    assert.deepEqual(stage.refused, ['not-in-channel'])
  })

  it('arrives once and in order, whatever the line does', async () => {
    const mishap = fc.constantFrom('answer', 'lost answer', 'chat-away', 'too-fast', 'break', 'time')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(mishap, fc.constant('post')), { maxLength: 40 }), async (events) => {
        const stage = peopleStage()
        await stage.begin([channelView()])
        const committed: string[] = []
        let posted = 0
        let handled = 0
        /** What the server does with the oldest post that it has not handled. */
        async function serve(how: string): Promise<void> {
          const asked = stage.of('chat.post')[handled]
          if (!asked) return
          handled++
          const id = String(asked.arguments.id)
          if (how === 'chat-away' || how === 'too-fast') {
            stage.tell('reply', { request: asked.request, error: { code: how } })
          } else {
            if (!committed.includes(id)) committed.push(id)
            const answer = { seq: committed.indexOf(id) + 1, at: 1 }
            if (how === 'answer') stage.tell('reply', { request: asked.request, answer })
          }
          await stage.settle()
        }
        for (const event of events) {
          if (event === 'post') {
            stage.connection.post('global', { kind: 'say', text: `${posted++}` })
            await stage.settle()
          } else if (event === 'break') {
            stage.close(closeCodes.restarting)
            await stage.pass(5000)
            stage.welcome([channelView()])
            await stage.settle()
          } else if (event === 'time') await stage.pass(9000)
          else await serve(event)
        }
        while (stage.connection.view.posts.some((post) => post.state === 'waiting')) {
          while (handled < stage.of('chat.post').length) await serve('answer')
          await stage.pass(9000)
        }
        assert.deepEqual(
          committed,
          Array.from({ length: posted }, (_, index) => `uuid-${index + 1}`),
        )
        assert.deepEqual(stage.refused, [])
      }),
      { numRuns: 60 },
    )
  })

  it('says why when it is refused for good, and can be tried again', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    stage.connection.post('global', { kind: 'say', text: 'hello' })
    await stage.settle()
    await stage.answer('chat.post', undefined, 'muted')
    assert.deepEqual(stage.refused, ['muted'])
    await stage.pass(20_000)
    assert.equal(stage.of('chat.post').length, 1)
    stage.connection.retry('uuid-1')
    await stage.settle()
    assert.equal(stage.of('chat.post').length, 2)
  })

  it('is asked for again when a number is missing for longer than 300 ms', async () => {
    const stage = peopleStage()
    await stage.begin([channelView({ head: 1, read: 1 })])
    stage.tell('chat', [lineOf(2)])
    stage.tell('chat', [lineOf(4)])
    await stage.pass(299)
    assert.deepEqual(stage.of('chat.catch-up'), [])
    await stage.pass(1)
    assert.deepEqual(stage.of('chat.catch-up')[0]?.arguments, { channel: 'global', epoch: 1, after: 2 })
    await stage.answer('chat.catch-up', { epoch: 1, recovered: true, messages: [lineOf(3), lineOf(4)] })
    assert.deepEqual(seqs(stage.connection.view.logs['global']?.lines), [2, 3, 4])
    assert.deepEqual(seqs(stage.said), [2, 4])
  })

  it('is not asked for when the missing number comes by itself', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    stage.tell('chat', [lineOf(1), lineOf(3)])
    stage.tell('chat', [lineOf(2)])
    await stage.pass(1000)
    assert.deepEqual(stage.of('chat.catch-up'), [])
  })

  it('is caught up on when the heads are ahead, on a living line and after a break', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    stage.tell('chat', [lineOf(1)])
    stage.tell('chat.heads', [{ channel: 'global', epoch: 1, head: 3 }])
    await stage.pass(300)
    await stage.answer('chat.catch-up', { epoch: 1, recovered: true, messages: [lineOf(2), lineOf(3)] })
    stage.close(closeCodes.restarting)
    await stage.pass(1000)
    stage.welcome([channelView({ head: 5 })])
    await stage.pass(0)
    assert.deepEqual(
      stage.of('chat.catch-up').map((each) => each.arguments.after),
      [1, 3],
    )
  })

  it('begins anew when the numbers do', async () => {
    const stage = peopleStage()
    await stage.begin([channelView()])
    stage.tell('chat', [lineOf(1), lineOf(2)])
    stage.tell('chat.heads', [{ channel: 'global', epoch: 2, head: 1 }])
    await stage.pass(300)
    await stage.answer('chat.catch-up', { epoch: 2, recovered: false, messages: [lineOf(1, { text: 'restored' })] })
    const log = stage.connection.view.logs['global']
    assert.deepEqual(
      log?.lines.map(({ text }) => text),
      ['restored'],
    )
    await stage.pass(5000)
    assert.equal(stage.of('chat.catch-up').length, 1)
  })

  it('comes page by page, back to the first line', async () => {
    const stage = peopleStage()
    await stage.begin([channelView({ head: 3 })])
    stage.connection.show('global')
    assert.deepEqual(stage.of('chat.history')[0]?.arguments, { channel: 'global', before: 4 })
    await stage.answer('chat.history', { messages: [lineOf(2), lineOf(3)] })
    stage.connection.older('global')
    await stage.answer('chat.history', { messages: [lineOf(1)] })
    assert.deepEqual(seqs(stage.connection.view.logs['global']?.lines), [1, 2, 3])
    stage.connection.older('global')
    assert.equal(stage.of('chat.history').length, 2)
  })

  it('is marked as read once for many lines, and again after a break', async () => {
    const stage = peopleStage()
    await stage.begin([channelView({ head: 9 })])
    for (const seq of [3, 5, 9]) stage.connection.read('global', seq)
    await stage.pass(600)
    assert.deepEqual(
      stage.of('chat.read').map((each) => each.arguments.seq),
      [9],
    )
    stage.close(closeCodes.restarting)
    await stage.pass(1000)
    stage.welcome([channelView({ head: 9, read: 2 })])
    assert.equal(stage.connection.view.channels[0]?.read, 9)
    assert.deepEqual(
      stage.of('chat.read').map((each) => each.arguments.seq),
      [9, 9],
    )
  })
})
