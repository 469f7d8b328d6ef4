/** Friends, requests and blocks on both databases: what is kept, who is told what, and what comes of haste. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { until } from '../loadtest/bench/waiting.ts'
import { limits } from '../schema/limits.ts'
import type { Person } from '../schema/people.ts'
import { exportOf } from '../server/accounts/people.ts'
import type { Database } from '../server/persistence/database.ts'
import { players, relations } from '../server/persistence/tables.ts'
import { placeIn } from '../server/presence/test-presence.ts'
import { fresh, nobody, openTestAccounts, password, refusedWith } from './accounts.ts'
import { describeOnBoth } from './databases.ts'
import { inShort, openTestPeople, type TestPeople, type TestPerson } from './friends.ts'

describeOnBoth('friends', (stand) => {
  let orm: Database
  let people: TestPeople
  let friends: TestPeople['friends']
  let [ann, bo]: TestPerson[] = []
  before(async () => {
    orm = (await stand.open()).orm
    people = openTestPeople(orm)
    friends = people.friends
  })
  beforeEach(async () => {
    ann = await people.newcomer('Ann')
    bo = await people.newcomer('Bo')
    people.notified.length = 0
  })
  const lists = async () => [inShort(await friends.of(ann!.id)), inShort(await friends.of(bo!.id))]
  const befriend = async () => {
    await friends.ask(ann!.id, bo!.id)
    await friends.ask(bo!.id, ann!.id)
    people.notified.length = 0
    for (const each of [ann!, bo!]) each.take()
  }
  const told = (person: TestPerson) =>
    person
      .take()
      .map(({ message, content }) => [message, message === 'people' ? inShort(content as Person[]) : content])

  it('are made by asking and accepting; both pages are told, and who is asked or accepted is notified', async () => {
    assert.equal((await friends.ask(ann!.id, bo!.id)).relation, 'outgoing')
    assert.deepEqual(await lists(), [{ Bo: 'outgoing' }, { Ann: 'incoming' }])
    assert.deepEqual([told(ann!), told(bo!)], [[['people', { Bo: 'outgoing' }]], [['people', { Ann: 'incoming' }]]])
    assert.equal((await friends.ask(ann!.id, bo!.id)).relation, 'outgoing', 'again is no more')
    assert.equal((await friends.ask(bo!.id, ann!.id)).relation, 'friend')
    assert.deepEqual(await lists(), [{ Bo: 'friend' }, { Ann: 'friend' }])
    assert.deepEqual([told(ann!), told(bo!)], [[['people', { Bo: 'friend' }]], [['people', { Ann: 'friend' }]]])
    assert.deepEqual(people.notified, [
      { to: bo!.id, kind: 'friend-request', from: ann!.id, name: 'Ann' },
      { to: ann!.id, kind: 'friend-accepted', from: bo!.id, name: 'Bo' },
    ])
    await assert.rejects(friends.ask(ann!.id, bo!.id), refusedWith('already-friends'))
  })

  it('end, as requests do, for both at once by either', async () => {
    for (const [asker, ender] of [
      [ann!, bo!],
      [ann!, ann!],
      [bo!, ann!],
    ] as const) {
      await friends.ask(asker.id, asker === ann ? bo!.id : ann!.id)
      for (const each of [ann!, bo!]) each.take()
      await friends.remove(ender.id, ender === ann ? bo!.id : ann!.id)
      assert.deepEqual(await lists(), [{}, {}])
      assert.deepEqual([told(ann!), told(bo!)], [[['people.gone', [bo!.id]]], [['people.gone', [ann!.id]]]])
    }
    await befriend()
    await friends.remove(bo!.id, ann!.id)
    await friends.remove(bo!.id, ann!.id)
    assert.deepEqual(await lists(), [{}, {}])
    assert.deepEqual(told(ann!), [['people.gone', [bo!.id]]], 'once')
  })

  it('are found by the exact name of an account, however it is written', async () => {
    const { accounts } = await openTestAccounts(orm)
    const name = fresh('Wren')
    const { player } = await accounts.register(name, password, nobody)
    const asked = await friends.askByName(ann!.id, name.toUpperCase())
    assert.deepEqual([asked.id, asked.relation], [player.id, 'outgoing'])
    await assert.rejects(friends.askByName(ann!.id, name.slice(0, -1)), refusedWith('no-such-person'))
    await assert.rejects(friends.askByName(ann!.id, 'Bo'), refusedWith('no-such-person'), 'a guest has no account')
  })

  it('are no strangers, nor oneself, nor who is gone', async () => {
    for (const act of ['ask', 'remove', 'block', 'unblock'] as const) {
      await assert.rejects(friends[act](ann!.id, ann!.id), refusedWith('yourself'))
      await assert.rejects(friends[act](ann!.id, randomUUID()), refusedWith('no-such-person'))
      await assert.rejects(friends[act](randomUUID(), ann!.id), refusedWith('not-signed-in'))
    }
  })

  it('are made when both ask at once, and stay consistent under any haste', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all([friends.ask(ann!.id, bo!.id), friends.ask(bo!.id, ann!.id)])
      assert.deepEqual(await lists(), [{ Bo: 'friend' }, { Ann: 'friend' }])
      await Promise.all([friends.remove(ann!.id, bo!.id), friends.remove(bo!.id, ann!.id)])
      assert.deepEqual(await lists(), [{}, {}])
    }
    const acts = ['ask', 'block', 'unblock', 'remove'] as const
    const all = Array.from({ length: 40 }, (_, index) => {
      const [one, other] = index % 2 === 0 ? [ann!, bo!] : [bo!, ann!]
      return friends[acts[Math.floor(index / 2) % 4]!](one.id, other.id)
    })
    for (const done of await Promise.allSettled(all)) {
      if (done.status === 'rejected') assert.ok(refusedWith('already-friends')(done.reason), String(done.reason))
    }
    const rows = await orm.select().from(relations).where(eq(relations.player, ann!.id))
    const others = await orm.select().from(relations).where(eq(relations.player, bo!.id))
    assert.equal(rows[0]?.kind === 'friend', others[0]?.kind === 'friend')
  })

  it('are no more once one blocks; the other cannot tell it from an end, or from silence', async () => {
    await befriend()
    assert.equal(await friends.isBlockedBy(bo!.id, ann!.id), false)
    assert.equal((await friends.block(ann!.id, bo!.id)).relation, 'blocked')
    assert.deepEqual(await lists(), [{ Bo: 'blocked' }, {}])
    assert.deepEqual([told(ann!), told(bo!)], [[['people', { Bo: 'blocked' }]], [['people.gone', [ann!.id]]]])
    assert.deepEqual(
      [await friends.isBlockedBy(bo!.id, ann!.id), await friends.isBlockedBy(ann!.id, bo!.id)],
      [true, false],
    )
    assert.equal((await friends.ask(bo!.id, ann!.id)).relation, 'outgoing')
    assert.deepEqual(await lists(), [{ Bo: 'blocked' }, { Ann: 'outgoing' }])
    assert.deepEqual([told(ann!), told(bo!)], [[], [['people', { Ann: 'outgoing' }]]])
    await friends.remove(ann!.id, bo!.id)
    assert.deepEqual(await lists(), [{ Bo: 'blocked' }, { Ann: 'outgoing' }], 'only unblocking unblocks')
    await friends.unblock(ann!.id, bo!.id)
    assert.deepEqual(await lists(), [{}, {}])
    assert.equal(await friends.isBlockedBy(bo!.id, ann!.id), false)
    assert.deepEqual(people.notified, [])
  })

  it('of one player, with requests and blocks, are no more than the limit, and so are those who ask them', async () => {
    const crowd = Array.from({ length: limits.people }, (_, index) => ({ id: randomUUID(), name: `Pilot ${index}` }))
    await orm.insert(players).values(crowd)
    await orm
      .insert(relations)
      .values(crowd.map(({ id }) => ({ player: ann!.id, other: id, kind: 'requested' as const })))
    for (const act of ['ask', 'block'] as const) {
      await assert.rejects(friends[act](ann!.id, bo!.id), refusedWith('too-many-people'))
    }
    await friends.block(ann!.id, crowd[0]!.id)
    assert.equal((await friends.ask(bo!.id, ann!.id)).relation, 'outgoing', 'she may still be asked')
    await assert.rejects(friends.ask(ann!.id, bo!.id), refusedWith('too-many-people'))
    await friends.remove(ann!.id, crowd[1]!.id)
    assert.equal((await friends.ask(ann!.id, bo!.id)).relation, 'friend')
    const cy = await people.newcomer('Cy')
    await orm
      .insert(relations)
      .values(crowd.map(({ id }) => ({ player: id, other: cy.id, kind: 'requested' as const })))
    await assert.rejects(friends.ask(bo!.id, cy.id), refusedWith('too-many-people'))
    await friends.block(cy.id, bo!.id)
    await assert.rejects(friends.ask(bo!.id, cy.id), refusedWith('too-many-people'), 'blocked or not')
  })

  it('stand in the export, and go with the account', async () => {
    await befriend()
    assert.deepEqual(
      (await exportOf(orm, ann!.id)).relations.map(({ other, kind }) => [other, kind]),
      [[bo!.id, 'friend']],
    )
    const gone = await friends.farewell(bo!.id)
    await orm.delete(players).where(eq(players.id, bo!.id))
    gone()
    assert.deepEqual(inShort(await friends.of(ann!.id)), {})
    assert.deepEqual(told(ann!), [['people.gone', [bo!.id]]])
  })

  describe('see each other', () => {
    const seen = (person: TestPerson) =>
      person
        .take()
        .flatMap(({ message, content }) =>
          message === 'people' ? (content as Person[]).map(({ name, presence }) => [name, presence.status]) : [],
        )
    const news = async (person: TestPerson, change: () => void) => {
      // What a page is told while its friends are still being read comes when they are.
      change()
      people.clock.turn(150)
      await until('it is told', () => person.told.length > 0)
      return seen(person)
    }

    it('come, play and go, one message for what happens together', async () => {
      await befriend()
      const cy = await people.newcomer('Cy')
      await friends.ask(ann!.id, cy.id)
      await friends.ask(cy.id, ann!.id)
      for (const each of [ann!, cy]) each.take()
      const pages = [bo!, cy].map(({ id }) => people.presence.attend(id))
      assert.deepEqual(await news(ann!, () => undefined), [
        ['Bo', 'lobby'],
        ['Cy', 'lobby'],
      ])
      assert.deepEqual(await news(ann!, () => people.presence.place(bo!.id, placeIn('s'))), [['Bo', 'game']])
      const [listed] = (await friends.of(ann!.id)).filter(({ id }) => id === bo!.id)
      assert.equal(listed?.presence.place?.ship, 'Kestrel')
      assert.deepEqual(await news(ann!, () => people.presence.setInvisible(bo!.id, true)), [['Bo', 'offline']])
      people.presence.leave(bo!.id, 's')
      pages[1]!.away(true)
      people.clock.turn(150)
      assert.deepEqual(seen(ann!), [['Cy', 'away']], 'nothing of who is unseen')
      assert.deepEqual(seen(cy), [], 'friends of friends are strangers')
    })

    it('only: who asks, was asked or is blocked is off-line', async () => {
      people.presence.attend(bo!.id)
      people.presence.attend(ann!.id)
      await friends.ask(ann!.id, bo!.id)
      const presences = async () => [await friends.of(ann!.id), await friends.of(bo!.id)].map(([one]) => one?.presence)
      assert.deepEqual(await presences(), [{ status: 'offline' }, { status: 'offline' }])
      await friends.ask(bo!.id, ann!.id)
      assert.deepEqual(await presences(), [{ status: 'lobby' }, { status: 'lobby' }])
      await friends.block(ann!.id, bo!.id)
      assert.deepEqual(await presences(), [{ status: 'offline' }, undefined])
      const cy = await people.newcomer('Cy')
      await friends.ask(cy.id, bo!.id)
      await friends.ask(bo!.id, cy.id)
      people.clock.turn(10_000)
      for (const each of [ann!, bo!]) each.take()
      people.presence.place(ann!.id, placeIn('s'))
      assert.deepEqual(await news(bo!, () => people.presence.attend(cy.id)), [['Cy', 'lobby']], 'nothing of Ann')
    })

    it('as last seen in the table when this process has not seen them, unless they are unseen', async () => {
      const seenAt = new Date(1_700_000_000_000)
      const [di, ed] = [
        await people.newcomer('Di', { seenAt }),
        await people.newcomer('Ed', { seenAt, isInvisible: true }),
      ]
      for (const other of [di, ed]) {
        await friends.ask(ann!.id, other.id)
        await friends.ask(other.id, ann!.id)
      }
      assert.deepEqual(
        (await friends.of(ann!.id)).map(({ presence }) => presence),
        [{ status: 'offline', seenAt: seenAt.getTime() }, { status: 'offline' }],
      )
    })

    it('under their new name', async () => {
      await befriend()
      await until('friends are read', async () => {
        people.presence.attend(bo!.id).release()
        people.presence.attend(bo!.id)
        people.clock.turn(150)
        return ann!.take().length > 0
      })
      await orm.update(players).set({ name: 'Bob' }).where(eq(players.id, bo!.id))
      assert.deepEqual(await news(ann!, () => people.bus.publish('profile', { player: bo!.id })), [['Bob', 'lobby']])
    })
  })
})
