/** What remains of a game: its result, a line in everybody's service record, and a log that plays it again. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import pino from 'pino'
import { Registry } from 'prom-client'
import { until } from '../loadtest/bench/waiting.ts'
import { flotilla } from '../server/flotilla.game.ts'
import type { OpenDatabase } from '../server/persistence/database.ts'
import { orderLogs, players, results, serviceRecords } from '../server/persistence/tables.ts'
import { openWriteQueue, type WriteQueue } from '../server/persistence/write-queue.ts'
import type { Records } from '../server/records/recorder.ts'
import { openRecords, readOrderLog } from '../server/records/store.ts'
import { pack, readCheckpoint } from '../server/session/checkpoint.ts'
import type { GameDefinition } from '../server/session/game-definition.ts'
import { type HostServices, SessionHost } from '../server/session/host.ts'
import { patience } from '../server/session/session.ts'
import { describeOnBoth } from './databases.ts'

const log = pino({ level: 'silent' })
const lastTick = 1500
const settings = { scenario: 'siege', ships: 2, difficulty: 5 }
/** Flotilla, over at a tick of our choice. */
const shortGame: GameDefinition = {
  ...(flotilla as GameDefinition),
  outcome: (world) =>
    (world as { tick: number }).tick < lastTick
      ? undefined
      : {
          victory: true,
          reason: 'held',
          seconds: lastTick / 20,
          groups: [3, 0].map((kills) => ({ figures: { kills } })),
        },
}

describeOnBoth('a game that was played', (stand) => {
  let database: OpenDatabase
  let writes: WriteQueue
  let records: Records
  let now = 0
  const [ann, bo] = [randomUUID(), randomUUID()]
  /** Plays without a row among the players: the account was deleted meanwhile. */
  const gone = randomUUID()

  before(async () => {
    database = await stand.open()
    writes = openWriteQueue({ orm: database.orm, log, metrics: new Registry() })
    records = openRecords(writes, shortGame)
    await database.orm.insert(players).values([
      { id: ann, name: 'Ann' },
      { id: bo, name: 'Bo' },
    ])
  })

  const services = (): HostServices =>
    ({ definition: shortGame, log, now: () => now, patience, version: 'test', records }) as HostServices
  const silent = { send() {}, tell() {}, end() {}, sessionChanged() {}, groupActed() {} }
  const written = () => until('all is written', () => writes.length() === 0)

  async function open(): Promise<SessionHost> {
    now = Date.now()
    const options = { id: randomUUID(), code: 'C', name: 'Yard', isPublic: true, allowsSpectators: false }
    const host = new SessionHost({ ...options, passwordHash: undefined, settings, creator: ann }, services(), silent)
    for (const [id, name] of [
      [ann, 'Ann'],
      [bo, 'Bo'],
      [gone, 'Cy'],
    ] as const)
      host.connect({ id, name })
    return host
  }
  let sequence = 0
  const say = async (host: SessionHost, player: string, name: string, args: unknown = {}) =>
    host.receive(player, name, { sequence: ++sequence, arguments: args })
  async function begin(): Promise<SessionHost> {
    const host = await open()
    await say(host, ann, 'seat.take', { group: 0, seat: 'helm' })
    await say(host, bo, 'seat.take', { group: 1, seat: 'weapons' })
    await say(host, gone, 'seat.take', { group: 1, seat: 'helm' })
    for (const player of [bo, gone]) await say(host, player, 'session.ready', { ready: true })
    await say(host, ann, 'session.start')
    return host
  }
  /** Runs until `tick` with orders on the way, a second of the clock every twenty ticks. */
  async function fly(host: SessionHost, tick: number): Promise<void> {
    while (host.tick < tick && host.session.phase === 'running') {
      if (host.tick % 40 === 0) await say(host, ann, 'helm.heading', { heading: (host.tick / 97) % 6 })
      if (host.tick % 300 === 100) host.disconnect(bo, false)
      if (host.tick % 300 === 160) host.connect({ id: bo, name: 'Bo' })
      host.step()
      now += 50
      if (host.tick % 20 === 0) host.expire()
    }
  }
  /** The game of a log, played again to `tick`. */
  function replay(
    kept: NonNullable<Awaited<ReturnType<typeof readOrderLog>>>,
    groups: { name: string; kind: string }[],
  ) {
    const world = flotilla.create(flotilla.settings.parse(settings), kept.seed, groups)
    for (let tick = 0; tick < lastTick; tick++) {
      const orders = kept.orders.filter(([at]) => at === tick)
      flotilla.step(
        world,
        orders.map(([, group, name, args]) => ({ group, name, arguments: args })),
        1 / 20,
      )
    }
    return flotilla.hash(world)
  }

  it('leaves its result, a line for everybody who has an account still, and a log that gives the same hash', async () => {
    const host = await begin()
    await fly(host, lastTick)
    assert.equal(host.session.phase, 'results')
    const hash = flotilla.hash(host.world as never)
    await written()
    const { orm } = database
    const [result] = await orm.select().from(results).where(eq(results.session, host.session.id))
    assert.ok(result)
    const { victory, reason, seconds, scenario, players: count, reconnects } = result
    assert.deepEqual(
      { victory, reason, seconds, scenario, count, reconnects },
      { victory: true, reason: 'held', seconds: 75, scenario: 'siege', count: 3, reconnects: 5 },
    )
    const { name, kind } = host.session.groups[0]!
    assert.deepEqual(result.groups[0], { name, kind, figures: { kills: 3 } })
    const lines = await orm.select().from(serviceRecords).where(eq(serviceRecords.result, result.id))
    assert.deepEqual(
      new Map(lines.map(({ player, group, seats, reconnects: times }) => [player, { group, seats, times }])),
      new Map([
        [ann, { group: 0, seats: ['helm'], times: 0 }],
        [bo, { group: 1, seats: ['weapons'], times: 5 }],
      ]),
    )
    const kept = await readOrderLog(orm, result.id)
    assert.ok(kept && kept.orders.length > 30)
    assert.equal(replay(kept, result.groups), hash)
  }).timeout(30_000)

  it('is logged once and whole when its session changes owners on the way', async () => {
    const host = await begin()
    await fly(host, 1190)
    const kept = readCheckpoint(pack(host.checkpoint()), now)
    // The old owner lives a little longer and even writes a part; then it is dead, and what it wrote never was.
    await fly(host, 1290)
    await written()
    const parts = () => database.orm.$count(orderLogs)
    const before = await parts()
    const heir = new SessionHost(kept, services(), silent)
    for (const [id, name] of [
      [ann, 'Ann'],
      [bo, 'Bo'],
    ] as const)
      heir.connect({ id, name })
    await fly(heir, lastTick)
    await written()
    assert.ok((await parts()) > before)
    const [result] = await database.orm.select().from(results).where(eq(results.session, heir.session.id))
    const whole = await readOrderLog(database.orm, result!.id)
    assert.equal(replay(whole!, result!.groups), flotilla.hash(heir.world as never))
  }).timeout(30_000)

  it('is kept once, however often it is written', async () => {
    const host = await begin()
    const twice: Records = {
      part(part) {
        for (const _ of [1, 2]) records.part(part)
      },
      finished(game) {
        for (const _ of [1, 2]) records.finished(game)
      },
    }
    Object.assign(host.services, { records: twice })
    await fly(host, lastTick)
    await written()
    const [result, ...others] = await database.orm.select().from(results).where(eq(results.session, host.session.id))
    assert.deepEqual(others, [])
    assert.equal(await database.orm.$count(serviceRecords, eq(serviceRecords.result, result!.id)), 2)
  }).timeout(30_000)
})
