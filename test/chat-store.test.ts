/** What is said is numbered without a gap and kept once, on both databases, however many say it and however often. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { limits } from '../schema/limits.ts'
import { type ChatLine, channelId, kindOf } from '../schema/people.ts'
import { type ChatStore, type Draft, openChatStore } from '../server/chat/chat-store.ts'
import type { OpenDatabase } from '../server/persistence/database.ts'
import { channels, messages, players } from '../server/persistence/tables.ts'
import { describeOnBoth } from './databases.ts'

const now = 1_700_000_000_000

describeOnBoth('chat', (stand) => {
  let database: OpenDatabase
  let stores: [ChatStore, ChatStore]
  let committed: ChatLine[] = []
  const [ann, bo] = [randomUUID(), randomUUID()]

  before(async () => {
    database = await stand.open()
    const open = () =>
      openChatStore(
        database.orm,
        () => now,
        (lines) => committed.push(...lines),
      )
    stores = [open(), open()]
    await database.orm.insert(players).values([
      { id: ann, name: 'Ann' },
      { id: bo, name: 'Bo' },
    ])
  })
  beforeEach(() => {
    committed = []
  })

  const draft = (channel: string, text: string, from = ann, clientId = randomUUID()): Draft => {
    return { channel, from, name: from === ann ? 'Ann' : 'Bo', kind: 'say', text, clientId }
  }
  const team = () => channelId.team(randomUUID())
  const say = async (channel: string, count: number) => {
    for (let each = 1; each <= count; each += 50) {
      const texts = Array.from({ length: Math.min(50, count - each + 1) }, (_, index) => `${each + index}`)
      await Promise.all(texts.map((text) => stores[0].post(draft(channel, text))))
    }
  }
  const all = async (channel: string) =>
    (await database.orm.select().from(messages).where(eq(messages.channel, channel)).orderBy(messages.seq)).map(
      ({ seq, text }) => ({ seq, text }),
    )

  it('numbers each channel from 1 without a gap, whoever speaks on whatever process at the same time', async () => {
    const said = fc.array(
      fc.record({
        store: fc.constantFrom(0, 1),
        channel: fc.nat(2),
        from: fc.constantFrom(ann, bo),
        repeats: fc.nat(2),
      }),
      { minLength: 1, maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(said, async (list) => {
        const ids = [team(), team(), team()]
        const posted = await Promise.all(
          list.flatMap(({ store, channel, from, repeats }, index) => {
            const one = draft(ids[channel]!, `${index}`, from)
            return Array.from({ length: repeats + 1 }, (_, again) => stores[(store + again) % 2]!.post(one))
          }),
        )
        for (const channel of ids) {
          const count = list.filter((each) => ids[each.channel] === channel).length
          assert.deepEqual(
            (await all(channel)).map(({ seq }) => seq),
            Array.from({ length: count }, (_, index) => index + 1),
          )
        }
        const distinct = new Set(posted.map(({ channel, seq, text }) => `${channel} ${seq} ${text}`))
        assert.equal(distinct.size, list.length, 'a repeated message has the number of the first')
      }),
      { numRuns: 15 },
    )
  }).timeout(60_000)

  it('tells of each new message once, in the order of its channel', async () => {
    const channel = team()
    const one = draft(channel, 'once')
    await Promise.all([...stores, ...stores].map((store) => store.post(one)))
    await say(channel, 60)
    assert.deepEqual(
      committed.map(({ seq }) => seq),
      Array.from({ length: 61 }, (_, index) => index + 1),
    )
    assert.deepEqual(
      committed.map(({ seq, text }) => ({ seq, text })),
      await all(channel),
    )
  })

  it('keeps what others say when one message cannot be kept', async () => {
    const channel = team()
    const texts = ['before', 'by nobody', 'after']
    const posted = await Promise.allSettled(
      texts.map((text) => stores[0].post(draft(channel, text, text === 'by nobody' ? randomUUID() : ann))),
    )
    assert.deepEqual(
      posted.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(await all(channel), [
      { seq: 1, text: 'before' },
      { seq: 2, text: 'after' },
    ])
  })

  it('gives back everything missed, or says honestly that it does not', async () => {
    const channel = team()
    assert.deepEqual(await stores[0].catchUp(channel, 1, 0), { epoch: 1, recovered: true, messages: [] })
    await say(channel, limits.chatCatchUp + 20)
    const few = await stores[1].catchUp(channel, 1, limits.chatCatchUp + 17)
    assert.deepEqual([few.recovered, few.messages.map(({ text }) => text)], [true, ['318', '319', '320']])
    const most = await stores[1].catchUp(channel, 1, 20)
    assert.deepEqual([most.recovered, most.messages.length], [true, limits.chatCatchUp])
    const tooMany = await stores[1].catchUp(channel, 1, 19)
    assert.deepEqual([tooMany.recovered, tooMany.messages.length], [false, limits.chatPage])
    assert.equal(tooMany.messages.at(-1)?.text, '320')
    const another = await stores[1].catchUp(channel, 2, 319)
    assert.deepEqual([another.recovered, another.epoch], [false, 1])
    assert.equal((await stores[1].catchUp(channel, 1, 999)).recovered, false, 'from a future that was restored away')
    await database.orm.delete(messages).where(eq(messages.seq, 319))
    assert.equal((await stores[1].catchUp(channel, 1, 317)).recovered, false, 'one was swept')
  }).timeout(30_000)

  it('pages back without end, each page once', async () => {
    const channel = team()
    await say(channel, 120)
    const seen: string[] = []
    for (let before = 121, page = await stores[0].history(channel, before); page.length > 0; ) {
      assert.ok(page.length <= limits.chatPage)
      seen.unshift(...page.map(({ text }) => text))
      before = page[0]!.seq
      page = await stores[0].history(channel, before)
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 120 }, (_, index) => `${index + 1}`),
    )
  }).timeout(30_000)

  it('lists a private channel to both, by the name of the other, and remembers how far each has read', async () => {
    const channel = channelId.private(ann, bo)
    await stores[0].post(draft(channel, 'psst'))
    const [toAnn, toBo] = await Promise.all([ann, bo].map((player) => stores[0].privateChannels(player)))
    assert.deepEqual([toAnn, toBo], [[{ id: channel, title: 'Bo' }], [{ id: channel, title: 'Ann' }]])
    await stores[0].read(channel, bo, 1)
    await stores[0].read(channel, bo, 0)
    const heads = await stores[1].readHeads([channel, team()], bo)
    assert.deepEqual([...heads], [[channel, { epoch: 1, head: 1, read: 1, slowSeconds: 0 }]])
  })

  it('names the private channels in which something was said lately, and no others', async () => {
    const cy = randomUUID()
    await database.orm.insert(players).values({ id: cy, name: 'Cy' })
    const channel = channelId.private(ann, cy)
    await stores[0].post(draft(channel, 'psst'))
    await stores[0].post(draft(team(), 'hello'))
    const used = await stores[1].privateUsedSince(new Date(now - 1))
    assert.ok(used.includes(channel))
    assert.ok(used.every((id) => kindOf(id) === 'private'))
    assert.deepEqual(await stores[1].privateUsedSince(new Date(now)), [])
  })

  it('leaves the numbers of its channels as they are in the table of channels', async () => {
    const rows = await database.orm.select().from(channels)
    for (const { id, seq } of rows) assert.equal((await all(id)).at(-1)?.seq ?? 0, seq)
  })
})
