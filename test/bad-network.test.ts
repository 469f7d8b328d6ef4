/** Flotilla over a bad network: the page's own line to a session, played through the fault proxy. */
import assert from 'node:assert/strict'
import { until } from '../loadtest/bench/waiting.ts'
import { joinAndReturn } from '../loadtest/bot/returning.ts'
import { type FaultProxy, startFaultProxy } from '../loadtest/faults/fault-proxy.ts'
import { badLine } from './bad-line.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

const oneWayLeastMs = 60

describe('a player on a bad network', () => {
  let server: TestServer
  let proxy: FaultProxy
  before(async () => {
    server = await startServer()
    const target = { host: '127.0.0.1', port: Number(new URL(server.url).port) }
    proxy = await startFaultProxy({ target, seed: 1 })
    proxy.set(badLine)
  })
  after(async () => {
    await proxy.close()
    await server.stop()
  })

  it('plays, and comes back to the same console by itself when the line was cut', async () => {
    const player = await TestPlayer.signIn(proxy.url, 'Ann')
    const { body } = await player.post('/sessions', { name: 'Far away', settings: {} })
    const line = await joinAndReturn(proxy.url, player.token, (body as unknown as { session: string }).session)
    const order = async (name: string, args: object) => {
      const sent = performance.now()
      assert.equal(await line.send(name, args), undefined, name)
      return performance.now() - sent
    }
    await order('seat.take', { group: 0, seat: 'helm' })
    await order('session.start', {})
    for (const heading of [1, 2, 3]) {
      assert.ok((await order('helm.heading', { heading })) >= 2 * oneWayLeastMs)
      const isOnCourse = () => Math.abs((line.state?.game.ship.headingOrdered ?? 0) - heading) < 0.001
      await until('the course shows', isOnCourse)
    }

    const cut = proxy.cut(1000, 'reset')
    await until('the loss is noticed', () => line.status === 'reconnecting')
    const given = line.send('helm.heading', { heading: 4 })
    await cut
    assert.equal(await given, undefined, 'an order given meanwhile is obeyed once the line is back')
    assert.equal(line.status, 'live')
    const holder = line.state!.session.groups[0]!.seats.find(({ id }) => id === 'helm')?.holder
    assert.equal(holder, player.id)
    await order('helm.impulse', { value: 1 })
    assert.deepEqual(line.statuses, ['connecting', 'live', 'reconnecting', 'live'])
    line.leave()
  })
})
