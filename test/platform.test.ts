/** The platform carries a game that has no ships: seats, orders, replicas, and every way in and back. */
import assert from 'node:assert/strict'
import { Client } from 'colyseus.js'
import { until } from '../loadtest/bench/waiting.ts'
import { closeCodes } from '../schema/close-codes.ts'
import { tug } from './second-game/tug.game.ts'
import { type Answered, startServer, type TestConnection, TestPlayer, type TestServer } from './server.ts'

const TugReplica = tug.Replica
type Connection = TestConnection<InstanceType<typeof TugReplica>>

/** Shortened, so that a test need not wait a minute to see a hold end. */
const holdSeconds = 2
const nextMessage = (connection: Connection, name: string) =>
  until(name, () => connection.of<{ reason: string }>(name)[0])
const codeOf = (answered: { body: { error?: { code: string } } }) => answered.body.error?.code

describe('the platform with another game', () => {
  let server: TestServer
  let ann: TestPlayer
  let bo: TestPlayer
  before(async () => {
    server = await startServer({ definition: tug, waits: { hold: holdSeconds, empty: 1, results: 60 } })
    ann = await TestPlayer.signIn(server.url, 'Ann')
    bo = await TestPlayer.signIn(server.url, 'Bo')
  })
  after(() => server.stop())

  const opened = async (settings = {}) => {
    const first = await ann.open(TugReplica, { name: 'Yard', settings })
    const second = await bo.join(TugReplica, first.session)
    return { first, second }
  }
  const started = async (settings = {}) => {
    const all = await opened(settings)
    assert.equal(await all.first.command('seat.take', { group: 0, seat: 'front' }), '')
    assert.equal(await all.second.command('seat.take', { group: 1, seat: 'front' }), '')
    assert.equal(await all.second.command('session.ready', { ready: true }), '')
    assert.equal(await all.first.command('session.start'), '')
    await until('both see it run', () =>
      [all.first, all.second].every(({ state }) => state.session.phase === 'running'),
    )
    return all
  }
  const playerIn = (connection: Connection, id: string) =>
    [...connection.state.session.players].find((player) => player.id === id)
  const holder = (connection: Connection, group: number, seat = 0) =>
    connection.state.session.groups[group]?.seats[seat]?.holder

  it('plays from the lobby to the results and again', async () => {
    const { first, second } = await started({ length: 6 })
    assert.equal(await first.command('front.pull', { strength: 5 }), '')
    assert.equal(await first.command('front.pull', { strength: 5 }), '')
    await until('the results stand', () => second.state.session.phase === 'results')
    assert.equal(JSON.parse(second.state.session.outcome).victory, true)
    assert.equal(await second.command('session.again'), 'creator-only')
    assert.equal(await first.command('session.again'), '')
    await until('the lobby is back', () => second.state.session.phase === 'lobby')
    assert.equal(holder(second, 1), bo.id)
  })

  it("gives each group its own replica: what one crew knows is not in the other one's state", async () => {
    const { first, second } = await started()
    await first.command('front.pull', { strength: 5 })
    await until('the rope has moved for both', () => first.state.game.rope === 5 && second.state.game.rope === 5)
    assert.equal(first.state.game.breath, 95)
    assert.equal(second.state.game.breath, 100)
    await until('both heard the pull', () => [first, second].every((connection) => connection.of('event').length > 0))
    assert.equal(await first.command('seat.take', { group: 0, seat: 'back' }), '')
    assert.equal(await first.command('back.rest'), '')
    await until('the own crew hears of the rest', () =>
      first.of<{ type: string }>('event').some((event) => event.type === 'rested'),
    )
    assert.ok(!second.of<{ type: string }>('event').some((event) => event.type === 'rested'))
  })

  it('answers wrong orders in words and keeps the connection', async () => {
    const { first, second } = await started()
    assert.equal(await second.command('back.rest'), 'wrong-seat')
    assert.equal(await second.command('front.pull', { strength: 99 }), 'bad-shape')
    assert.equal(await second.command('front.push'), 'unknown-message')
    assert.equal(await second.command('seat.take', { group: 0, seat: 'front' }), 'wrong-ship')
    assert.equal(await second.command('session.start'), 'creator-only')
    second.room.send('front.pull', 'no envelope')
    await until('an error without a sequence', () => second.of('error').length > 0)
    assert.equal(await second.command('front.pull', { strength: 1 }), '')
    assert.equal(second.closed, undefined)
    assert.equal(first.closed, undefined)
  })

  it("keeps a lost connection's seat, shows until when, and gives it back to the same player alone", async () => {
    const { first, second } = await started()
    const lastSequence = second.sequence
    await second.room.leave(false)
    await until('the seat is held', () => playerIn(first, bo.id)?.connected === false)
    assert.ok(playerIn(first, bo.id)!.heldUntil > 0)
    assert.equal(first.state.session.groups[1]!.seats[0]!.autopilot, true)
    assert.equal(
      codeOf(
        await (await TestPlayer.signIn(server.url, 'Eve')).post(`/sessions/${first.session}/resume`, {
          nonce: 'a-nonce-of-eve',
        }),
      ),
      'not-aboard',
    )
    const back = await bo.resume(TugReplica, first.session)
    await until('the seat is back', () => playerIn(first, bo.id)?.connected === true && holder(back, 1) === bo.id)
    assert.equal(first.state.session.groups[1]!.seats[0]!.autopilot, false)
    const welcome = await until('a welcome', () => back.of<{ lastSequence: number }>('welcome')[0])
    assert.equal(welcome.lastSequence, lastSequence)
    back.sequence = lastSequence
    assert.equal(await back.command('front.pull', { strength: 2 }), '')
    assert.equal(await back.command('front.pull', { strength: 2 }, lastSequence + 1), '', 'resent: answered')
    await until('one pull', () => back.state.game.breath === 98)
  })

  it('frees the seat when the hold is over', async () => {
    const { first, second } = await started()
    await second.room.leave(false)
    await until('the seat is free', () => holder(first, 1) === '', (holdSeconds + 3) * 1000)
    assert.equal(codeOf(await bo.post(`/sessions/${first.session}/resume`, { nonce: 'another-nonce' })), 'not-aboard')
  })

  it('frees the seat at once when somebody leaves', async () => {
    const { first, second } = await started()
    await second.room.leave()
    await until('the seat is free', () => holder(first, 1) === '')
  })

  it('answers a resume that is asked twice with one seat', async () => {
    const { first, second } = await started()
    await second.room.leave(false)
    const [one, two] = await Promise.all(
      [1, 2].map(() => bo.post(`/sessions/${first.session}/resume`, { nonce: 'the-same-nonce' })),
    )
    const idOf = (answered: Answered | undefined) =>
      (answered!.body as unknown as { seat: { sessionId: string } }).seat.sessionId
    assert.equal(idOf(one), idOf(two))
  })

  it('lets the newest connection of a player win, and tells the older one', async () => {
    const { first, second } = await started()
    const elsewhere = await bo.resume(TugReplica, first.session)
    assert.equal((await nextMessage(second, 'session:terminated')).reason, 'elsewhere')
    await until('the older one is closed', () => second.closed === closeCodes.elsewhere)
    elsewhere.sequence = 1000
    assert.equal(await elsewhere.command('front.pull', { strength: 1 }), '')
    assert.equal(playerIn(first, bo.id)?.connected, true)
  })

  it('guards a session with its password, refuses who does not know it, and closes when all have gone', async () => {
    const first = await ann.open(TugReplica, { name: 'Secret', password: 'open sesame', settings: {} })
    const path = `/sessions/${first.session}/join`
    assert.equal(codeOf(await bo.post(path, {})), 'password-needed')
    assert.equal(codeOf(await bo.post(path, { password: 'guess' })), 'wrong-password')
    const second = await bo.join(TugReplica, first.session, 'open sesame')
    assert.equal(second.state.session.hasPassword, true)
    await first.room.leave()
    await second.room.leave()
    await until('it is gone', async () => codeOf(await bo.post(path, { password: 'open sesame' })) === 'session-gone')
  })

  it('is found by its code, written as people write it', async () => {
    const first = await ann.open(TugReplica, { name: 'Coded', isPublic: false, settings: {} })
    const spoken = `${first.code.slice(0, 4).toLowerCase()}-${first.code.slice(4)}`
    const { body } = await bo.ask(`/sessions/code/${spoken}`)
    assert.equal((body as unknown as { session: string }).session, first.session)
    assert.equal(codeOf(await bo.ask('/sessions/code/00000000')), 'unknown-code')
  })

  it('lets spectators watch one ship at a time, where they are allowed, and do nothing else', async () => {
    const first = await ann.open(TugReplica, { name: 'Arena', allowsSpectators: true, settings: {} })
    await first.command('seat.take', { group: 0, seat: 'front' })
    const eve = await TestPlayer.signIn(server.url, 'Eve')
    const watching = await eve.watch(TugReplica, first.session)
    assert.equal(await first.command('session.start'), '')
    assert.equal(await first.command('front.pull', { strength: 5 }), '')
    await until('the pull shows', () => watching.state.game.breath === 95)
    assert.equal(await watching.command('front.pull', { strength: 5 }), 'spectators-watch')
    assert.equal(await watching.command('session.watch', { group: 1 }), '')
    await until('the other group shows', () => watching.state.group === 1 && watching.state.game.breath === 100)
    const closed = await ann.open(TugReplica, { name: 'No arena', settings: {} })
    assert.equal(codeOf(await eve.post(`/sessions/${closed.session}/join`, { watch: true })), 'spectators-off')
  })

  it('removes whom the creator kicks, tells them, and lets them in no more', async () => {
    const { first, second } = await started()
    assert.equal(await second.command('session.kick', { player: ann.id }), 'creator-only')
    assert.equal(await first.command('session.kick', { player: bo.id }), '')
    assert.equal((await nextMessage(second, 'session:terminated')).reason, 'kicked')
    await until('the connection is closed', () => second.closed === closeCodes.kicked)
    await until('the seat is free', () => holder(first, 1) === '')
    assert.equal(codeOf(await bo.post(`/sessions/${first.session}/join`, {})), 'kicked')
    assert.equal(codeOf(await bo.post(`/sessions/${first.session}/resume`, { nonce: 'a-kicked-nonce' })), 'not-aboard')
  })

  it('pauses and goes on by a vote that everybody sees', async () => {
    const { first, second } = await started()
    assert.equal(await first.command('vote.call', { kind: 'pause' }), '')
    await until(
      'the other sees the vote',
      () => second.state.session.vote.kind === 'pause' && second.state.session.vote.needed === 2,
    )
    assert.equal(await second.command('vote.cast', { yes: true }), '')
    await until('it is paused', () => first.state.session.pausedAt > 0)
    assert.equal(await first.command('front.pull', { strength: 1 }), 'paused')
    assert.equal(await second.command('vote.call', { kind: 'resume' }), '')
    assert.equal(await first.command('vote.cast', { yes: true }), '')
    await until('it goes on', () => second.state.session.pausedAt === 0)
    assert.equal(await first.command('front.pull', { strength: 1 }), '')
  })

  it('shows who comes late where they are needed, and lets captains name their ships', async () => {
    const { first } = await opened()
    await first.command('seat.take', { group: 1, seat: 'front' })
    assert.equal(await first.command('group.name', { name: ' The  Ashes ' }), '')
    assert.equal(await first.command('group.kind', { kind: 'squad' }), '')
    assert.equal(await first.command('session.start'), '')
    const cy = await (await TestPlayer.signIn(server.url, 'Cy')).join(TugReplica, first.session)
    assert.deepEqual([...cy.state.session.needs].slice(0, 1), ['1.back'])
    const { name, kind, captain } = cy.state.session.groups[1]!
    assert.deepEqual([name, kind, captain], ['The Ashes', 'squad', ann.id])
  })

  it('lists public sessions live in the lobby, and private ones not', async () => {
    const lobby = await bo.enterLobby()
    const open = await ann.open(TugReplica, { name: 'Open', settings: {} })
    const hidden = await bo.open(TugReplica, { name: 'Hidden', isPublic: false, settings: {} })
    const listed = () => lobby.state.sessions.get(open.session)
    await until('it is listed', () => listed()?.name === 'Open')
    await open.command('seat.take', { group: 1, seat: 'back' })
    await until('the seat shows', () => listed()?.seats === '.. .#')
    assert.equal(lobby.state.sessions.has(hidden.session), false)
    await open.room.leave()
    await until('it is gone', () => listed() === undefined)
    await lobby.leave()
  })

  it('lets nobody in past its routes', async () => {
    const { first } = await opened()
    const strangers = new Client(server.url)
    await assert.rejects(strangers.joinById(first.session, {}))
    await assert.rejects(strangers.joinOrCreate('game', {}))
    await assert.rejects(strangers.create('game', {}))
    await assert.rejects(strangers.joinOrCreate('lobby', {}))
    assert.equal((await new TestPlayer(server.url).post('/lobby', {})).status, 401)
  })
})

describe('the routes', () => {
  let server: TestServer
  let ann: TestPlayer
  before(async () => {
    server = await startServer({ definition: tug, env: { MONITOR_PASSWORD: 'let me see it' } })
    ann = await TestPlayer.signIn(server.url, 'Ann')
  })
  after(() => server.stop())

  it('answer what is wrong in words, with a code and the field', async () => {
    const nobody = new TestPlayer(server.url)
    const cases: [number, string, Promise<Answered>][] = [
      [401, 'not-signed-in', nobody.post('/sessions', { name: 'x', settings: {} })],
      [400, 'bad-name', nobody.post('/auth/guest', { name: ' \u0000 ' })],
      [400, 'bad-name', nobody.post('/auth/guest', { name: 'x'.repeat(25) })],
      [400, 'bad-name', nobody.post('/auth/guest', {})],
      [400, 'bad-shape', nobody.post('/auth/guest', '{"name":')],
      [413, 'bad-shape', nobody.post('/auth/guest', JSON.stringify({ name: 'x'.repeat(20_000) }))],
      [400, 'bad-shape', ann.post('/sessions', { name: 'x', settings: { length: 0 } })],
      [400, 'bad-shape', ann.post('/sessions', { name: 'x', settings: {}, more: 1 })],
      [404, 'session-gone', ann.post('/sessions/nothing/join', {})],
      [404, 'session-gone', ann.post('/sessions/nothing/resume', { nonce: 'long enough' })],
      [404, 'unknown-route', ann.ask('/no/such/route')],
      [404, 'unknown-code', ann.ask(`/sessions/code/${'9'.repeat(200)}`)],
    ]
    for (const [status, code, asked] of cases) {
      const answered = await asked
      assert.deepEqual([answered.status, codeOf(answered)], [status, code])
      assert.ok(answered.body.error?.message && answered.body.error.fix)
    }
  })

  it("keep a name's letters of any script, and nothing invisible", async () => {
    const { body } = await ann.post('/auth/guest', { name: '  Zoë\u202e  \u200b 星 ' })
    assert.equal((body as unknown as { player: { name: string } }).player.name, 'Zoë 星')
  })

  it('say whether the server lives and takes players', async () => {
    for (const path of ['/health/live', '/health/ready']) assert.equal((await ann.ask(path)).status, 200)
  })

  it('show the monitor to who knows its password: rooms with their state and its size', async () => {
    const session = await ann.open(TugReplica, { name: 'Watched', password: 'hush hush', settings: {} })
    assert.equal((await fetch(`${server.url}/monitor/api`)).status, 401)
    const authorization = (password: string) => ({
      authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
    })
    assert.equal((await fetch(`${server.url}/monitor/api`, { headers: authorization('wrong one') })).status, 401)
    const headers = authorization('let me see it')
    assert.equal((await fetch(`${server.url}/monitor/`, { headers })).status, 200)
    const { rooms } = (await (await fetch(`${server.url}/monitor/api`, { headers })).json()) as {
      rooms: { roomId: string }[]
    }
    assert.ok(rooms.some((room) => room.roomId === session.session))
    const inspected = await fetch(`${server.url}/monitor/api/room?roomId=${session.session}`, { headers })
    const { state, stateSize, clients } = (await inspected.json()) as {
      state: { session: { name: string } }
      stateSize: number
      clients: []
    }
    assert.equal(state.session.name, 'Watched')
    assert.ok(stateSize > 0)
    assert.equal(clients.length, 1)
    assert.ok(!JSON.stringify(state).includes('argon2'))
  })

  it('have no monitor where no password is set', async () => {
    await server.stop()
    server = await startServer({ definition: tug })
    const { status } = await fetch(`${server.url}/monitor/api`)
    assert.equal(status, 404)
  })
})
