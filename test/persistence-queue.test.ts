/** Writes that nobody waits for arrive in order and once, or are refused and counted; old rows go, and no others. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import pino from 'pino'
import { Registry } from 'prom-client'
import { until } from '../loadtest/bench/waiting.ts'
import { UnavailableError } from '../server/http.ts'
import { allTables } from '../server/persistence/backup.ts'
import type { OpenDatabase } from '../server/persistence/database.ts'
import { kept, rules, startSweeper, sweepLock } from '../server/persistence/retention.ts'
import * as tables from '../server/persistence/tables.ts'
import { openWriteQueue, type WriteQueueOptions } from '../server/persistence/write-queue.ts'
import { describeOnBoth, freshPlace, openAt } from './databases.ts'

const { audit, players, credentials, orderLogs, results, signIns, refreshTokens, signingKeys } = tables
const { invitations, messages, mutes, teamMembers, teams } = tables
const log = pino({ level: 'silent' })
const countOf = async (metrics: Registry, name: string, labels: Record<string, string> = {}) => {
  const found = (await metrics.getSingleMetric(name)?.get())?.values ?? []
  return found.find((each) => JSON.stringify(each.labels) === JSON.stringify(labels))?.value
}

describeOnBoth('the write queue', (stand) => {
  let database: OpenDatabase
  let metrics: Registry
  before(async () => {
    database = await stand.open()
  })
  beforeEach(async () => {
    metrics = new Registry()
    await database.orm.delete(audit)
  })
  const open = (more: Partial<WriteQueueOptions> = {}) => openWriteQueue({ orm: database.orm, log, metrics, ...more })
  const insert = (id: number) => async (orm: OpenDatabase['orm']) => {
    await orm.insert(audit).values({ id, action: 'written' }).onConflictDoNothing()
  }
  const written = async () => (await database.orm.select().from(audit)).map(({ id }) => id)
  const outcome = (name: string) => countOf(metrics, 'flotilla_writes_total', { outcome: name })

  it('writes in order, after the caller has gone on, and is empty in the end', async () => {
    const queue = open()
    let hasGoneOn = false
    const order: number[] = []
    for (let id = 1; id <= 200; id++) {
      assert.ok(
        queue.enqueue('audit', async (orm) => {
          assert.ok(hasGoneOn)
          order.push(id)
          await insert(id)(orm)
        }),
      )
    }
    hasGoneOn = true
    assert.equal(await countOf(metrics, 'flotilla_write_queue_length'), 200)
    assert.equal(await queue.drain(), 0)
    assert.deepEqual(
      order,
      Array.from({ length: 200 }, (_, index) => index + 1),
    )
    assert.equal((await written()).length, 200)
    assert.deepEqual([await outcome('done'), await outcome('failed')], [200, 0])
  })

  it('tries again what the absence of the database failed, and drops what fails by itself', async () => {
    const queue = open()
    let tries = 0
    queue.enqueue('away', async (orm) => {
      await insert(1)(orm)
      // The answer was lost: the second time must change nothing.
      if (++tries < 3) throw new UnavailableError('on purpose')
    })
    queue.enqueue('wrong', async (orm) => void (await orm.execute(sql`select nonsense`)))
    queue.enqueue('thrown at once', () => {
      throw new TypeError('on purpose')
    })
    queue.enqueue('right', insert(2))
    await until('it is empty', () => queue.length() === 0)
    assert.equal(tries, 3)
    assert.deepEqual((await written()).sort(), [1, 2])
    assert.deepEqual([await outcome('done'), await outcome('failed')], [2, 2])
  })

  it('refuses what is beyond its limit, and says so', async () => {
    const queue = open({ limit: 3 })
    const accepted = [1, 2, 3, 4, 5].map((id) => queue.enqueue('audit', insert(id)))
    assert.deepEqual(accepted, [true, true, true, false, false])
    assert.equal(await outcome('refused'), 2)
    await queue.drain()
    assert.deepEqual((await written()).sort(), [1, 2, 3])
    assert.equal(queue.enqueue('audit', insert(6)), false, 'closed')
  })

  it('does not wait for ever at the end, and tells how many writes were lost', async () => {
    const queue = open({ drainMs: 200 })
    const away = () => Promise.reject(new UnavailableError('on purpose'))
    for (let index = 0; index < 3; index++) queue.enqueue('away', away)
    const started = Date.now()
    assert.equal(await queue.drain(), 3)
    assert.ok(Date.now() - started < 2000)
    assert.equal(await outcome('lost'), 3)
  })
})

describe('retention', () => {
  for (const table of allTables) {
    it(`says of ${getTableConfig(table).name} how long its rows stay, or why they may`, () => {
      const has = rules.some((rule) => rule.table === table)
      assert.notEqual(has, kept.has(table), 'exactly one of the two')
      for (const rule of rules.filter((each) => each.table === table))
        assert.ok(rule.days >= 0 && rule.column.table === table)
    })
  }
})

describe('the sweep', () => {
  it('is one process at a time', async () => {
    const where = await freshPlace.postgres()
    const [one, other] = [await openAt(where), await openAt(where)]
    await one.orm.insert(audit).values({ action: 'old', createdAt: new Date(0) })
    const sweepBy = ({ orm }: OpenDatabase) => {
      const sweeper = startSweeper({ orm, log, metrics: new Registry() })
      return sweeper.firstSweep.finally(() => sweeper.stop())
    }
    await other.orm.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${sweepLock})`)
      assert.equal(await sweepBy(one), undefined)
    })
    assert.equal((await sweepBy(one))?.audit, 1)
    await Promise.all([one.close(), other.close()])
  }).timeout(20_000)
})

describeOnBoth('the sweep', (stand) => {
  let database: OpenDatabase
  let metrics: Registry
  beforeEach(async () => {
    metrics = new Registry()
    database ??= await stand.open()
  })
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
  const sweepOnce = async (more = {}) => {
    const sweeper = startSweeper({ orm: database.orm, log, metrics, ...more })
    const removed = await sweeper.firstSweep
    sweeper.stop()
    return removed
  }
  const player = async (name: string, seenAt: Date) => {
    const id = randomUUID()
    await database.orm.insert(players).values({ id, name, seenAt })
    return id
  }
  const some = (removed: Record<string, number> = {}) =>
    Object.fromEntries(Object.entries(removed).filter(([, count]) => count > 0))
  const names = async () => (await database.orm.select().from(players)).map(({ name }) => name).sort()

  it('removes guests, sign-ins, keys, logs and audit of their age, and nothing else', async () => {
    const { orm } = database
    await player('old guest', ago(31))
    const guest = await player('guest', ago(29))
    const account = await player('old account', ago(400))
    const at = { startedAt: ago(400), endedAt: ago(400) }
    const secrets = { passwordHash: '', recoveryHash: '' }
    await orm.insert(credentials).values({ player: account, signInName: 'a', nameKey: 'a', ...secrets })
    const [expired, live] = [randomUUID(), randomUUID()]
    await orm.insert(signIns).values([
      { id: expired, player: account, expiresAt: ago(0.001) },
      { id: live, player: guest, expiresAt: ago(-1) },
    ])
    await orm.insert(refreshTokens).values([
      { hash: 'of the expired', signIn: expired },
      { hash: 'long used', signIn: live, usedAt: ago(8) },
      { hash: 'just used', signIn: live, usedAt: ago(6) },
      { hash: 'old but not used', signIn: live, createdAt: ago(20) },
    ])
    await orm.insert(signingKeys).values([
      { id: 'retired', privateKey: '', createdAt: ago(90), retiredAt: ago(31) },
      { id: 'signs', privateKey: '', createdAt: ago(90) },
    ])
    const played = { session: randomUUID(), name: '', game: '', scenario: '', settings: {}, victory: true, reason: '' }
    const logs = {
      starred: [true, 364],
      'too old': [false, 31],
      'starred too old': [true, 366],
      fresh: [false, 29],
    } as const
    for (const [name, [isStarred, days]] of Object.entries(logs)) {
      const id = randomUUID()
      await orm
        .insert(results)
        .values({ id, ...played, name, seconds: 1, players: 1, reconnects: 0, groups: [], ...at })
      const entry = { part: 0, seed: 0, orders: 0, log: new Uint8Array(1) }
      await orm.insert(orderLogs).values({ result: id, ...entry, isStarred, createdAt: ago(days) })
    }
    await orm.insert(audit).values([
      { action: 'old', createdAt: ago(366) },
      { action: 'young', createdAt: ago(364) },
    ])

    assert.deepEqual(some(await sweepOnce()), {
      players: 1,
      sign_ins: 1,
      refresh_tokens: 1,
      signing_keys: 1,
      order_logs: 2,
      audit: 1,
    })
    assert.deepEqual(await names(), ['guest', 'old account'])
    assert.deepEqual((await orm.select().from(refreshTokens)).map(({ hash }) => hash).sort(), [
      'just used',
      'old but not used',
    ])
    const left = await orm
      .select({ name: results.name })
      .from(orderLogs)
      .innerJoin(results, eq(results.id, orderLogs.result))
    assert.deepEqual(left.map(({ name }) => name).sort(), ['fresh', 'starred'])
    assert.equal((await orm.select().from(results)).length, 4, 'results stay for good')
    assert.equal(await countOf(metrics, 'flotilla_swept_rows_total', { table: 'order_logs' }), 2)
    assert.deepEqual(some(await sweepOnce({ metrics: new Registry() })), {}, 'nothing is left to do')
  })

  it('removes what people said at its age, that to a team or one person later, and teams that nobody is in', async () => {
    const { orm } = database
    const sender = await player('talker', ago(0))
    const team = (name: string, days: number) => ({ id: randomUUID(), name, nameKey: name, createdAt: ago(days) })
    const [empty, made, lasting] = [team('empty', 2), team('just made', 0.5), team('lasting', 900)]
    await orm.insert(teams).values([empty, made, lasting])
    await orm.insert(teamMembers).values({ player: sender, team: lasting.id, role: 'founder' })
    const days = { global: [91, 89], [`team:${lasting.id}`]: [366, 364], [`private:${sender}:${sender}`]: [366, 91] }
    for (const [channel, ages] of Object.entries(days)) {
      for (const [seq, age] of ages.entries()) {
        const message = { channel, seq, sender, name: '', kind: 'say', text: '', createdAt: ago(age) } as const
        await orm.insert(messages).values({ ...message, clientId: randomUUID() })
      }
    }
    await orm.insert(mutes).values({ player: sender, until: ago(0.001), reason: '' })
    const invitation = { team: lasting.id, inviter: sender }
    await orm.insert(invitations).values([
      { hash: 'long over', expiresAt: ago(15), ...invitation },
      { hash: 'over', expiresAt: ago(13), ...invitation },
    ])
    assert.deepEqual(some(await sweepOnce()), { messages: 3, teams: 1, mutes: 1, invitations: 1 })
    assert.deepEqual(
      (await orm.select().from(messages)).map(({ seq }) => seq),
      [1, 1, 1],
    )
    assert.deepEqual((await orm.select().from(teams)).map(({ name }) => name).sort(), ['just made', 'lasting'])
    await orm.delete(players).where(eq(players.id, sender))
  })

  it('goes through any number in batches', async () => {
    const rows = Array.from({ length: 2300 }, () => ({ id: randomUUID(), name: 'crowd', seenAt: ago(40) }))
    await database.orm.insert(players).values(rows)
    assert.equal((await sweepOnce())!.players, 2300)
    assert.deepEqual(await names(), ['guest', 'old account'])
  })

  it('keeps the newest of a table that may have so many rows', async () => {
    await database.orm.delete(audit)
    await database.orm
      .insert(audit)
      .values([3, 1, 4, 2, 5].map((days) => ({ action: `${days}`, createdAt: ago(days) })))
    const sweptRules = [{ table: audit, column: audit.createdAt, days: 365, rows: 2 }]
    assert.deepEqual(await sweepOnce({ sweptRules }), { audit: 3 })
    assert.deepEqual((await database.orm.select().from(audit)).map(({ action }) => action).sort(), ['1', '2'])
  })
})
