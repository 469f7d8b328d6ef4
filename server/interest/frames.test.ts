/** The promise of the whole wire: whatever people and the world do, each client's decoded replica is the server's projection, and holds nothing its ship does not know. */
import assert from 'node:assert/strict'
import { Decoder } from '@colyseus/schema'
import fc from 'fast-check'
import pino from 'pino'
import { hashRoot, replicaRoot } from '../../schema/replica-root.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { spawnAiShip } from '../../simulation/spawn.ts'
import { knows, scanLevel } from '../../simulation/systems/sensors.ts'
import type { World } from '../../simulation/world.ts'
import { flotilla } from '../flotilla.game.ts'
import { SessionHost } from '../session/host.ts'
import { findPlayer, patience } from '../session/session.ts'
import { Frames } from './frames.ts'

const Root = replicaRoot(ShipReplica)
const ships = 3

/** A stock client: a full state resyncs it, a patch changes it. */
class Page {
  readonly player: string
  /** The last one heard, and how many there were. */
  hash = 0
  hashes = 0
  decoder = new Decoder(new Root())
  constructor(player: string) {
    this.player = player
  }
  raw(bytes: Uint8Array): void {
    const isResync = bytes[0] === 14 && this.decoder.root.refs.size > 1
    if (isResync) this.decoder.decodeResync(bytes, { offset: 1 })
    else this.decoder.decode(bytes, { offset: 1 })
    const { state } = this
    if (state.hash === this.hash) return
    this.hash = state.hash
    this.hashes++
    assert.equal(hashRoot(state), state.hash, 'a page is out of step')
  }
  get state() {
    return this.decoder.state as InstanceType<typeof Root>
  }
}

/** What can happen, with numbers that are taken modulo whatever there is. */
type Happening =
  | { do: 'come' | 'go' | 'drop' | 'return' | 'watch'; who: number; ship: number }
  | { do: 'sit'; who: number; ship: number; seat: number }
  | { do: 'spawn'; x: number; z: number }
  | { do: 'destroy'; which: number }
  | { do: 'pass'; ticks: number }

const people = 5
const who = fc.nat(people - 1)
const ship = fc.nat(ships - 1)
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('come', 'go', 'drop', 'return', 'watch'), who, ship }),
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('sit' as const), who, ship, seat: fc.nat(consoleNames.length - 1) }),
    },
    fc.record({
      do: fc.constant('spawn' as const),
      x: fc.integer({ min: -60_000, max: 60_000 }),
      z: fc.integer({ min: -60_000, max: 60_000 }),
    }),
    fc.record({ do: fc.constant('destroy' as const), which: fc.nat(40) }),
    { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ticks: fc.integer({ min: 1, max: 30 }) }) },
  ),
  { minLength: 5, maxLength: 40 },
)

class Theatre {
  readonly host: SessionHost
  readonly frames: Frames<Page>
  readonly pages = new Map<string, Page>()
  now = 0
  private sequence = 0

  constructor() {
    const settings = { scenario: 'siege', difficulty: 1, ships }
    const options = {
      id: 's',
      code: 'C',
      name: 'Trial',
      isPublic: true,
      allowsSpectators: true,
      passwordHash: undefined,
      settings,
      creator: '0',
    }
    const services = {
      definition: flotilla as never,
      log: pino({ level: 'silent' }),
      now: () => this.now,
      patience,
      version: 'test',
      records: { part() {}, finished() {} },
    }
    this.host = new SessionHost(options, services, {
      send: () => undefined,
      tell: () => undefined,
      end: () => undefined,
      sessionChanged: () => this.frames.sessionChanged(),
      groupActed: (group) => this.frames.groupActed(group),
    })
    this.frames = new Frames(this.host)
  }

  async begin(): Promise<void> {
    this.connect('0')
    this.command('0', 'seat.take', { group: 0, seat: 'helm' })
    this.command('0', 'session.start', {})
    this.pass(1)
  }

  get world(): World {
    return this.host.world as World
  }

  connect(id: string): void {
    const { group } = this.host.connect({ id, name: `Player ${id}` })
    const page = new Page(id)
    this.pages.set(id, page)
    this.frames.assign(page, group)
    page.raw(this.frames.fullState(page))
  }

  disconnect(id: string, forGood: boolean): void {
    const page = this.pages.get(id)
    if (page === undefined) return
    this.pages.delete(id)
    this.frames.remove(page)
    this.host.disconnect(id, forGood)
  }

  command(id: string, name: string, args: object): void {
    this.host.receive(id, name, { sequence: ++this.sequence, arguments: args })
  }

  pass(ticks: number): void {
    for (let count = 0; count < ticks; count++) {
      this.host.step()
      for (const [id, page] of this.pages) this.frames.assign(page, findPlayer(this.host.session, id)?.group ?? -1)
      if (this.frames.projectDue()) this.frames.flush()
    }
  }

  async happen(happening: Happening): Promise<void> {
    if (happening.do === 'pass') return this.pass(happening.ticks)
    if (happening.do === 'spawn') {
      const { x, z } = happening
      spawnAiShip(this.world, 'npc-frigate', 'corsairs', { x, z }, [{ x: 0, z: 0 }])
      return
    }
    if (happening.do === 'destroy') {
      const bodies = [...this.world.ships, ...this.world.stations]
      bodies[happening.which % bodies.length]!.hull = 0
      return
    }
    const id = String(happening.who)
    const isHere = this.pages.has(id)
    if (happening.do === 'sit' && isHere)
      this.command(id, 'seat.take', { group: happening.ship, seat: consoleNames[happening.seat] })
    if (happening.do === 'watch' && isHere) this.command(id, 'session.watch', { group: happening.ship })
    if ((happening.do === 'come' || happening.do === 'return') && !isHere) this.connect(id)
    if (happening.do === 'go') this.disconnect(id, true)
    if (happening.do === 'drop') this.disconnect(id, false)
  }

  /** Every page against the server's own roots, and against what its ship knows. */
  check(): void {
    for (const page of this.pages.values()) {
      const group = findPlayer(this.host.session, page.player)?.group ?? -1
      const stream = this.frames.streams[group >= 0 ? group : ships]!
      const seen = page.state
      // A full state brings no hash.
      const told = (root: typeof seen) => JSON.stringify({ ...root.toJSON(), hash: 0 })
      assert.equal(told(seen), told(stream.root as typeof seen))
      const own = this.world.ships.find((candidate) => candidate.bridge?.group === group)
      for (const contact of seen.game.contacts) {
        if (contact.id === 0) continue
        assert.ok(own, 'contacts without a ship')
        this.checkKnown(own, contact.id, contact.name)
      }
    }
  }

  private checkKnown(own: World['ships'][number], id: number, name: string): void {
    const { ships: afloat, stations, torpedoes, probes, asteroids, anomalies } = this.world
    // Rocks are charted, oddities keep still, and probes are the crew's own.
    const isOther = [...probes, ...asteroids, ...anomalies].some((other) => other.id === id)
    if (isOther) return
    const body = [...afloat, ...stations, ...torpedoes].find((other) => other.id === id)
    assert.ok(body, `contact ${id} is gone`)
    // Hysteresis lets a contact stay a little beyond the sensors' reach; stations stand on every chart.
    const isStation = 'stationClass' in body
    const isWreck = 'hull' in body && body.hull <= 0
    const isNear = Math.hypot(body.x - own.x, body.z - own.z) <= 50_000 * 1.06
    assert.ok(
      isStation || knows(this.world, own, id) || ((isWreck || isNear) && !('life' in body)),
      `contact ${id} is unknown`,
    )
    if (name !== '' && !isStation) assert.ok(scanLevel(this.world, own, body) > 0, `the name of ${id} is not known`)
  }
}

describe('the frames of a session', () => {
  it('leave every client with the projection of its own ship, whoever comes, goes, moves, fights or falls', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (course) => {
        const theatre = new Theatre()
        await theatre.begin()
        for (const happening of course) {
          await theatre.happen(happening)
          // A frame is due four ticks after the last one, whenever that was: with this one everything reaches the pages.
          theatre.frames.sessionChanged()
          theatre.pass(3)
          for (let group = 0; group < ships; group++) theatre.frames.groupActed(group)
          theatre.pass(1)
          theatre.check()
        }
      }),
      { numRuns: 40 },
    )
  }).timeout(60_000)

  it('tell every page each five seconds what it should hold, and spread that over the streams', async () => {
    const theatre = new Theatre()
    await theatre.begin()
    for (const [who, ship] of [
      [1, 1],
      [2, 2],
    ] as const) {
      theatre.connect(String(who))
      theatre.command(String(who), 'seat.take', { group: ship, seat: 'helm' })
    }
    const ticks = new Set<number>()
    for (let tick = 0; tick < 200; tick++) {
      const before = [...theatre.pages.values()].map(({ hashes }) => hashes)
      theatre.pass(1)
      const pages = [...theatre.pages.values()]
      const told = pages.filter(({ hashes }, index) => hashes > before[index]!)
      assert.ok(told.length <= 1)
      if (told.length > 0) ticks.add(tick)
    }
    for (const { hashes } of theatre.pages.values()) assert.ok(hashes >= 1 && hashes <= 3, `${hashes} hashes`)
    assert.ok(ticks.size >= 3)
  })

  it('bring a page that asks for it everything anew, and not oftener than every two seconds', async () => {
    const theatre = new Theatre()
    await theatre.begin()
    const page = theatre.pages.get('0')!
    const contact = [...page.state.game.contacts].find(({ id }) => id !== 0)!
    contact.x += 500
    page.state.game.ship.alert = 'yellow'
    assert.notEqual(hashRoot(page.state), hashRoot(theatre.frames.streams[0]!.root))
    assert.equal(theatre.frames.resync(page, 0), true)
    assert.equal(hashRoot(page.state), hashRoot(theatre.frames.streams[0]!.root))
    assert.equal(theatre.frames.resync(page, 1999), false)
    assert.equal(theatre.frames.resync(page, 2000), true)
    theatre.pass(8)
    theatre.check()
  })

  it('spare a page that has fallen behind, cost the others nothing, and bring it back whole', async () => {
    const theatre = new Theatre()
    await theatre.begin()
    theatre.connect('1')
    theatre.command('1', 'seat.take', { group: 0, seat: 'weapons' })
    theatre.pass(20)
    const [slow, other] = [theatre.pages.get('0')!, theatre.pages.get('1')!]
    const { frames } = theatre
    const echo = (page: Page) => frames.echoed(page, page.state.tick)
    echo(slow)
    theatre.now = 1000
    theatre.pass(20)
    theatre.now = 3500
    echo(other)
    assert.deepEqual(frames.watchPace(theatre.now), [])
    const stood = JSON.stringify(slow.state.toJSON())
    theatre.pass(20)
    assert.equal(JSON.stringify(slow.state.toJSON()), stood)
    assert.ok(other.state.tick > slow.state.tick)
    echo(slow)
    theatre.pass(4)
    theatre.check()
    theatre.now = 20_000
    theatre.pass(20)
    theatre.now = 31_000
    echo(other)
    assert.deepEqual(frames.watchPace(theatre.now), [slow])
  })
})
