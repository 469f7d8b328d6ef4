/** Several processes are one platform: one lobby, sessions anywhere, and no trace of the dead. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'colyseus.js'
import { type PrivateRedis, type ProcessCluster, startCluster, startRedis } from '../loadtest/bench/processes.ts'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import { LobbyState } from '../schema/lobby.state.ts'
import { closeCodes } from '../schema/messages.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { openMany, processOf, sleepAndWake } from './cluster.ts'
import { sharedPostgres } from './databases.ts'
import { run } from './run-script.ts'
import { TestPlayer } from './server.ts'

/** Promised: the listings of a dead process go within this, in ms. */
const reapMs = 3000
const settings = { scenario: 'siege', ships: 1 }

describe('a process that cannot share', () => {
  let redis: PrivateRedis
  let dataDir: string
  before(async () => {
    redis = await startRedis('a secret')
    dataDir = await mkdtemp(join(tmpdir(), 'flotilla-alone-'))
  })
  after(async () => {
    await redis.stop()
    await rm(dataDir, { recursive: true })
  })
  const start = async (redisUrl: string, more: Record<string, string> = {}) => {
    const port = await freePort()
    const { url: databaseUrl } = await sharedPostgres()
    const env = { PORT: String(port), DATA_DIR: dataDir, REDIS_URL: redisUrl, DATABASE_URL: databaseUrl }
    return run(['server/main.ts'], { ...env, ...more })
  }

  it('is told in one line: a wrong password, nobody there, a URL that is none', async () => {
    const wrong = {
      password: redis.url.replace('//', '//:guess@'),
      nobody: `redis://127.0.0.1:${await freePort()}`,
      'no URL': 'redis',
    }
    for (const [what, url] of Object.entries(wrong)) {
      const { status, errors } = await start(url)
      assert.deepEqual([status, errors.trim().split('\n').length], [1, 1], `${what}: ${errors}`)
      assert.match(errors, /REDIS_URL/, what)
      assert.doesNotMatch(errors, /guess/, 'no password in what is printed')
    }
  }).timeout(20_000)

  it('is told in one line that its address belongs to another', async () => {
    const cluster = await startCluster(1, await sharedPostgres())
    const address = new URL(cluster.processes[0]!.url).host
    const { status, errors } = await start(cluster.redis.url, { PUBLIC_ADDRESS: address })
    await cluster.stop()
    assert.equal(status, 1)
    assert.match(errors.trim(), /^PUBLIC_ADDRESS: another process .* lives at .*$/)
  }).timeout(20_000)
})

describe('several processes on one Redis', () => {
  let cluster: ProcessCluster
  beforeEach(async () => {
    cluster = await startCluster(3, await sharedPostgres())
  }).timeout(30_000)
  afterEach(() => cluster.stop())

  const lobbyOf = async (url: string) => {
    const { token } = await TestPlayer.signIn(url, 'Lobbyist')
    const lobby = await new Client(url).joinOrCreate('lobby', { token }, LobbyState)
    lobby.reconnection.enabled = false
    return lobby
  }
  it('place sessions evenly, list them all in every lobby, and let anybody join from anywhere', async () => {
    const lobby = await lobbyOf(cluster.processes[2]!.url)
    const sessions = await openMany(cluster, 9)
    const counts = cluster.processes.map(
      ({ url }) => sessions.filter((one) => processOf(one) === new URL(url).host).length,
    )
    assert.deepEqual(counts, [3, 3, 3])
    await until('all are listed', () => sessions.every(({ session }) => lobby.state.sessions.has(session)))
    const guest = await TestPlayer.signIn(cluster.processes[0]!.url, 'Guest')
    for (const { session } of sessions.slice(0, 3)) {
      const joined = await guest.join(ShipReplica, session)
      assert.equal(await joined.command('seat.take', { group: 0, seat: 'weapons' }), '')
      await joined.room.leave()
    }
  }).timeout(20_000)

  it('take the sessions of a killed process off every list in time, and go on without it', async () => {
    const lobby = await lobbyOf(cluster.processes[0]!.url)
    const sessions = await openMany(cluster, 6)
    await until('all are listed', () => sessions.every(({ session }) => lobby.state.sessions.has(session)))
    const victim = cluster.processes[2]!
    const lost = sessions.filter((one) => processOf(one) === new URL(victim.url).host)
    assert.ok(lost.length > 0)
    const killed = Date.now()
    await victim.kill('SIGKILL')
    await until(
      'the dead are off the list',
      () => lost.every(({ session }) => !lobby.state.sessions.has(session)),
      reapMs,
    )
    assert.ok(Date.now() - killed <= reapMs)
    const guest = await TestPlayer.signIn(cluster.processes[1]!.url, 'Guest')
    const again = await guest.join(ShipReplica, lost[0]!.session)
    assert.notEqual(processOf(again), new URL(victim.url).host, 'whoever has its link finds it on another process')
    await until('it is listed again', () => lobby.state.sessions.has(lost[0]!.session))
    const fresh = await guest.open(ShipReplica, { name: 'After', settings })
    assert.notEqual(processOf(fresh), new URL(victim.url).host)
  }).timeout(20_000)

  it('go on playing while Redis is away, say so, and are whole again after it came back empty', async () => {
    const [session] = await openMany(cluster, 1)
    await session!.command('seat.take', { group: 0, seat: 'helm' })
    await session!.command('session.start')
    await cluster.redis.kill()
    const guest = await TestPlayer.signIn(cluster.processes[0]!.url, 'Guest')
    await until(
      'the state says so',
      async () => (await fetch(`${cluster.processes[0]!.url}/health/ready`)).status === 503,
    )
    const refused = await guest.post('/sessions', { name: 'Now', settings })
    assert.deepEqual([refused.status, refused.body.error?.code], [503, 'server-busy'])
    const tick = session!.state.tick
    assert.equal(await session!.command('helm.impulse', { value: 1 }), '')
    await until('the session goes on', () => session!.state.tick > tick + 20)
    await cluster.redis.start()
    const again = async () => (await guest.post(`/sessions/${session!.session}/join`, {})).status === 200
    await until('the session is found again', again, 10_000)
    await until('all three are registered', async () => (await cluster.redis.client.scard('flotilla:processes')) === 3)
    assert.equal((await guest.post('/sessions', { name: 'Then', settings })).status, 200)
  }).timeout(30_000)

  it('give the sessions of a process that sleeps 3 s to who asks for them, and never twice', async () => {
    await sleepAndWake(cluster, 3)
  }).timeout(30_000)

  it('pass over what is no listing: the lobby, invitations and joins work on', async () => {
    const [session] = await openMany(cluster, 1)
    const broken = { 'not JSON': '{', 'no object': '7', 'no room': '{"name":"game"}', nothing: 'null' }
    await cluster.redis.client.hset('roomcaches', broken)
    const lobby = await lobbyOf(cluster.processes[1]!.url)
    await until('it is listed', () => lobby.state.sessions.has(session!.session))
    assert.equal(lobby.state.sessions.size, 1)
    const guest = await TestPlayer.signIn(cluster.processes[2]!.url, 'Guest')
    assert.equal((await guest.ask(`/sessions/code/${session!.code}`)).status, 200)
    await guest.join(ShipReplica, session!.session)
  }).timeout(20_000)

  it('lose a session to who has it now: a stale owner closes its room and its players are told to come back', async () => {
    const [session] = await openMany(cluster, 1)
    const row = `flotilla:session:${session!.session}`
    const { token } = await cluster.redis.client.hgetall(row)
    // As another process would that takes the session over: a higher token.
    await cluster.redis.client.hset(row, { token: String(Number(token) + 1), process: 'another' })
    await until('the connection is sent away', () => session!.closed === closeCodes.moved)
    const left = await cluster.redis.client.hgetall(row)
    assert.equal(left.process, 'another', 'the stale owner leaves the row alone')
  }).timeout(20_000)

  it('answer a stale entry as a session that is gone, in time', async () => {
    const [session] = await openMany(cluster, 1)
    const row = await cluster.redis.client.hgetall(`flotilla:session:${session!.session}`)
    const id = crypto.randomUUID()
    await cluster.redis.client.hset(`flotilla:session:${id}`, { ...row, token: '1' })
    const listing = { name: 'game', roomId: `${id}_1`, processId: 'nobody', clients: 0, metadata: { id } }
    await cluster.redis.client.hset('roomcaches', `${id}_1`, JSON.stringify(listing))
    const guest = await TestPlayer.signIn(cluster.processes[0]!.url, 'Guest')
    // While its lease runs the session may still come back; then it is gone.
    const answers = new Set<string>()
    await until('it is gone', async () => {
      const { status, body } = await guest.post(`/sessions/${id}/join`, {})
      answers.add(`${status} ${body.error?.code}`)
      return status === 404
    })
    answers.delete('503 server-busy')
    assert.deepEqual([...answers], ['404 session-gone'])
    assert.equal(session!.closed, undefined)
  }).timeout(20_000)

  it('refuse newcomers in words while Redis answers with errors, and play on', async () => {
    const [session] = await openMany(cluster, 1)
    // Full and not allowed to forget: every write is answered with an error.
    await cluster.redis.client.config('SET', 'maxmemory', '1')
    const guest = await TestPlayer.signIn(cluster.processes[0]!.url, 'Guest')
    const refused = await guest.post('/sessions', { name: 'Now', settings })
    assert.deepEqual([refused.status, refused.body.error?.code], [503, 'server-busy'])
    assert.equal(await session!.command('seat.take', { group: 0, seat: 'helm' }), '')
    await cluster.redis.client.config('SET', 'maxmemory', '0')
    await until(
      'sessions are made again',
      async () => (await guest.post('/sessions', { name: 'Then', settings })).status === 200,
    )
  }).timeout(20_000)

  it('list their sessions again after Redis was emptied', async () => {
    const sessions = await openMany(cluster, 3)
    await cluster.redis.client.flushall()
    const guest = await TestPlayer.signIn(cluster.processes[0]!.url, 'Guest')
    for (const { session } of sessions) {
      await until('it is found', async () => (await guest.post(`/sessions/${session}/join`, {})).status === 200)
    }
  }).timeout(20_000)
})
