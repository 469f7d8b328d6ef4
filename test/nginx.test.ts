/** The whole cluster behind a real nginx: one address for everything, and no way past it. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort, until } from '../loadtest/bench/waiting.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { root } from './run-script.ts'
import { TestPlayer } from './server.ts'

const processes = 2

describe('the cluster behind nginx', () => {
  let child: ChildProcess
  let url: string
  before(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    const args = ['scripts/cluster.mjs', '--processes', String(processes), '--port', String(port)]
    child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout?.on('data', (data) => {
      said += data
    })
    await until('it says where to go', () => said.includes(`open ${url}`), 60_000)
  }).timeout(65_000)
  after(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
  })

  it('plays sessions of every process through the one address', async () => {
    const player = await TestPlayer.signIn(url, 'Ann')
    const guest = await TestPlayer.signIn(url, 'Bo')
    const paths = new Set<string>()
    for (let count = 0; count < processes; count++) {
      const own = await player.open(ShipReplica, { name: `S${count}`, settings: { scenario: 'siege' } })
      const joined = await guest.join(ShipReplica, own.session)
      assert.equal(await joined.command('seat.take', { group: 0, seat: 'helm' }), '')
      const socket = new URL(own.room.connection.url ?? '')
      assert.equal(socket.host, new URL(url).host)
      paths.add(socket.pathname.split('/')[1]!)
      await joined.room.leave()
      await own.room.leave()
    }
    assert.deepEqual([...paths].sort(), ['p1', 'p2'])
  })

  it('lets a whole crew behind one address load its pages at once, and slows down who asks too much of anything else', async () => {
    /** As browsers ask: some connections, one file after the other on each. */
    const all = async (path: string, times: number, connections: number) => {
      const statuses = new Set<number>()
      const ask = async () => {
        for (let asked = 0; asked < times; asked++) statuses.add((await fetch(url + path)).status)
      }
      await Promise.all(Array.from({ length: connections }, ask))
      return statuses
    }
    assert.deepEqual(await all('/assets/none.js', 24, 40), new Set([404]))
    assert.ok((await all('/sessions', 8, 40)).has(429))
  })

  it('sends no connection to anything that it does not know', async () => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'x',
    }
    for (const path of ['/p9/process/room', '/p0/a/b', '/p127.0.0.1:22/a/b', '/22/process/room']) {
      const { status } = await fetch(url + path, { headers: upgrade }).catch(() => ({ status: 400 }))
      assert.ok(status >= 400, `${path}: ${status}`)
    }
  })

  it('keeps large bodies, the monitor and its own version to itself', async () => {
    const large = await fetch(`${url}/auth/guest`, { method: 'POST', body: 'x'.repeat(40_000) })
    assert.equal(large.status, 413)
    assert.equal((await fetch(`${url}/monitor/`)).status, 404)
    assert.equal((await fetch(url)).headers.get('server'), 'nginx')
  })
})
