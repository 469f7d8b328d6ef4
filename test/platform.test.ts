/** The platform carries a game that has no ships: seats, orders, replicas, chat, coming back. */
import assert from 'node:assert/strict'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer, type TestServer, until } from './server.ts'

const TugReplica = tug.Replica

describe('the platform with another game', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ definition: tug })
  })
  after(() => server.stop())

  const opened = async (settings = {}) => {
    const ann = await TestPlayer.signIn(server.url, 'Ann')
    const bo = await TestPlayer.signIn(server.url, 'Bo')
    const first = await ann.open(TugReplica, { name: 'Yard', settings })
    const second = await bo.join(TugReplica, first.session)
    return { ann, bo, first, second }
  }

  const started = async (settings = {}) => {
    const all = await opened(settings)
    assert.equal(await all.first.command('seat.take', { group: 0, seat: 'front' }), '')
    assert.equal(await all.second.command('seat.take', { group: 1, seat: 'front' }), '')
    assert.equal(await all.second.command('session.ready', { ready: true }), '')
    assert.equal(await all.first.command('session.start'), '')
    return all
  }

  it('plays from the lobby to the results and again', async () => {
    const { first, second } = await started({ length: 6 })
    await until(
      'both see it run',
      () => first.state.session.phase === 'running' && second.state.session.phase === 'running',
    )
    assert.equal(await first.command('front.pull', { strength: 5 }), '')
    assert.equal(await first.command('front.pull', { strength: 5 }), '')
    await until('the results stand', () => second.state.session.phase === 'results')
    assert.equal(JSON.parse(second.state.session.outcome).victory, true)
    assert.equal(await second.command('session.again'), 'creator-only')
    assert.equal(await first.command('session.again'), '')
    await until('the lobby is back', () => second.state.session.phase === 'lobby')
    assert.equal(second.state.session.groups[1]!.seats[0]!.holder, second.state.session.players[1]!.id)
  })

  it("gives each group its own replica: what one crew knows is not in the other one's bytes", async () => {
    const { first, second } = await started()
    await first.command('front.pull', { strength: 5 })
    await until('the rope has moved for both', () => first.state.game.rope === 5 && second.state.game.rope === 5)
    assert.equal(first.state.game.breath, 95)
    assert.equal(second.state.game.breath, 100)
  })
})
