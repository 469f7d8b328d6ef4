/** Moderation on both databases: who may, what happens, and what stands in the audit about it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Role } from '../schema/accounts.ts'
import type { Report } from '../schema/moderation.ts'
import { channelId, type NotificationContent } from '../schema/people.ts'
import { moderationRoutes } from '../server/chat/moderation.routes.ts'
import { mutedUntil, reportPage } from '../server/chat/moderation.ts'
import type { Database } from '../server/persistence/database.ts'
import * as tables from '../server/persistence/tables.ts'
import { openLimits } from '../server/rate-limits.ts'
import { describeOnBoth } from './databases.ts'
import { type Served, serveRoutes } from './routes.ts'

describeOnBoth('moderation', (stand) => {
  let orm: Database
  let served: Served
  let now = Date.UTC(2030, 0, 1)
  const unreadable = new Set<string>()
  const hooks: unknown[][] = []
  const told: { player: string; content: NotificationContent }[] = []
  let moderator = ''
  before(async () => {
    orm = (await stand.open()).orm
    const limits = openLimits(1000)
    const routes = moderationRoutes({
      orm,
      now: () => now,
      notify: async (player, content) => void told.push({ player, content }),
      mayRead: async (player, channel) => !unreadable.has(`${player} ${channel}`),
      removed: (...given) => hooks.push(['removed', ...given]),
      slowed: (...given) => hooks.push(['slowed', ...given]),
      muted: (...given) => hooks.push(['muted', ...given]),
    })
    served = await serveRoutes(orm, limits, routes)
    moderator = await somebody('moderator')
  })
  after(() => served.close())
  beforeEach(async () => {
    hooks.length = 0
    told.length = 0
    await orm.delete(tables.reports)
    await orm.delete(tables.audit)
  })

  const somebody = async (role: Role = 'player') => {
    const id = randomUUID()
    await orm.insert(tables.players).values({ id, name: 'Ann', role })
    return id
  }
  let seq = 0
  const said = async (sender: string, text = 'Something foul', channel: string = channelId.global) => {
    const id = { channel, seq: ++seq }
    await orm.insert(tables.messages).values({ ...id, sender, name: 'Ann', kind: 'say', text, clientId: randomUUID() })
    return id
  }
  const report = (reporter: string, message: { channel: string; seq: number }, reason = 'Foul') =>
    served.ask(reporter, 'POST /chat/reports', { ...message, reason })
  const open = async (query = '') =>
    ((await served.ask(moderator, `GET /moderation/reports${query}`)).body as { reports: Report[] }).reports
  const messageAt = async ({ channel, seq: number }: { channel: string; seq: number }) => {
    const { messages } = tables
    const [row] = await orm
      .select()
      .from(messages)
      .where(and(eq(messages.channel, channel), eq(messages.seq, number)))
    return row!
  }
  const noted = async () =>
    (await orm.select().from(tables.audit)).map(({ actor, action, subject, details }) => [
      actor,
      action,
      subject,
      details,
    ])

  it('hears of a message once from each, with what was said then', async () => {
    const [ann, ben, cleo] = [await somebody(), await somebody(), await somebody()]
    const message = await said(ann)
    for (const reporter of [ben, cleo, ben]) assert.equal((await report(reporter, message)).status, 200)
    await served.ask(moderator, 'POST /moderation/removals', message)
    const [first, ...others] = await open()
    assert.deepEqual(first, {
      id: first?.id,
      at: now,
      ...message,
      text: 'Something foul',
      reason: 'Foul',
      reporter: { id: ben, name: 'Ann' },
      subject: { id: ann, name: 'Ann' },
      isRemoved: true,
    })
    assert.deepEqual(
      others.map(({ reporter }) => reporter?.id),
      [cleo],
    )
  })

  it('hears once also of a report that is sent twice at once', async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    const message = await said(ann)
    const answers = await Promise.all([report(ben, message), report(ben, message)])
    assert.deepEqual([answers.map(({ status }) => status), (await open()).length], [[200, 200], 1])
  })

  it('tells nobody who reported them', async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    await report(ben, await said(ann))
    assert.deepEqual(await noted(), [])
  })

  it('takes no report of what somebody cannot read, of nothing, of themselves, or without a word', async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    const message = await said(ann)
    const secret = await said(ann, 'Secret', channelId.team(randomUUID()))
    unreadable.add(`${ben} ${secret.channel}`)
    const gone = await said(ann)
    await served.ask(moderator, 'POST /moderation/removals', gone)
    const cases = [
      [await report(ben, secret), 'not-in-channel'],
      [await report(ben, { ...message, seq: 10 ** 9 }), 'no-such-message'],
      [await report(ben, gone), 'no-such-message'],
      [await report(ann, message), 'yourself'],
      [await report(ben, message, ' \n '), 'bad-shape'],
      [await report(ben, message, 'x'.repeat(301)), 'bad-shape'],
      [await report(ben, { ...message, channel: "global' or 1=1" }), 'bad-shape'],
      [await report(ben, { ...message, seq: 1.5 }), 'bad-shape'],
      [await report(randomUUID(), message), 'not-signed-in'],
    ] as const
    for (const [answer, code] of cases) assert.equal(answer.code, code)
    assert.deepEqual(await open(), [])
  })

  it('lists open reports, the oldest first, in pages, until they are closed', async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    for (let count = 0; count < reportPage + 2; count++) await report(ben, await said(ann, `Number ${count}`))
    const first = await open()
    const second = await open(`?after=${first.at(-1)?.id}`)
    assert.deepEqual(
      [...first, ...second].map(({ text }) => text),
      Array.from({ length: reportPage + 2 }, (_, count) => `Number ${count}`),
    )
    const id = first[0]!.id
    for (let turn = 0; turn < 2; turn++)
      assert.equal((await served.ask(moderator, `POST /moderation/reports/${id}/close`)).status, 200)
    assert.equal((await open())[0]?.text, 'Number 1')
    assert.deepEqual(await noted(), [[moderator, 'report.closed', ann, { report: id }]])
    for (const wrong of ['0', 'x', '1e99', String(Number.MAX_SAFE_INTEGER)]) {
      const { code } = await served.ask(moderator, `POST /moderation/reports/${wrong}/close`)
      assert.equal(code, 'no-such-report', wrong)
    }
  })

  it('takes a message away, whose number stays, and tells once', async () => {
    const ann = await somebody()
    const message = await said(ann)
    const remove = () => served.ask(moderator, 'POST /moderation/removals', message)
    const answers = await Promise.all([remove(), remove()])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    )
    const { text, isRemoved } = await messageAt(message)
    assert.deepEqual([text, isRemoved], ['', true])
    assert.deepEqual(hooks, [['removed', message.channel, message.seq]])
    assert.deepEqual(await noted(), [[moderator, 'message.removed', ann, message]])
  })

  it('takes a private message away only when one of the two has reported it', async () => {
    const [ann, ben] = [await somebody(), await somebody()]
    const channel = channelId.private(ann, ben)
    const [reported, other] = [await said(ann, 'Foul', channel), await said(ann, 'Fair', channel)]
    await report(ben, reported)
    const remove = (message: object) => served.ask(moderator, 'POST /moderation/removals', message)
    assert.deepEqual([(await remove(reported)).code, (await remove(other)).code], ['', 'no-such-message'])
    assert.deepEqual([(await messageAt(reported)).text, (await messageAt(other)).text], ['', 'Fair'])
  })

  it('mutes for a time, tells why, and ends it', async () => {
    const ann = await somebody()
    const muted = () => mutedUntil(orm, ann, new Date(now))
    const mute = (minutes: number, reason = 'Shouting') =>
      served.ask(moderator, 'POST /moderation/mutes', { player: ann, minutes, reason })
    assert.equal(await muted(), undefined)
    await mute(10)
    await mute(5)
    assert.deepEqual(await muted(), new Date(now + 5 * 60_000))
    assert.deepEqual(told.at(-1), { player: ann, content: { kind: 'muted', minutes: 5, reason: 'Shouting' } })
    now += 5 * 60_000
    assert.equal(await muted(), undefined)
    await mute(1)
    for (let turn = 0; turn < 2; turn++) await served.ask(moderator, `DELETE /moderation/mutes/${ann}`)
    assert.equal(await muted(), undefined)
    assert.deepEqual(
      (await noted()).map(([, action]) => action),
      ['player.muted', 'player.muted', 'player.muted', 'player.unmuted'],
    )
    assert.deepEqual(hooks, Array(5).fill(['muted', ann]))
  })

  it('slows a channel that exists and one that does not yet, and none of two people', async () => {
    const channel = channelId.session(randomUUID())
    const slow = (to: string, seconds: number) =>
      served.ask(moderator, 'PUT /moderation/slow', { channel: to, seconds })
    const { channels } = tables
    for (const seconds of [600, 0, 30]) assert.equal((await slow(channel, seconds)).status, 200)
    await orm.update(channels).set({ seq: 7 }).where(eq(channels.id, channel))
    await slow(channel, 10)
    const [row] = await orm.select().from(channels).where(eq(channels.id, channel))
    assert.deepEqual([row?.slowSeconds, row?.seq], [10, 7])
    assert.deepEqual(hooks.at(-1), ['slowed', channel, 10])
    assert.equal((await noted()).length, 4)
    assert.equal((await slow(channelId.private(randomUUID(), randomUUID()), 10)).code, 'bad-shape')
  })

  it('refuses shapes that are none, and people who are nobody', async () => {
    const ann = await somebody()
    const mute = { player: ann, minutes: 5, reason: 'Shouting' }
    const cases: [string, object | undefined, string][] = [
      ['POST /moderation/mutes', { ...mute, minutes: 0 }, 'bad-shape'],
      ['POST /moderation/mutes', { ...mute, minutes: 43_201 }, 'bad-shape'],
      ['POST /moderation/mutes', { ...mute, reason: '' }, 'bad-shape'],
      ['POST /moderation/mutes', { ...mute, player: 'Ann' }, 'bad-shape'],
      ['POST /moderation/mutes', { ...mute, player: randomUUID() }, 'no-such-person'],
      ['POST /moderation/mutes', { ...mute, player: moderator }, 'yourself'],
      ['DELETE /moderation/mutes/Ann', undefined, 'no-such-person'],
      ['PUT /moderation/slow', { channel: 'global', seconds: 601 }, 'bad-shape'],
      ['PUT /moderation/slow', { channel: 'global', seconds: -1 }, 'bad-shape'],
      ['PUT /moderation/slow', { channel: 'everywhere', seconds: 1 }, 'bad-shape'],
      ['POST /moderation/removals', { channel: 'global', seq: 0 }, 'bad-shape'],
      ['POST /moderation/removals', { channel: 'global', seq: 10 ** 9 }, 'no-such-message'],
      ['GET /moderation/reports?after=-1', undefined, 'bad-shape'],
    ]
    for (const [call, body, code] of cases)
      assert.equal((await served.ask(moderator, call, body)).code, code, `${call} ${JSON.stringify(body)}`)
    assert.deepEqual([hooks, told, await noted()], [[], [], []])
  })

  it('is for moderators and operators alone', async () => {
    const ann = await somebody()
    const message = await said(ann)
    const calls: [string, object?][] = [
      ['GET /moderation/reports'],
      ['POST /moderation/reports/1/close'],
      ['POST /moderation/removals', message],
      ['POST /moderation/mutes', { player: ann, minutes: 5, reason: 'Shouting' }],
      [`DELETE /moderation/mutes/${ann}`],
      ['PUT /moderation/slow', { channel: 'global', seconds: 600 }],
    ]
    for (const asker of [await somebody(), randomUUID()]) {
      for (const [call, body] of calls) assert.equal((await served.ask(asker, call, body)).code, 'moderator-only', call)
    }
    assert.deepEqual([hooks, (await messageAt(message)).text], [[], 'Something foul'])
    const operator = await somebody('admin')
    assert.equal((await served.ask(operator, 'POST /moderation/removals', message)).status, 200)
  })
})
