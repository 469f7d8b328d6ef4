/** A checkpoint is the whole session: whoever goes on from it goes on as if nothing had been. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import pino from 'pino'
import { flotilla } from '../flotilla.game.ts'
import { type Checkpoint, pack, readCheckpoint, schemaOf, unpack } from './checkpoint.ts'
import type { GameDefinition } from './game-definition.ts'
import { type HostServices, type Outlet, SessionHost } from './host.ts'
import { patience } from './session.ts'
import { testOptions } from './test-session.ts'

const silent: Outlet = { send() {}, tell() {}, end() {}, sessionChanged() {}, groupActed() {} }
const services: HostServices = {
  definition: flotilla as GameDefinition as HostServices['definition'],
  log: pino({ level: 'silent' }),
  now: () => 1000,
  patience,
  version: 'test',
  records: { part() {}, finished() {} },
}
const hashOf = (host: SessionHost) => flotilla.hash(host.world as never)

/** A session in flight: ann at the helm, bo at the weapons, some orders given. */
async function inFlight(ticks: number): Promise<SessionHost> {
  const settings = { scenario: 'siege', ships: 2, difficulty: 5 }
  const host = new SessionHost({ ...testOptions, settings }, services, silent)
  for (const name of ['ann', 'bo']) host.connect({ id: name, name })
  let sequence = 0
  const say = (player: string, name: string, args: unknown) =>
    host.receive(player, name, { sequence: ++sequence, arguments: args })
  await say('ann', 'seat.take', { group: 0, seat: 'helm' })
  await say('bo', 'seat.take', { group: 0, seat: 'weapons' })
  await say('bo', 'session.ready', { ready: true })
  await say('ann', 'session.start', {})
  await say('ann', 'helm.impulse', { value: 1 })
  await say('ann', 'group.name', { name: 'Öland – 北極星 🚀' })
  for (let tick = 0; tick < ticks; tick++) host.step()
  return host
}
const goOn = (host: SessionHost) => new SessionHost(readCheckpoint(pack(host.checkpoint()), 2000), services, silent)

describe('a checkpoint', () => {
  it('brings back seats, roles, names, answered orders and the game, with nobody connected yet', async () => {
    const host = await inFlight(60)
    const back = goOn(host)
    assert.equal(hashOf(back), hashOf(host))
    assert.equal(back.tick, host.tick)
    assert.deepEqual(back.session.groups, host.session.groups)
    assert.deepEqual([back.session.creator, back.session.phase], [host.session.creator, 'running'])
    assert.deepEqual(
      back.session.players.map(({ id, connected, lostAt }) => ({ id, connected, lostAt })),
      ['ann', 'bo'].map((id) => ({ id, connected: false, lostAt: 2000 })),
    )
    assert.deepEqual(back.checkpoint().desk, host.checkpoint().desk)
  })

  it('is gone on from exactly: the same orders give the same game, autopilots flying until the crew is back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), async (before) => {
        const [host, back] = await inFlight(before).then((running) => [running, goOn(running)])
        // The crew of the one leaves as that of the other has not come back yet.
        for (const id of ['ann', 'bo']) host!.disconnect(id, false)
        for (let tick = 0; tick < 200; tick++) for (const each of [host!, back!]) each.step()
        assert.equal(hashOf(back!), hashOf(host!))
      }),
      { numRuns: 8 },
    )
  }).timeout(20_000)

  it('closes by itself when nobody comes back to it', async () => {
    const back = goOn(await inFlight(10))
    const late = { ...services, now: () => 2000 + patience.empty * 1000 }
    const kept = readCheckpoint(pack(back.checkpoint()), 2000)
    const host = new SessionHost(kept, late, silent)
    host.expire()
    assert.equal(host.session.phase, 'closed')
  })

  it('whose game does not come back as it was is refused', async () => {
    const checkpoint = (await inFlight(20)).checkpoint()
    const bent = unpack(pack(checkpoint)) as Checkpoint
    bent.world = { ...bent.world!, hash: bent.world!.hash + 1 }
    assert.throws(() => new SessionHost(bent, services, silent), /came back with hash/)
  })

  it('is told apart by game, version and format', () => {
    const { id, version } = flotilla
    const schemas = [schemaOf({ id, version }), schemaOf({ id, version: version + 1 }), schemaOf({ id: 'x', version })]
    assert.equal(new Set(schemas).size, 3)
  })
})
