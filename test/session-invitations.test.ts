/** Invitations into a running session: only from aboard, told to whom they are for, and to nobody who has blocked. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { NotificationContent } from '../schema/people.ts'
import { openFinder } from '../server/cluster/session-finder.ts'
import { ownRows } from '../server/cluster/session-rows.ts'
import type { OpenDatabase } from '../server/persistence/database.ts'
import { openLimits } from '../server/rate-limits.ts'
import { gameRoomName } from '../server/rooms/lobby.room.ts'
import { sessionInvitationRoutes } from '../server/session/invitations.routes.ts'
import { freshPlace, openAt } from './databases.ts'
import { type Served, serveRoutes } from './routes.ts'
import { tug } from './second-game/tug.game.ts'
import { startServer, TestPlayer, type TestServer } from './server.ts'

describe('an invitation into a session', function () {
  this.timeout(30_000)
  let server: TestServer
  let database: OpenDatabase
  let served: Served
  const told: { player: string; content: NotificationContent }[] = []
  const blocked = new Set<string>()
  before(async () => {
    const where = await freshPlace.postgres()
    server = await startServer({ definition: tug, env: { DATABASE_URL: where.url } })
    database = await openAt(where)
    const { orm } = database
    const routes = sessionInvitationRoutes({
      orm,
      finder: openFinder(ownRows, gameRoomName),
      notify: async (player, content) => void told.push({ player, content }),
      isBlockedBy: async (player, other) => blocked.has(`${player} ${other}`),
    })
    served = await serveRoutes(orm, openLimits(1), routes)
  })
  after(async () => {
    served.close()
    await database.close()
    await server.stop()
  })

  const person = (name: string) => TestPlayer.signIn(server.url, name)
  const invite = (by: string, session: string, player: string) =>
    served.ask(by, `POST /sessions/${session}/invitations`, { player })

  it('comes from somebody aboard, with the code, and from nobody else', async () => {
    const [ann, ben, cleo] = [await person('Ann'), await person('Ben'), await person('Cleo')]
    const aboard = await ann.open(tug.Replica, { name: 'Friday night', isPublic: false, settings: {} })
    const { session, code } = aboard
    assert.equal((await invite(cleo.id, session, ben.id)).code, 'not-aboard')
    assert.deepEqual(told, [])
    assert.equal((await invite(ann.id, session, ben.id)).code, '')
    const from = { from: ann.id, name: `Name of ${ann.id}` }
    const content = { kind: 'session-invitation', ...from, session, sessionName: 'Friday night', code }
    assert.deepEqual(told, [{ player: ben.id, content }])
    const guest = await ben.join(tug.Replica, session)
    assert.equal((await invite(ben.id, session, cleo.id)).code, '', 'everybody aboard may')
    blocked.add(`${ann.id} ${cleo.id}`)
    const before = told.length
    const answer = await invite(ann.id, session, cleo.id)
    assert.deepEqual([answer.status, answer.body, told.length], [200, {}, before])
    const refused = [
      [session, ann.id, 'yourself'],
      [session, randomUUID(), 'no-such-person'],
      [session, 'Ben', 'bad-shape'],
      [randomUUID(), ben.id, 'session-gone'],
      ['nonsense', ben.id, 'session-gone'],
    ] as const
    for (const [where, whom, refusal] of refused) assert.equal((await invite(ann.id, where, whom)).code, refusal)
    for (const { room } of [aboard, guest]) await room.leave()
  })
})
