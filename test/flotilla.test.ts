/** Flotilla on a whole server: crews fly, everybody aboard one ship receives the same bytes. */
import assert from 'node:assert/strict'
import { unpack } from 'msgpackr'
import { until } from '../loadtest/bench/waiting.ts'
import { tapSocket } from '../loadtest/bot/socket-tap.ts'
import { protocol, unpackText } from '../loadtest/bot/wire.ts'
import { type EventFrame, eventsMessage } from '../schema/events/wire.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import type { FlotillaSettings } from '../server/flotilla.game.ts'
import { consoleNames } from '../simulation/consoles/titles.ts'
import { spawnAiShip } from '../simulation/spawn.ts'
import { worldOf } from './live-room.ts'
import { startServer, type TestConnection, TestPlayer, type TestServer } from './server.ts'

type Connection = TestConnection<ShipReplica>

/** State frames of a connection from now on, as hexadecimal text. */
/** Bytes: the frame's type, the field, and its number in the longest form. */
const tickAlone = 1 + 1 + 5

function recordFrames(connection: Connection): string[] {
  const frames: string[] = []
  const { events } = connection.room.connection
  const deliver = events.onmessage!
  events.onmessage = (event: MessageEvent) => {
    const bytes = Buffer.from(event.data as ArrayBuffer)
    if (bytes[0] === 14 || bytes[0] === 15) frames.push(bytes.toString('hex'))
    deliver(event)
  }
  return frames
}

const helmOrders = {
  'helm.impulse': { value: 1 },
  'helm.heading': { heading: 1 },
  'helm.dock': { station: 1 },
  'helm.undock': {},
}

describe('Flotilla on a server', () => {
  let server: TestServer
  let players: TestPlayer[]
  before(async () => {
    server = await startServer()
    players = await Promise.all(['Ann', 'Bo', 'Cy'].map((name) => TestPlayer.signIn(server.url, name)))
  })
  after(() => server.stop())

  /** Ann on helm and Bo on weapons of ship 0, Cy on helm of ship 1, started. */
  async function crews(settings: Partial<FlotillaSettings> = {}) {
    const ann = await players[0]!.open(ShipReplica, {
      name: 'Trial',
      settings: { scenario: 'siege', ships: 2, ...settings },
    })
    const bo = await players[1]!.join(ShipReplica, ann.session)
    const cy = await players[2]!.join(ShipReplica, ann.session)
    assert.equal(await ann.command('seat.take', { group: 0, seat: 'helm' }), '')
    assert.equal(await bo.command('seat.take', { group: 0, seat: 'weapons' }), '')
    assert.equal(await cy.command('seat.take', { group: 1, seat: 'helm' }), '')
    assert.equal(await cy.command('session.ready', { ready: true }), '')
    assert.equal(await ann.command('session.start'), '')
    await until('all fly', () => [ann, bo, cy].every(({ state }) => state.game?.ship.alive))
    return { ann, bo, cy }
  }

  it('sends all crew of a ship identical bytes, and another ship others', async () => {
    const { ann, bo, cy } = await crews()
    const [ofAnn, ofBo, ofCy] = [ann, bo, cy].map(recordFrames)
    assert.equal(await ann.command('helm.impulse', { value: 1 }), '')
    assert.equal(await bo.command('weapons.shields', { up: true }), '')
    // Frames come when there is news: of ships that lie still one a second.
    const tellingOf = (frames: string[]) => frames.filter((frame) => frame.length > tickAlone * 2)
    await until('some frames', () => Math.min(ofAnn!.length, ofBo!.length) > 5 && tellingOf(ofCy!).length > 0)
    // The recordings begin between two frames, not all between the same two.
    const shared = ofAnn!.indexOf(ofBo![0]!)
    const offset = shared >= 0 ? [ofAnn!.slice(shared), ofBo!] : [ofAnn!, ofBo!.slice(ofBo!.indexOf(ofAnn![0]!))]
    const length = Math.min(offset[0]!.length, offset[1]!.length)
    assert.ok(length > 4)
    assert.deepEqual(offset[0]!.slice(0, length), offset[1]!.slice(0, length))
    // A frame that tells the tick alone tells every ship the same.
    assert.equal(tellingOf(ofCy!).filter((frame) => ofAnn!.includes(frame)).length, 0)
  })

  it('tells a player in one frame what happened within a tick, the answers to orders among it', async () => {
    const { ann } = await crews()
    const ticks: number[] = []
    tapSocket(ann.room.connection, {
      received(bytes) {
        if (bytes[0] !== protocol.data) return
        const { name, end } = unpackText(bytes)
        if (name === eventsMessage) ticks.push((unpack(bytes.subarray(end)) as EventFrame)[0])
      },
      sent() {},
    })
    const headings = Array.from({ length: 20 }, (_, index) => index / 10)
    const answers = await Promise.all(headings.map((heading) => ann.command('helm.heading', { heading })))
    assert.deepEqual(new Set(answers), new Set(['']))
    assert.ok(ticks.length > 0 && ticks.length < headings.length / 2, String(ticks))
    assert.equal(new Set(ticks).size, ticks.length)
  })

  it("shows one console's orders on the others of the same ship within the next frames", async () => {
    const { ann, bo, cy } = await crews()
    assert.equal(await ann.command('helm.impulse', { value: 0.5 }), '')
    await until('the throttle shows on weapons', () => Math.abs(bo.state.game.ship.impulseOrdered - 0.5) < 0.01)
    assert.ok(
      Math.abs(cy.state.game.ship.impulseOrdered - 0.5) > 0.01 || cy.state.game.ship.id !== ann.state.game.ship.id,
    )
    assert.equal(await bo.command('weapons.shields', { up: true }), '')
    await until('the shields show on helm', () => ann.state.game.ship.shieldsUp)
    await until('the ship moves', () => ann.state.game.ship.speed > 5)
  })

  it('refuses orders for another console, with bad numbers, and for contacts that are not there', async () => {
    const { ann, bo } = await crews()
    assert.equal(await ann.command('weapons.shields', { up: true }), 'wrong-seat')
    for (const value of [2, -2, Number.NaN, Number.POSITIVE_INFINITY, '1', null]) {
      assert.equal(await ann.command('helm.impulse', { value }), 'bad-shape', String(value))
    }
    assert.equal(await bo.command('weapons.target', { contact: 60_000 }), 'no-target')
    assert.equal(await bo.command('weapons.fire', { tube: 0 }), 'refused')
    assert.deepEqual([ann.closed, bo.closed], [undefined, undefined])
  })

  it('refuses every order before the start, from a ship that is lost, and after the end', async () => {
    const before = await players[0]!.open(ShipReplica, { name: 'Early', settings: {} })
    await before.command('seat.take', { group: 0, seat: 'helm' })
    for (const [name, args] of Object.entries(helmOrders)) {
      assert.equal(await before.command(name, args), 'wrong-phase', name)
    }
    const { ann, bo } = await crews()
    const world = worldOf(ann.session)
    world.ships.find((ship) => ship.bridge?.group === 0)!.hull = 0
    await until('the loss shows', () => !ann.state.game.ship.alive)
    for (const [name, args] of Object.entries(helmOrders))
      assert.equal(await ann.command(name, args), 'ship-lost', name)
    assert.equal(await bo.command('weapons.target', { contact: 0 }), 'ship-lost')
    for (const ship of world.ships) ship.hull = 0
    await until('the results stand', () => bo.state.session.phase === 'results')
    for (const [name, args] of Object.entries(helmOrders))
      assert.equal(await ann.command(name, args), 'wrong-phase', name)
  })

  it('refuses a target that has gone, in words, and changes nothing', async () => {
    const { bo } = await crews()
    const world = worldOf(bo.session)
    const raider = spawnAiShip(world, 'npc-frigate', 'corsairs', { x: 0, z: 3000 }, [])
    await until('it shows', () => [...bo.state.game.contacts].some((contact) => contact.id === raider.id))
    assert.equal(await bo.command('weapons.target', { contact: raider.id }), '')
    raider.hull = 0
    await until('it is gone', () => ![...bo.state.game.contacts].some((contact) => contact.id === raider.id))
    assert.equal(await bo.command('weapons.target', { contact: raider.id }), 'no-target')
    assert.equal(bo.state.game.ship.target, 0)
  })

  it('hands a console to its autopilot while its player is away, and back with the first order', async () => {
    const { ann } = await crews()
    const seats = () => ann.state.session.groups[0]!.seats
    const autopilotOf = (id: string) => seats().find((seat) => seat.id === id)!.autopilot
    assert.deepEqual(consoleNames.filter(autopilotOf), ['engineering', 'science', 'comms', 'captain'])
    assert.equal(await ann.command('seat.take', { group: 0, seat: 'engineering' }), '')
    await until('the autopilot steers', () => autopilotOf('helm') && !autopilotOf('engineering'))
    assert.equal(await ann.command('helm.heading', { heading: 1 }), '')
    await until('the helm is back', () => !autopilotOf('helm'))
  })
})
