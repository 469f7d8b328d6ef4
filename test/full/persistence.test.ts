/** The database in long trouble: twenty rounds of `kill -9`, and a minute away while a session plays. */
import { playThroughAway } from '../persistence-away.ts'
import { describeKills } from '../persistence-kill.ts'

describeKills(20)

describe('play while the database is away for a minute', () => {
  it('goes on, says so, and what was queued arrives exactly once', () => playThroughAway(60)).timeout(200_000)
})
