/** A whole session in real time, by one person who hands every console to its autopilot. */
import assert from 'node:assert/strict'
import { until } from '../../loadtest/bench/waiting.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import type { GameOutcome } from '../../server/session/game-definition.ts'
import { startServer, TestPlayer, type TestServer } from '../server.ts'

/** What the first flight promises of a working crew, and a little for the server to say so. */
const limitMs = 185_000

describe('the first flight', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.stop())

  it('is won by autopilots in at most three minutes, and says what the crew did', async () => {
    const ann = await TestPlayer.signIn(server.url, 'Ann')
    const aboard = await ann.open(ShipReplica, { name: 'Alone', settings: { scenario: 'first-flight' } })
    await aboard.command('seat.take', { group: 0, seat: 'helm' })
    await aboard.command('session.start')
    assert.equal(await aboard.command('seat.autopilot', { seat: 'helm', on: true }), '')
    await until('the results', () => aboard.state.session.phase === 'results', limitMs)
    const outcome = JSON.parse(aboard.state.session.outcome) as GameOutcome
    assert.equal(outcome.victory, true)
    assert.equal(outcome.groups[0]!.figures.kills, 1)
    assert.ok(outcome.seconds <= 180)
  }).timeout(limitMs + 10_000)
})
