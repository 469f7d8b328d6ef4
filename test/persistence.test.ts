/** What both databases promise alike: the contract that everything else is written against. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { count, eq, sql } from 'drizzle-orm'
import type { OpenDatabase } from '../server/persistence/database.ts'
import { orderLogs, players, results } from '../server/persistence/tables.ts'
import { describeOnBoth, emptyPlace, freshPlace } from './databases.ts'

const result = (id = randomUUID()) => ({
  id,
  session: randomUUID(),
  name: 'A – „name“ ✦',
  game: 'flotilla',
  scenario: 'siege',
  settings: { ships: 2, deep: [{ π: 3.14 }, null, '\u2028'] },
  victory: true,
  reason: 'held',
  seconds: 321,
  players: 2,
  reconnects: 0,
  groups: [{ name: 'Kestrel', kind: 'frigate', figures: { kills: 1.5 } }],
  startedAt: new Date(0),
  endedAt: new Date('2031-02-03T04:05:06.789Z'),
})

describeOnBoth('a database', (stand) => {
  let database: OpenDatabase
  before(async () => {
    database = await stand.open()
  })
  const one = async () => {
    const id = randomUUID()
    await database.orm.insert(players).values({ id, name: 'Ann' })
    return id
  }
  const nameOf = async (id: string) =>
    (await database.orm.select({ name: players.name }).from(players).where(eq(players.id, id)))[0]?.name

  it('gets its tables from nothing, and is left as it is the second time', async () => {
    const place = await emptyPlace[stand.kind]()
    const first = await stand.open(place)
    await first.orm.insert(players).values({ id: randomUUID(), name: 'Ann' })
    await first.close()
    const second = await stand.open(place)
    assert.deepEqual(await second.orm.select({ players: count() }).from(players), [{ players: 1 }])
  }).timeout(30_000)

  it('keeps bytes, JSON, text and times as they were given', async () => {
    const given = result()
    await database.orm.insert(results).values(given)
    assert.deepEqual(await database.orm.select().from(results).where(eq(results.id, given.id)), [given])
    const log = new Uint8Array(randomBytes(300_000))
    const row = { result: given.id, seed: -5, ticks: 7, orders: 0, log, isStarred: true, createdAt: new Date(1e12) }
    await database.orm.insert(orderLogs).values(row)
    assert.deepEqual(await database.orm.select().from(orderLogs).where(eq(orderLogs.result, given.id)), [row])
  })

  it('does all of a transaction or nothing', async () => {
    const id = await one()
    const failed = database.orm.transaction(async (tx) => {
      await tx.update(players).set({ name: 'Bo' }).where(eq(players.id, id))
      throw new RangeError('on purpose')
    })
    await assert.rejects(failed, RangeError)
    assert.equal(await nameOf(id), 'Ann')
    await database.orm.transaction((tx) => tx.update(players).set({ name: 'Bo' }).where(eq(players.id, id)))
    assert.equal(await nameOf(id), 'Bo')
  })

  it('does not claim success for a transaction in which a statement failed unnoticed', async () => {
    const id = randomUUID()
    const swallowed = database.orm.transaction(async (tx) => {
      await tx.insert(players).values({ id, name: 'Ann' })
      await tx
        .insert(players)
        .values({ id, name: 'Ann' })
        .catch(() => undefined)
    })
    await assert.rejects(swallowed, /rolled back/)
    assert.equal(await nameOf(id), undefined)
  })

  it('lets transactions on one row follow one another', async () => {
    const id = await one()
    const append = (letter: string) =>
      database.orm.transaction(async (tx) => {
        const [row] = await tx.select().from(players).where(eq(players.id, id)).for('update')
        await tx
          .update(players)
          .set({ name: row!.name + letter })
          .where(eq(players.id, id))
      })
    await Promise.all([...'bcdefghijk'].map(append))
    const name = await nameOf(id)
    assert.equal([...name!].sort().join(''), [...'Annbcdefghijk'].sort().join(''))
  })

  it("tells a statement's own fault by its state, without the values in the message", async () => {
    const id = await one()
    await assert.rejects(database.orm.insert(players).values({ id, name: 'secret' }), (error: Error) => {
      assert.equal((error as { code?: string }).code, '23505')
      return !error.message.includes('secret')
    })
    await assert.rejects(database.orm.execute(sql`select nonsense`), { code: '42703' })
  })

  it('is the same after it was closed and opened', async () => {
    const place = await freshPlace[stand.kind]()
    const first = await stand.open(place)
    await first.orm.insert(results).values(result())
    await first.close()
    assert.equal(first.isUp(), false)
    const second = await stand.open(place)
    assert.equal((await second.orm.select().from(results)).length, 1)
  })
})
