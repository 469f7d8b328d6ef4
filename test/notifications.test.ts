/** Notifications on both databases: kept, told, not repeated, read on one device and so on all. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { NotificationContent, PeopleMessages } from '../schema/people.ts'
import { localBus } from '../server/cluster/bus.ts'
import { openAttendance } from '../server/people/attendance.ts'
import { notificationRoutes } from '../server/people/notifications.routes.ts'
import { type Notifications, notificationPage, openNotifications } from '../server/people/notifications.ts'
import type { Database } from '../server/persistence/database.ts'
import { players } from '../server/persistence/tables.ts'
import { openLimits } from '../server/rate-limits.ts'
import { describeOnBoth } from './databases.ts'
import { serveRoutes } from './routes.ts'

type Told = { [Name in keyof PeopleMessages]: { name: Name; message: PeopleMessages[Name] } }[keyof PeopleMessages]

describeOnBoth('notifications', (stand) => {
  const attendance = openAttendance(localBus())
  const now = Date.UTC(2030, 0, 1)
  let orm: Database
  let notifications: Notifications
  before(async () => {
    orm = (await stand.open()).orm
    notifications = openNotifications({ orm, attendance, now: () => now })
  })

  const somebody = async () => {
    const id = randomUUID()
    await orm.insert(players).values({ id, name: 'Ann' })
    const told: Told[] = []
    attendance.attend({
      player: id,
      sendBytes() {},
      send: (name, message) => void told.push({ name, message } as Told),
    })
    return { id, told }
  }
  const asks = (from: string): NotificationContent => ({ kind: 'friend-request', from, name: 'Ben' })
  const newest = async (id: string) => notifications.newest(id, 50)

  it('are kept and told alike', async () => {
    const { id, told } = await somebody()
    const content: NotificationContent = { kind: 'muted', minutes: 5, reason: 'Shouting' }
    await notifications.notify(id, content)
    const [one, ...more] = await newest(id)
    assert.deepEqual(one, { id: one?.id, at: now, isRead: false, ...content })
    assert.deepEqual([more, told], [[], [{ name: 'notification', message: one }]])
  })

  it('are not repeated while one about the same waits, and come again once it was read', async () => {
    const { id, told } = await somebody()
    const [ben, cleo] = [randomUUID(), randomUUID()]
    for (const from of [ben, cleo, ben]) await notifications.notify(id, asks(from))
    assert.deepEqual([(await newest(id)).length, told.length], [2, 2])
    await notifications.notify(id, { kind: 'friend-accepted', from: ben, name: 'Ben' })
    assert.equal((await newest(id)).length, 3)
    await notifications.readUpTo(id, (await newest(id)).at(-1)!.id)
    await notifications.notify(id, asks(ben))
    assert.deepEqual(
      (await newest(id)).map(({ isRead }) => isRead),
      [true, true, true, false],
    )
  })

  it('take on a newer code instead of a second line, and tell of it', async () => {
    const { id, told } = await somebody()
    const [from, team] = [randomUUID(), randomUUID()]
    const invitation = (code: string, to = team): NotificationContent => {
      return { kind: 'team-invitation', from, name: 'Ben', team: to, teamName: 'Owls', code }
    }
    await notifications.notify(id, invitation('OLD'))
    await notifications.notify(id, invitation('NEW'))
    await notifications.notify(id, invitation('OTHER', randomUUID()))
    const codes = (await newest(id)).map((each) => ('code' in each ? each.code : ''))
    assert.deepEqual(codes, ['NEW', 'OTHER'])
    const ids = told.map(({ message }) => (message as { id: number }).id)
    assert.deepEqual([ids.length, ids[0] === ids[1]], [3, true])
  })

  it('each count where they are about nobody: two mutes are two', async () => {
    const { id } = await somebody()
    for (let turn = 0; turn < 2; turn++) await notifications.notify(id, { kind: 'muted', minutes: 5, reason: 'Again' })
    assert.equal((await newest(id)).length, 2)
  })

  it('are read on all devices, up to the newest there is and of nobody else', async () => {
    const [one, other] = [await somebody(), await somebody()]
    for (const { id } of [one, other]) await notifications.notify(id, asks(randomUUID()))
    const last = (await newest(one.id)).at(-1)!.id
    await notifications.readUpTo(one.id, Number.MAX_SAFE_INTEGER)
    assert.deepEqual(one.told.at(-1), { name: 'notifications.read', message: { upTo: last } })
    assert.deepEqual(
      [...(await newest(one.id)), ...(await newest(other.id))].map(({ isRead }) => isRead),
      [true, false],
    )
    const before = one.told.length
    await notifications.readUpTo(one.id, last)
    assert.equal(one.told.length, before, 'nothing new was read')
  })

  it('of somebody who is gone are dropped', async () => {
    await notifications.notify(randomUUID(), asks(randomUUID()))
  })

  it('come in pages, oldest first, none twice and none left out', async () => {
    const { id } = await somebody()
    for (let count = 0; count < notificationPage + 3; count++) await notifications.notify(id, asks(randomUUID()))
    const served = await serveRoutes(orm, openLimits(1), notificationRoutes(notifications))
    const page = async (query: string) => {
      const { status, body } = await served.ask(id, `GET /notifications${query}`)
      assert.equal(status, 200)
      return (body as { notifications: { id: number }[] }).notifications.map((each) => each.id)
    }
    const first = await page('')
    const second = await page(`?before=${first[0]}`)
    const none = await page(`?before=${second[0]}`)
    assert.deepEqual([first.length, second.length, none.length], [notificationPage, 3, 0])
    const all = [...second, ...first]
    assert.deepEqual(
      all,
      [...new Set(all)].sort((a, b) => a - b),
    )
    const wrong = await Promise.all(
      ['-1', 'x', '1.5', '1e300'].map((before) => served.ask(id, `GET /notifications?before=${before}`)),
    )
    assert.deepEqual(
      wrong.map(({ code }) => code),
      Array(4).fill('bad-shape'),
    )
    served.close()
  })
})
