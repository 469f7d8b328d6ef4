/** Chat and presence over several processes, and through the loss of a process, of Redis and of the database. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { type ProcessCluster, startCluster } from '../loadtest/bench/processes.ts'
import { until } from '../loadtest/bench/waiting.ts'
import { channelId } from '../schema/people.ts'
import { ShipReplica } from '../schema/ship.replica.ts'
import { seedRandom } from '../simulation/random.ts'
import { arrive, befriend, here } from './chat-crowd.ts'
import { killWhileTalking, talkWithoutDatabase, talkWithoutRedis } from './chat-faults.ts'
import type { Page } from './chat-page.ts'
import { processOf } from './cluster.ts'

/** Repeats a course. */
const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31))
const settings = { scenario: 'siege', ships: 2 }
/** Promised: words and presence are with the others within this, in ms. */
const soonMs = 1000

describe(`chat on two processes (FAULT_SEED=${seed})`, () => {
  let cluster: ProcessCluster
  const draw = seedRandom(seed)
  before(async () => {
    cluster = await startCluster(2)
  }).timeout(60_000)
  after(() => cluster.stop())
  const urls = () => cluster.processes.map(({ url }) => url)
  const seen = (by: Page, { player }: Page, what: string, isSo: (person: Page['person']) => unknown) =>
    until(`${player.id} is seen ${what}`, () => isSo(by.person), soonMs)

  it('is heard on the other one within a second; a crew’s words by the crew, wherever its pages are, and nobody else', async () => {
    const creator = await arrive(urls, 'Ann')
    const first = await creator.player.open(ShipReplica, { name: 'Far', settings })
    const other = cluster.processes.findIndex(({ url }) => new URL(url).host !== processOf(first))
    const [mate, stranger, rival] = await Promise.all(['Bo', 'Zoe', 'Eve'].map((name) => arrive(urls, name, other)))
    const second = await mate!.player.join(ShipReplica, first.session)
    const third = await rival!.player.join(ShipReplica, first.session)
    await first.command('seat.take', { group: 0, seat: 'helm' })
    await second.command('seat.take', { group: 0, seat: 'weapons' })
    await third.command('seat.take', { group: 1, seat: 'helm' })
    const [crew, rivals] = [0, 1].map((group) => channelId.crew(first.session, group))
    const reads = (page: Page, channel: string) =>
      until('it reads its crew', () => page.channels().some(({ id }) => id === channel), soonMs)
    await Promise.all([reads(creator, crew!), reads(mate!, crew!), reads(rival!, rivals!)])

    for (let number = 1; number <= 5; number++) {
      const { seq } = await creator.say(crew!, `secret ${number}`)
      assert.equal(seq, number)
      await until('the mate hears it', () => mate!.log(crew!).texts.get(seq) === `secret ${number}`, soonMs)
      const { text } = await mate!.say('global', `hello ${number}`)
      await until('everybody hears it', () => [creator, stranger!, rival!].every((page) => page.heard(text)), soonMs)
    }
    for (const page of [stranger!, rival!]) {
      assert.ok(!JSON.stringify(page.received).includes('secret'))
      const reply = await page.ask('chat.catch-up', { channel: crew, epoch: 1, after: 0 })
      assert.equal(reply?.error?.code, 'not-in-channel')
    }
    const global = mate!.log('global')
    assert.equal(global.whole, global.head)
    for (const page of [creator, mate!, stranger!, rival!]) page.leave()
    await Promise.all([first, second, third].map(({ room }) => room.leave()))
  })

  it('shows friends within a second: there, away, in a game with ship and seat; and what is shown is enough to join them', async () => {
    const [ann, bo] = await Promise.all([arrive(urls, 'Ann', 0), arrive(urls, 'Bo', 1)])
    await befriend(ann, bo)
    await seen(ann, bo, 'there', (of) => of(bo.player.id)?.presence.status === 'lobby')
    await bo.ask('presence.away', { away: true })
    await seen(ann, bo, 'away', (of) => of(bo.player.id)?.presence.status === 'away')
    await bo.ask('presence.away', { away: false })
    const first = await bo.player.open(ShipReplica, { name: 'Far', settings })
    await first.command('seat.take', { group: 0, seat: 'helm' })
    const placeOfBo = () => ann.person(bo.player.id)?.presence.place
    await seen(ann, bo, 'at the helm', () => placeOfBo()?.seats.includes('helm'))
    const { session, group, ship, free, isSpectator } = placeOfBo()!
    assert.deepEqual([session, group, isSpectator], [first.session, 0, false])
    assert.equal(ship, first.state.session.groups[0]!.name)
    assert.ok(free.length > 0 && !free.includes('helm'))
    const second = await here(ann, cluster.processes[0]!.url).join(ShipReplica, session)
    assert.equal(await second.command('seat.take', { group, seat: free[0] }), '')
    await seen(bo, ann, 'in the seat', (of) => of(ann.player.id)?.presence.place?.seats.includes(free[0]!))
    await seen(ann, bo, 'with one seat less', () => !placeOfBo()?.free.includes(free[0]!))
    await first.room.leave()
    await seen(ann, bo, 'there again', (of) => of(bo.player.id)?.presence.status === 'lobby')
    bo.leave()
    // A page that is loaded again is no news: going is told after a while.
    await until('Bo is seen to go', () => ann.person(bo.player.id)?.presence.status === 'offline', 6000 + soonMs)
    ann.leave()
    await second.room.leave()
  })

  it('loses and doubles nothing when a process is killed, and its players are seen to go unless they came back', async () => {
    await killWhileTalking(cluster, draw, 12)
  }).timeout(60_000)

  it('goes on while Redis is emptied', () => talkWithoutRedis(cluster, draw, 0)).timeout(60_000)

  it('goes on while Redis is away, and everybody has everything by themselves afterwards', async () => {
    await talkWithoutRedis(cluster, draw, 2)
  }).timeout(60_000)

  for (const how of ['frozen', 'killed'] as const) {
    it(`acknowledges nothing while the database is ${how}, and keeps all of it once afterwards; the game plays on`, async () => {
      await talkWithoutDatabase(cluster, draw, how, 3)
    }).timeout(60_000)
  }
})
