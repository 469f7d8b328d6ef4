/** Rules of the load test: every script of the catalogue runs, measures, and fails when it should. */
import assert from 'node:assert/strict'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import type { Figures } from '../loadtest/load/figures.ts'
import { scripts } from '../loadtest/scripts/index.ts'
import { isOneLine, type Run, run } from './run-script.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

const clients = 8

describe('the load test', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.stop())

  const load = (args: string[], env: Record<string, string> = {}): Promise<Run> =>
    run(['loadtest/run.ts', ...args], {
      LOAD_TARGET_URL: server.url,
      LOAD_CLIENTS: String(clients),
      // The lobby lists a change within a second and a bit.
      LOAD_DURATION_MS: '2500',
      LOAD_UPDATE_INTERVAL_MS: '200',
      LOAD_SPAWN_INTERVAL_MS: '25',
      ...env,
    })
  const figuresOf = ({ out }: Run) => JSON.parse(out.trim().split('\n').at(-1)!) as Figures & { missed: string[] }

  for (const script of Object.keys(scripts)) {
    it(`measures ${script}, and ends well`, async () => {
      const ran = await load(['--script', script])
      assert.deepEqual([ran.status, ran.errors], [0, ''], ran.out)
      const figures = figuresOf(ran)
      assert.deepEqual([figures.errors, figures.firstErrors, figures.missed], [0, [], []])
      for (const name of ['joinMs', 'updateMs', 'actionMs'] as const) {
        const { count, p50, p95, p99, max } = figures[name]
        assert.ok(count >= clients && count >= figures.joinMs.count, `${name}: ${count}`)
        assert.ok(0 <= p50 && p50 <= p95 && p95 <= p99 && p99 <= max && max > 0, `${name}: ${p50} to ${max}`)
      }
      assert.ok(figures.joinMs.count >= clients)
      assert.ok(figures.connects >= clients)
      assert.equal(figures.connects, figures.disconnects)
      assert.ok(figures.bytesIn > figures.bytesOut && figures.bytesOut > 0)
      assert.ok(figures.seconds >= 2.4)
      assert.match(ran.out, /joinMs +\d+/)
    })

    it(`fails ${script} when a threshold is missed, and says which`, async () => {
      const ran = await load(['--script', script, '--json', '--max-join-p95', '0', '--max-errors', '5'], {
        LOAD_DURATION_MS: '700',
      })
      assert.equal(ran.status, 1)
      assert.ok(isOneLine(ran.out), ran.out)
      assert.ok(isOneLine(ran.errors), ran.errors)
      assert.match(ran.errors, /p95 of joinMs/)
      assert.deepEqual(figuresOf(ran).missed, [ran.errors.trim()])
    })

    it(`has in ${script} a script that shows its dashboard by itself, given a terminal`, async () => {
      const { status, errors } = await run([`loadtest/scripts/${script}.ts`], {})
      assert.deepEqual([status, isOneLine(errors)], [1, true], errors)
      assert.match(errors, new RegExp(`needs a terminal.*--script ${script}$`, 'm'))
    })
  }

  it('fails in one line when nobody listens', async () => {
    const { status, out, errors } = await load([], { LOAD_TARGET_URL: `http://127.0.0.1:${await freePort()}` })
    assert.deepEqual([status, out, isOneLine(errors)], [1, '', true], errors)
    assert.match(errors, /No server answers.*LOAD_TARGET_URL/)
  })

  it('refuses what cannot work in one line that names it', async () => {
    const cases: [RegExp, string[], Record<string, string>][] = [
      [/LOAD_CLIENTS="0"/, [], { LOAD_CLIENTS: '0' }],
      [/LOAD_DURATION_MS="long"/, [], { LOAD_DURATION_MS: 'long' }],
      [/LOAD_UPDATE_INTERVAL_MS="1.5"/, [], { LOAD_UPDATE_INTERVAL_MS: '1.5' }],
      [/LOAD_SPAWN_INTERVAL_MS="-1"/, [], { LOAD_SPAWN_INTERVAL_MS: '-1' }],
      [/LOAD_TARGET_URL="localhost:2567"/, [], { LOAD_TARGET_URL: 'localhost:2567' }],
      [/LOAD_DURATION_MS=100 /, [], { LOAD_DURATION_MS: '100' }],
      [/script "dance"/, ['--script', 'dance'], {}],
      [/--max-join-p95="soon"/, ['--max-join-p95', 'soon'], {}],
      [/--faster/, ['--faster'], {}],
    ]
    for (const [said, args, env] of cases) {
      const { status, out, errors } = await load(args, env)
      assert.deepEqual([status, out, isOneLine(errors)], [1, '', true], errors)
      assert.match(errors, said)
    }
  })

  it('counts as errors whom the server throws out, and does not wait for the end', async () => {
    const running = load(['--json'], { LOAD_DURATION_MS: '60000' })
    const lobby = await (await TestPlayer.signIn(server.url, 'Watcher')).enterLobby()
    const people = () => [...lobby.state.sessions.values()].map((listing) => listing.people)
    await until('some are aboard', () => people().includes(clients))
    await server.stop()
    const ran = await running
    server = await startServer()
    const { errors, seconds, connects, disconnects } = figuresOf(ran)
    assert.equal(ran.status, 1)
    assert.deepEqual([errors, connects, disconnects], [clients, clients, clients], ran.out)
    assert.ok(seconds < 60)
  })
})
