/** The promise of the whole wire: whatever people and the world do, each client's decoded replica is the server's projection, and holds nothing its ship does not know. */
import assert from 'node:assert/strict'
import { Decoder } from '@colyseus/schema'
import fc from 'fast-check'
import pino from 'pino'
import { replicaRoot } from '../../schema/replica-root.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { consoleNames } from '../../simulation/consoles/index.ts'
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
  decoder = new Decoder(new Root())
  constructor(player: string) {
    this.player = player
  }
  raw(bytes: Uint8Array): void {
    const isResync = bytes[0] === 14 && this.decoder.root.refs.size > 1
    if (isResync) this.decoder.decodeResync(bytes, { offset: 1 })
    else this.decoder.decode(bytes, { offset: 1 })
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
      now: () => 0,
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
    await this.command('0', 'seat.take', { group: 0, seat: 'helm' })
    await this.command('0', 'session.start', {})
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

  command(id: string, name: string, args: object): Promise<void> {
    return this.host.receive(id, name, { sequence: ++this.sequence, arguments: args })
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
      await this.command(id, 'seat.take', { group: happening.ship, seat: consoleNames[happening.seat] })
    if (happening.do === 'watch' && isHere) await this.command(id, 'session.watch', { group: happening.ship })
    if ((happening.do === 'come' || happening.do === 'return') && !isHere) this.connect(id)
    if (happening.do === 'go') this.disconnect(id, true)
    if (happening.do === 'drop') this.disconnect(id, false)
  }

  /** Every page against the server's own roots, and against what its ship knows. */
  check(): void {
    for (const page of this.pages.values()) {
      const group = findPlayer(this.host.session, page.player)?.group ?? -1
      const stream = this.frames.streams[group >= 0 ? group : ships]!
      const seen = page.decoder.state as InstanceType<typeof Root>
      assert.equal(JSON.stringify(seen.toJSON()), JSON.stringify(stream.root.toJSON()))
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
          // A frame is due every fourth tick: let everything that happened reach the pages.
          theatre.frames.sessionChanged()
          theatre.pass(4)
          theatre.check()
        }
      }),
      { numRuns: 40 },
    )
  }).timeout(60_000)
})
