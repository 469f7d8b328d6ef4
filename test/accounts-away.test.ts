/** Accounts while their database is away: who is signed in plays on, nobody waits long, and nothing acknowledged is lost. */
import assert from 'node:assert/strict'
import { startPostgres } from '../loadtest/bench/postgres.ts'
import { until } from '../loadtest/bench/waiting.ts'
import type { SignedIn } from '../schema/accounts.ts'
import { fresh, password } from './accounts.ts'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer } from './server.ts'

describe('accounts without their database', () => {
  it('know who is signed in, refuse the rest in time and in words, and have it all when it is back', async () => {
    const postgres = await startPostgres()
    const server = await startServer({ definition: tug, env: { DATABASE_URL: await postgres.create() } })
    const player = new TestPlayer(server.url)
    const name = fresh()
    const registered = (await player.post('/auth/register', { name, password, bearer: true }))
      .body as unknown as SignedIn
    player.token = registered.token
    const refreshToken = registered.refreshToken
    await postgres.kill()

    assert.equal((await player.post('/sessions', { name: 'Meanwhile', settings: {} })).status, 200)
    const started = performance.now()
    const asked = await Promise.all([
      player.ask('/players/me'),
      player.post('/auth/guest', { name: 'Bo' }),
      player.post('/auth/sign-in', { name, password }),
      player.post('/auth/refresh', { refreshToken }),
    ])
    assert.ok(performance.now() - started < 9000)
    for (const { status, body } of asked) assert.deepEqual([status, body.error?.code], [503, 'server-busy'])

    await postgres.start()
    const ready = async () => (await fetch(`${server.url}/health/ready`)).ok
    await until('it is ready again', ready, 10_000)
    assert.equal((await player.post('/auth/refresh', { refreshToken })).status, 200, 'a refusal has used nothing up')
    assert.equal((await player.post('/auth/sign-in', { name, password })).status, 200)
    await server.stop()
    postgres.stop()
  }).timeout(40_000)

  it('open once it comes, when it was away at the start', async () => {
    const postgres = await startPostgres()
    const url = await postgres.create()
    await postgres.kill()
    const server = await startServer({ definition: tug, env: { DATABASE_URL: url } })
    const player = new TestPlayer(server.url)
    const { status, body } = await player.post('/auth/guest', { name: 'Bo' })
    assert.deepEqual([status, body.error?.code], [503, 'server-busy'])
    player.token = 'of.nobody.known'
    assert.ok([401, 503].includes((await player.ask('/players/me')).status))
    await postgres.start()
    await until('guests come in', async () => (await player.post('/auth/guest', { name: 'Bo' })).status === 200, 10_000)
    await server.stop()
    postgres.stop()
  }).timeout(40_000)
})
