/** Lines 4, 5, 6, 13 and 14 of the list of what must be safe; 2 and 3 are tested beside their code. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { Redis } from 'ioredis'
import { startRedis } from '../loadtest/bench/processes.ts'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import type { SignedIn } from '../schema/accounts.ts'
import { channelId } from '../schema/people.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { TooFastError } from '../server/http.ts'
import { limitTable, openLimits } from '../server/rate-limits.ts'
import { fresh, password } from './accounts.ts'
import { freshPlace } from './databases.ts'
import { openPeople } from './people.ts'
import { root } from './run-script.ts'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

const { points: guesses } = limitTable.guesses
/** The limits as they are in earnest. */
const inEarnest = { RATE_LIMIT_FACTOR: '1' }

const signIn = (url: string, name: string, words: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name, password: words }),
  })

describe('guessing', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ definition: tug, env: { ...inEarnest, TRUSTED_PROXIES: '127.0.0.1' } })
  })
  after(() => server.stop())

  const registered = async () => {
    const name = fresh()
    await new TestPlayer(server.url).post('/auth/register', { name, password })
    return name
  }
  const from = (address: string) => ({ 'x-forwarded-for': address })

  it('Security 4: ends soon from one address, for names that exist and names that do not alike', async () => {
    for (const name of [await registered(), 'No One Here']) {
      const statuses: number[] = []
      for (let count = 0; count < guesses + 2; count++) {
        const response = await signIn(server.url, name, `guess ${count}`, from('198.51.100.7'))
        statuses.push(response.status)
        if (response.status === 429) assert.ok(Number(response.headers.get('retry-after')) > 0)
      }
      assert.deepEqual(statuses, [...Array(guesses).fill(401), 429, 429], name)
    }
  })

  it('Security 4: ends all at once too: guesses are counted before they are checked', async () => {
    const name = await registered()
    const burst = Array.from({ length: 30 }, () => signIn(server.url, name, 'a guess', from('198.51.100.8')))
    const statuses = (await Promise.all(burst)).map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 401).length, guesses)
  })

  it('Security 4: locks nobody out from afar: the owner signs in elsewhere, a little later at most', async () => {
    const name = await registered()
    const hosts = Array.from({ length: 8 * guesses }, (_, count) => `203.0.113.${Math.floor(count / guesses)}`)
    await Promise.all(hosts.map((host) => signIn(server.url, name, 'a guess', from(host))))
    const started = performance.now()
    const owner = await signIn(server.url, name, password, from('192.0.2.1'))
    assert.equal(owner.status, 200)
    const waited = performance.now() - started
    assert.ok(waited > 1000, `guesses from everywhere slow the answer down: ${waited} ms`)
    assert.ok(waited < 4000, `${waited} ms`)
  }).timeout(30_000)

  it('Security 4: does not count what was right', async () => {
    const name = await registered()
    for (let count = 0; count < guesses + 2; count++) {
      assert.equal((await signIn(server.url, name, password, from('198.51.100.9'))).status, 200)
    }
  })

  it('Security 4: of recovery codes ends as soon', async () => {
    const name = await registered()
    const statuses: number[] = []
    for (let count = 0; count < guesses + 1; count++) {
      const body = { name, recoveryCode: `AAAAA-${count}`, password: 'new words for it' }
      statuses.push((await new TestPlayer(server.url).post('/auth/recover', body)).status)
    }
    assert.deepEqual([...new Set(statuses)], [401, 429])
  })
})

describe('the address that is counted', () => {
  it("Security 5: is the socket's, whatever a client claims, unless a trusted proxy is configured", async () => {
    const server = await startServer({ definition: tug, env: inEarnest })
    const claims = (count: number) => ({
      'x-real-ip': `198.51.100.${count}`,
      'x-forwarded-for': `198.51.100.${count}`,
      forwarded: `for=198.51.100.${count}`,
      'cf-connecting-ip': `198.51.100.${count}`,
      'true-client-ip': `198.51.100.${count}`,
    })
    let last = 0
    for (let count = 0; count <= guesses; count++) {
      last = (await signIn(server.url, 'No One Here', 'a guess', claims(count))).status
    }
    await server.stop()
    assert.equal(last, 429)
  })

  it('Security 5: is what the trusted proxy says, not what came to it from further away', async () => {
    const server = await startServer({ definition: tug, env: { ...inEarnest, TRUSTED_PROXIES: '127.0.0.1' } })
    let last = 0
    for (let count = 0; count <= guesses; count++) {
      const headers = { 'x-forwarded-for': `198.51.100.${count}, 203.0.113.9`, 'x-real-ip': `198.51.100.${count}` }
      last = (await signIn(server.url, 'No One Here', 'a guess', headers)).status
    }
    await server.stop()
    assert.equal(last, 429)
  })
})

describe('limits of several processes', () => {
  it('Security 4: are one: more processes are not more guesses; while Redis is away each counts alone', async () => {
    const redis = await startRedis()
    const open = () => {
      const client = new Redis(redis.url, { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: 400 })
      client.on('error', () => undefined)
      return client
    }
    const clients = [open(), open()]
    await until('both are connected', () => clients.every(({ status }) => status === 'ready'))
    const processes = clients.map((client) => openLimits(1, client))
    for (let count = 0; count < guesses; count++) await processes[count % 2]!.take('guesses', 'one')
    for (const limits of processes) await assert.rejects(limits.take('guesses', 'one'), TooFastError)
    await redis.kill()
    for (let count = 0; count < guesses; count++) await processes[0]!.take('guesses', 'two')
    await assert.rejects(processes[0]!.take('guesses', 'two'), TooFastError)
    for (const client of clients) client.disconnect()
    await redis.stop()
  })
})

describe('frames', () => {
  it('Security 6: are no larger than 64 KiB and never packed; the server goes on', async () => {
    const server = await startServer({ definition: tug })
    const ann = await TestPlayer.signIn(server.url, 'Ann')
    const aboard = await ann.open(tug.Replica, { name: 'Frames', settings: {} })
    const bo = await (await TestPlayer.signIn(server.url, 'Bo')).join(tug.Replica, aboard.session)
    bo.room.connection.send(Buffer.alloc(64 * 1024 + 1, 13))
    await until('its connection is closed', () => bo.closed !== undefined)
    assert.equal(await aboard.command('seat.take', { group: 0, seat: 'front' }), '')

    const asking = request(aboard.room.connection.url!.replace(/^ws/, 'http'), {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        'sec-websocket-extensions': 'permessage-deflate',
      },
    }).end()
    const [response, socket] = await once(asking, 'upgrade')
    assert.deepEqual([response.statusCode, response.headers['sec-websocket-extensions']], [101, undefined])
    socket.destroy()
    await server.stop()
  })
})

describe('what is for operators', () => {
  it('Security 13: is off without a password of its own, and there is no standard one', async () => {
    const server = await startServer({ definition: tug })
    for (const path of ['/monitor', '/monitor/api', '/metrics', '/playground']) {
      for (const authorization of ['', `Basic ${Buffer.from('admin:admin').toString('base64')}`]) {
        assert.equal((await fetch(server.url + path, { headers: { authorization } })).status, 404, path)
      }
    }
    await server.stop()
  })
})

describe('the log', () => {
  it('Security 14: holds no token, no password, no code and nothing that was said, at its most talkative', async () => {
    const { url: databaseUrl, dataDir } = await freshPlace.postgres()
    const port = await freePort()
    const child = spawn(process.execPath, ['server/main.ts'], {
      cwd: root,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, LOG_LEVEL: 'trace' },
    })
    let printed = ''
    child.stdout.on('data', (data) => (printed += data))
    child.stderr.on('data', (data) => (printed += data))
    const url = `http://127.0.0.1:${port}`
    await until('it is ready', async () => (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok, 15_000)

    const secrets = { password, 'session password': 'hush hush', chat: 'the shields are down to nothing' }
    const name = fresh()
    const player = new TestPlayer(url)
    const registered = (await player.post('/auth/register', { name, password, bearer: true }))
      .body as unknown as SignedIn
    player.token = registered.token
    const body = { refreshToken: registered.refreshToken }
    const refreshed = (await player.post('/auth/refresh', body)).body as unknown as SignedIn
    // Refusals and failures are where logs grow talkative.
    await player.post('/auth/register', { name, password: `${password}!` })
    await player.post('/auth/sign-in', { name, password: `${password}?` })
    await player.post('/auth/refresh', `{"refreshToken": "${registered.refreshToken}`)
    await player.post('/auth/recover', { name, recoveryCode: registered.recoveryCode, password: 'password' })
    const settings = { scenario: 'siege', ships: 1 }
    const aboard = await player.open(ShipReplica, { name: 'Quiet', password: secrets['session password'], settings })
    const line = await openPeople(player)
    await until('the session is a channel', () => line.channels.length === 2)
    assert.equal(await line.say(channelId.session(aboard.session), secrets.chat), '')
    assert.equal(await line.say(channelId.crew(aboard.session, 0), secrets.chat), 'not-in-channel')
    assert.equal((await line.ask('chat.post', { chanel: 'crew', text: secrets.chat })).error?.code, 'bad-shape')
    const guest = await TestPlayer.signIn(url, 'Bo')
    await guest.post(`/sessions/${aboard.session}/join`, { password: `${secrets['session password']}!` })
    await aboard.room.leave()
    const kill = once(child, 'exit')
    child.kill('SIGTERM')
    await kill
    const tokens = {
      token: registered.token,
      guest: guest.token,
      refresh: registered.refreshToken!,
      next: refreshed.refreshToken!,
    }
    for (const [what, secret] of Object.entries({ ...secrets, ...tokens, code: registered.recoveryCode! })) {
      assert.ok(!printed.includes(secret), `${what} is in the log`)
    }
    assert.ok(printed.includes('open http'), 'and there is a log')
  }).timeout(30_000)
})
