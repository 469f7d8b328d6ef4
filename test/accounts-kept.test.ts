/** What is kept of people, on both databases: exported whole, deleted whole, counted in service records and analytics. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Accounts } from '../server/accounts/accounts.ts'
import { changeProfile, exportOf, findPerson, setPreferences } from '../server/accounts/people.ts'
import { analyticsOf, serviceRecordOf } from '../server/accounts/service-record.ts'
import { mute } from '../server/chat/moderation.ts'
import type { Database } from '../server/persistence/database.ts'
import * as tables from '../server/persistence/tables.ts'
import { createTeam, inviteToTeam, joinTeam } from '../server/teams/teams.ts'
import { fresh, nobody, openTestAccounts, password, played, refusedWith, type TestAccounts } from './accounts.ts'
import { describeOnBoth } from './databases.ts'

let seq = 0
const said = (orm: Database, sender: string, text: string, channel = 'global') =>
  orm
    .insert(tables.messages)
    .values({ channel, seq: ++seq, sender, name: 'Ben', kind: 'say', text, clientId: randomUUID() })

describeOnBoth('what is kept of somebody', (stand) => {
  let orm: Database
  let accounts: Accounts
  let time: TestAccounts['time']
  before(async () => {
    orm = (await stand.open()).orm
    ;({ accounts, time } = await openTestAccounts(orm))
  })

  it('comes out whole as an export, without what others could sign in with', async () => {
    const { player, refreshToken } = await accounts.register(fresh(), password, nobody)
    await setPreferences(orm, player.id, { textScale: 1.5 })
    await played(orm, [player.id])
    const [moderator, friend] = [await accounts.guest(fresh(), nobody), await accounts.guest(fresh(), nobody)]
    const team = await createTeam(orm, player.id, fresh('Owls'), new Date())
    await said(orm, player.id, 'Hello')
    await said(orm, friend.player.id, 'Not mine')
    const muted = { kind: 'muted', minutes: 5, reason: 'Shouting' } as const
    await orm.insert(tables.notifications).values({ player: player.id, content: muted })
    const at = new Date()
    await mute(orm, moderator.player.id, { player: player.id, minutes: 5, reason: 'Shouting', at })
    const all = await exportOf(orm, player.id)
    const text = JSON.stringify(all)
    assert.deepEqual(all.player.preferences, { textScale: 1.5 })
    assert.deepEqual([all.account?.signInName, all.signIns.length], [player.name, 1])
    assert.deepEqual([all.serviceRecord.length, all.notes.length], [1, 2])
    assert.deepEqual([all.messages.map((each) => each.text), all.mutes.length], [['Hello'], 1])
    assert.deepEqual([all.team?.id, all.team?.role], [team.id, 'founder'])
    assert.deepEqual(
      all.notifications.map(({ content }) => content),
      [muted],
    )
    assert.ok(!text.includes(moderator.player.id), 'who of the moderators it was')
    for (const secret of ['argon2', 'hash', refreshToken]) assert.ok(!text.includes(secret), secret)
  })

  it('goes with the account, and its name out of what others keep', async () => {
    const name = fresh('Deleted')
    const { player } = await accounts.register(name, password, nobody)
    const friend = await accounts.guest(fresh(), nobody)
    const both = await played(orm, [player.id, friend.player.id], { name: `${name}’s session` })
    const other = await played(orm, [player.id], { name: 'Deleted scenes' })
    await assert.rejects(accounts.remove(player.id, 'something else'), refusedWith('wrong-current'))
    await assert.rejects(accounts.remove(player.id, undefined), refusedWith('wrong-current'))
    await accounts.remove(player.id, password)
    const where = {
      players: tables.players.id,
      credentials: tables.credentials.player,
      sign_ins: tables.signIns.player,
      service_records: tables.serviceRecords.player,
    }
    for (const [what, column] of Object.entries(where)) {
      assert.equal((await orm.select().from(column.table).where(eq(column, player.id))).length, 0, what)
    }
    const nameOf = async (id: string) =>
      (await orm.select().from(tables.results).where(eq(tables.results.id, id)))[0]?.name
    assert.deepEqual([await nameOf(both), await nameOf(other)], ['A session', 'Deleted scenes'])
    assert.equal((await serviceRecordOf(orm, friend.player.id)).lines.length, 1)
    await assert.rejects(accounts.signIn(name, password, nobody), refusedWith('wrong-sign-in'))
    assert.equal(await findPerson(orm, player.id), undefined)
    await assert.rejects(changeProfile(orm, player.id, { status: 'back' }), refusedWith('not-signed-in'))
    await assert.rejects(setPreferences(orm, player.id, {}), refusedWith('not-signed-in'))
    await accounts.register(name, password, nobody)
  })

  it('goes out of what was said, of teams and of what others were told, and leaves the numbers', async () => {
    const [ann, ben] = [await accounts.guest(fresh('Ann'), nobody), await accounts.guest(fresh('Ben'), nobody)]
    const channel = randomUUID()
    for (const { player } of [ann, ben, ann]) await said(orm, player.id, 'Hello', channel)
    const at = new Date()
    const { id: team } = await createTeam(orm, ann.player.id, fresh('Owls'), at)
    const { code } = await inviteToTeam(orm, { inviter: ann.player.id, at })
    await joinTeam(orm, ben.player.id, code, at)
    for (const from of [ann.player, ben.player]) {
      const content = { kind: 'friend-request', from: from.id, name: from.name } as const
      await orm.insert(tables.notifications).values({ player: ben.player.id, content })
    }
    await accounts.remove(ann.player.id, undefined)
    const { messages, notifications, teamMembers } = tables
    const left = await orm.select().from(messages).where(eq(messages.channel, channel)).orderBy(messages.seq)
    const gone = { sender: null, name: '', text: '', isRemoved: true }
    const stays = { sender: ben.player.id, name: 'Ben', text: 'Hello', isRemoved: false }
    assert.deepEqual(
      left.map(({ sender, name, text, isRemoved }) => ({ sender, name, text, isRemoved })),
      [gone, stays, gone],
    )
    const told = await orm.select().from(notifications).where(eq(notifications.player, ben.player.id))
    assert.deepEqual(
      told.map(({ content }) => 'from' in content && content.from),
      [ben.player.id],
    )
    const members = await orm.select().from(teamMembers).where(eq(teamMembers.team, team))
    assert.deepEqual(
      members.map(({ player, role }) => [player, role]),
      [[ben.player.id, 'founder']],
    )
    await accounts.remove(ben.player.id, undefined)
    assert.deepEqual(await orm.select().from(tables.teams).where(eq(tables.teams.id, team)), [])
  })

  it('shows as a service record: totals of all, pages of twenty, none twice and none left out', async () => {
    const { player } = await accounts.guest(fresh(), nobody)
    const at = Date.now()
    for (let game = 0; game < 45; game++) {
      const seats = game % 3 === 0 ? ['helm', 'captain'] : ['helm']
      // Several end in the same millisecond.
      await played(orm, [player.id], { victory: game % 2 === 0, seats, endedAt: at - Math.floor(game / 4) })
    }
    const first = await serviceRecordOf(orm, player.id)
    assert.deepEqual(first.totals, { games: 45, victories: 23, seconds: 45 * 600, bySeat: { helm: 45, captain: 15 } })
    const { result: _result, session: _session, ...line } = first.lines[0]!
    assert.deepEqual(line, {
      name: 'Friday night',
      scenario: 'siege',
      victory: line.victory,
      reason: 'All waves are beaten.',
      seconds: 600,
      ship: 'Kestrel',
      kind: 'corvette',
      seats: line.seats,
      figures: { kills: 3 },
      players: 1,
      endedAt: at,
    })
    const all = [...first.lines]
    let pages = 1
    for (let next = first.next; next !== undefined; pages++) {
      const page = await serviceRecordOf(orm, player.id, next)
      all.push(...page.lines)
      next = page.next
    }
    assert.deepEqual([pages, all.length, new Set(all.map(({ result }) => result)).size], [3, 45, 45])
    assert.ok(all.every(({ endedAt }, index) => index === 0 || endedAt <= all[index - 1]!.endedAt))
    for (const wrong of ['', '1', 'x.y', `${at}.${'0'.repeat(36)}`]) {
      await assert.rejects(serviceRecordOf(orm, player.id, wrong), refusedWith('bad-shape'), wrong)
    }
  })

  it('is empty at first', async () => {
    const { player } = await accounts.guest(fresh(), nobody)
    const empty = { totals: { games: 0, victories: 0, seconds: 0, bySeat: {} }, lines: [] }
    assert.deepEqual(await serviceRecordOf(orm, player.id), empty)
  })

  it('tells operators how sessions went, by scenario, in the days they ask for', async () => {
    const { player } = await accounts.guest(fresh(), nobody)
    const scenario = fresh('scenario')
    const lengths = Array.from({ length: 20 }, (_, index) => (index + 1) * 60)
    for (const seconds of lengths) {
      await played(orm, [player.id], {
        scenario,
        seconds,
        victory: seconds > 600,
        reconnects: 2,
        endedAt: time.now - 1000,
      })
    }
    await played(orm, [player.id], { scenario, endedAt: time.now - 8 * 86_400_000 })
    const week = await analyticsOf(orm, 7, time.now)
    assert.deepEqual(
      week.scenarios.find((entry) => entry.scenario === scenario),
      { scenario, games: 20, victories: 10, seconds: { mean: 630, p95: 1140 }, players: 20, reconnects: 40 },
    )
    const month = await analyticsOf(orm, 30, time.now)
    assert.equal(month.scenarios.find((entry) => entry.scenario === scenario)?.games, 21)
  })
})
