/** The connection for life: what is said reaches whoever may read it and nobody else, and nothing bad gets through. */
import assert from 'node:assert/strict'
import { until } from '../loadtest/bench/waiting.ts'
import { closeCodes } from '../schema/close-codes.ts'
import { limits } from '../schema/limits.ts'
import { channelId, type PeopleRequest, quickCalls } from '../schema/people.ts'
import { peopleShapes } from '../schema/people-shapes.ts'
import { openPeople, type PeopleLine } from './people.ts'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

const TugReplica = tug.Replica

describe('people', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ definition: tug })
  })
  after(() => server.stop())

  const arrive = async (name: string) => {
    const player = await TestPlayer.signIn(server.url, name)
    return { player, line: await openPeople(player) }
  }
  const reads = (line: PeopleLine, channel: string) =>
    until(`${channel} is read`, () => line.channels.find(({ id }) => id === channel))
  /** Two in a session on different ships, one who watches, and one elsewhere. */
  const inSession = async () => {
    const [ann, bo, eve, zoe] = await Promise.all(['Ann', 'Bo', 'Eve', 'Zoe'].map(arrive))
    const first = await ann!.player.open(TugReplica, { name: 'Yard', allowsSpectators: true, settings: {} })
    const second = await bo!.player.join(TugReplica, first.session)
    await first.command('seat.take', { group: 0, seat: 'front' })
    await second.command('seat.take', { group: 1, seat: 'front' })
    await eve!.player.watch(TugReplica, first.session)
    const { session } = first
    await reads(ann!.line, channelId.crew(session, 0))
    await reads(bo!.line, channelId.crew(session, 1))
    await reads(eve!.line, channelId.spectators(session))
    return { session, first, second, ann: ann!, bo: bo!, eve: eve!, zoe: zoe! }
  }

  it('hear what is said to everybody once, in its sequence, and the sender learns its number after it is kept', async () => {
    const [ann, bo] = [await arrive('Ann'), await arrive('Bo')]
    const id = crypto.randomUUID()
    const content = { kind: 'say', text: '  hello\nall ' }
    const reply = await ann.line.ask('chat.post', { channel: 'global', id, content })
    assert.equal(reply.error, undefined)
    const heard = await bo.line.hears('hello all')
    assert.deepEqual(
      [heard.seq, heard.at, heard.from, heard.name, heard.kind],
      [reply.answer?.seq, reply.answer?.at, ann.player.id, 'Ann', 'say'],
    )
    const again = await ann.line.ask('chat.post', { channel: 'global', id, content: { ...content, text: 'other' } })
    assert.deepEqual(again.answer, reply.answer)
    assert.equal(await ann.line.say('global', 'the last'), '')
    assert.equal((await bo.line.hears('the last')).seq, heard.seq + 1)
    assert.equal(bo.line.lines().filter(({ text }) => text === 'hello all').length, 1)
  })

  it("a crew's words reach the crew alone; a session's everybody in it; spectators speak among themselves", async () => {
    const { session, ann, bo, eve, zoe } = await inSession()
    assert.equal(await ann.line.say(channelId.crew(session, 0), 'pull at three'), '')
    assert.equal(await ann.line.say(channelId.crew(session, 1), 'heave'), 'not-in-channel')
    assert.equal(await eve.line.say(channelId.session(session), 'psst'), 'spectators-watch')
    assert.equal(await eve.line.say(channelId.spectators(session), 'ha'), '')
    assert.equal(await zoe.line.say(channelId.session(session), 'me too'), 'not-in-channel')
    assert.equal(await bo.line.say(channelId.session(session), 'good luck'), '')
    await Promise.all([ann.line.hears('pull at three'), ann.line.hears('good luck'), eve.line.hears('good luck')])
    await eve.line.hears('ha')
    assert.equal(await zoe.line.say('global', 'anybody?'), '')
    await Promise.all([ann, bo, eve, zoe].map(({ line }) => line.hears('anybody?')))
    const textsOf = ({ line }: typeof ann) =>
      line
        .lines()
        .map(({ text }) => text)
        .filter((text) => ['pull at three', 'good luck', 'ha'].includes(text))
    assert.deepEqual([ann, bo, eve, zoe].map(textsOf), [
      ['pull at three', 'good luck'],
      ['good luck'],
      ['ha', 'good luck'],
      [],
    ])
  })

  it('who changes ships reads the new crew from its beginning, and the old one no more', async () => {
    const { session, first, ann, bo } = await inSession()
    assert.equal(await bo.line.say(channelId.crew(session, 1), 'ours alone'), '')
    assert.equal(await first.command('seat.take', { group: 1, seat: 'back' }), '')
    const channel = await reads(ann.line, channelId.crew(session, 1))
    assert.equal(channel.head, 1)
    const { answer } = await ann.line.ask('chat.catch-up', { channel: channel.id, epoch: channel.epoch, after: 0 })
    assert.deepEqual(
      answer?.messages.map(({ text }) => text),
      ['ours alone'],
    )
    const old = channelId.crew(session, 0)
    assert.equal((await ann.line.ask('chat.history', { channel: old, before: 100 })).error?.code, 'not-in-channel')
    assert.equal(await ann.line.say(old, 'still there?'), 'not-in-channel')
  })

  it('a private message waits for who is off-line, is unread until it is read on any device, and is nobody else’s', async () => {
    const [ann, zoe] = [await arrive('Ann'), await arrive('Zoe')]
    const bo = await TestPlayer.signIn(server.url, 'Bo')
    const channel = channelId.private(ann.player.id, bo.id)
    assert.equal(await ann.line.say(channel, 'see you at eight'), '')
    await reads(ann.line, channel)
    const [line, phone] = [await openPeople(bo), await openPeople(bo)]
    const view = await reads(line, channel)
    assert.deepEqual([view.title, view.head, view.read], ['Ann', 1, 0])
    const { answer } = await line.ask('chat.catch-up', { channel, epoch: view.epoch, after: 0 })
    assert.deepEqual(
      answer?.messages.map(({ text }) => text),
      ['see you at eight'],
    )
    await line.ask('chat.read', { channel, seq: 1 })
    await until('the phone knows', () => phone.of('chat.read').some(({ seq }) => seq === 1))
    const later = await until('it is kept', async () => {
      const again = await openPeople(bo)
      const found = again.channels.find(({ id }) => id === channel)
      await again.room.leave()
      return found?.read === 1 ? found : undefined
    })
    assert.equal(later.head, 1)
    for (const name of ['chat.history', 'chat.catch-up', 'chat.read'] as const) {
      const args = { channel, before: 10, epoch: 1, after: 0, seq: 1 }
      const { before, epoch, after, seq } = args
      const own = { 'chat.history': { before }, 'chat.catch-up': { epoch, after }, 'chat.read': { seq } }[name]
      assert.equal((await zoe.line.ask(name, { channel, ...own })).error?.code, 'not-in-channel', name)
    }
    assert.equal(await zoe.line.say(channel, 'hello you two'), 'not-in-channel')
    assert.equal(await ann.line.say(channelId.private(ann.player.id, crypto.randomUUID()), 'x'), 'no-such-person')
    assert.deepEqual(zoe.line.lines(channel), [])
  })

  it('the server throws the dice, and a call names a contact', async () => {
    const { session, ann } = await inSession()
    const crew = channelId.crew(session, 0)
    assert.equal(await ann.line.post(crew, { kind: 'roll', dice: 2, sides: 6 }), '')
    const roll = await until('the dice', () => ann.line.lines(crew).find(({ kind }) => kind === 'roll'))
    assert.match(roll.text, /^2d6: [1-6] \+ [1-6] = \d+$/)
    for (const call of quickCalls) {
      assert.equal(await ann.line.post(crew, { kind: 'call', call, contact: 'K3', label: 'Gunboat K-03' }), '')
    }
    const calls = await until('the calls', () => {
      const all = ann.line.lines(crew).filter(({ kind }) => kind === 'call')
      return all.length === quickCalls.length ? all : undefined
    })
    assert.deepEqual(
      calls.map(({ about, text }) => [about?.call, about?.contact, text]),
      quickCalls.map((call) => [call, 'K3', 'Gunboat K-03']),
    )
  })

  const good: Record<PeopleRequest, Record<string, unknown>> = {
    'chat.post': { channel: 'global', id: crypto.randomUUID(), content: { kind: 'say', text: 'hi' } },
    'chat.catch-up': { channel: 'global', epoch: 1, after: 0 },
    'chat.history': { channel: 'global', before: 1 },
    'chat.read': { channel: 'global', seq: 0 },
    'presence.away': { away: false },
    'presence.invisible': { invisible: false },
    'notifications.read': { upTo: 0 },
  }
  for (const name of Object.keys(peopleShapes) as PeopleRequest[]) {
    it(`${name} in a bad shape is refused with the field, and the connection stands`, async () => {
      const { line } = await arrive('Ann')
      const bad = [null, 7, 'text', [1], { ...good[name], extra: 1 }, ...spoilt(good[name])]
      for (const args of bad) {
        // One at a time and in time: a flood is another matter.
        const { error } = await until('an answer within the rate', async () => {
          const reply = await line.ask(name, args)
          return reply.error?.code === 'too-fast' ? undefined : reply
        })
        assert.equal(error?.code, 'bad-shape', JSON.stringify(args))
        assert.match(error?.detail ?? '', /\S/)
      }
      line.room.send(name, 'no envelope')
      await until('an error without a number', () => line.of('error').length > 0)
      assert.equal(line.closed, undefined)
    }).timeout(20_000)
  }

  it('say nothing that is empty, oversized, or meant to deceive: signs that turn lines and towers of marks are taken out', async () => {
    const { line } = await arrive('Ann')
    for (const text of ['', '   ', '\u202E\u2066', 'x'.repeat(limits.chatText + 1)]) {
      assert.equal(await line.say('global', text), 'bad-shape', JSON.stringify(text))
    }
    const cases = [
      ['\u202Egnp.exe\u202C', 'gnp.exe'],
      ['a\u0000b\tc', 'a b c'],
      [`z${'\u0301'.repeat(40)}`, `z${'\u0301'.repeat(4)}`.normalize('NFC')],
      ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ] as const
    for (const [said, heard] of cases) {
      await until('it is said', async () => (await line.say('global', said)) === '')
      await until(`${JSON.stringify(heard)} is heard`, () =>
        line.lines('global').some(({ text }) => text.startsWith(heard)),
      )
    }
  }).timeout(20_000)

  it('lose their connection with their sign-in, within a second', async () => {
    const { player, line } = await arrive('Ann')
    await player.post('/auth/sign-out', {})
    await until('it is closed', () => line.closed !== undefined, 1000)
    assert.equal(line.closed, closeCodes.signedOut)
    assert.deepEqual(line.of('session:terminated'), [{ reason: 'signedOut' }])
  })
})

describe('people at the usual limits', () => {
  it('who floods is told so and then ignored; the others hear and are heard', async () => {
    const server = await startServer({ definition: tug, env: { RATE_LIMIT_FACTOR: '1' } })
    const [ann, bo] = await Promise.all(
      ['Ann', 'Bo'].map((name) => TestPlayer.signIn(server.url, name).then(openPeople)),
    )
    for (let count = 0; count < 100; count++) {
      const content = { kind: 'say', text: `flood ${count}` }
      ann!.room.send('chat.post', {
        request: count,
        arguments: { channel: 'global', id: crypto.randomUUID(), content },
      })
    }
    assert.equal(await bo!.say('global', 'quietly now'), '')
    await ann!.hears('quietly now')
    const refused = ann!.of('reply').filter(({ error }) => error?.code === 'too-fast')
    assert.ok(refused.length > 0 && refused.length <= 30, `${refused.length} refusals`)
    assert.ok(bo!.lines('global').filter(({ text }) => text.startsWith('flood')).length <= 10)
    assert.equal(ann!.closed, undefined)
    await server.stop()
  })
})

/** Each field in turn of a wrong type. */
const spoilt = (args: Record<string, unknown>): object[] =>
  Object.keys(args).flatMap((field) => [null, {}, -1, 'x'.repeat(2000)].map((wrong) => ({ ...args, [field]: wrong })))
