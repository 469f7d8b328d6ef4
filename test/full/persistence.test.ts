/** The database in long trouble: twenty rounds of `kill -9`, a minute away while a session plays, a statement without end. */
import assert from 'node:assert/strict'
import { sql } from 'drizzle-orm'
import { UnavailableError } from '../../server/http.ts'
import { freshPlace, openAt } from '../databases.ts'
import { playThroughAway } from '../persistence-away.ts'
import { describeKills } from '../persistence-kill.ts'

describeKills(20)

describe('play while the database is away for a minute', () => {
  it('goes on, says so, and what was queued arrives exactly once', () => playThroughAway(60)).timeout(200_000)
})

describe('PostgreSQL with a statement that takes too long', () => {
  it('ends it, and is not taken for away', async () => {
    const database = await openAt(await freshPlace.postgres())
    const started = Date.now()
    await assert.rejects(database.orm.execute(sql`select pg_sleep(60)`), UnavailableError)
    assert.ok(Date.now() - started < 7000)
    assert.equal(database.isUp(), true)
    await database.close()
  }).timeout(20_000)
})
