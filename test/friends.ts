/** Players with pages and friends on a database of a test: what their pages were told, and what was notified. */
import { randomUUID } from 'node:crypto'
import pino from 'pino'
import type { NotificationContent, PeopleMessageName, Person } from '../schema/people.ts'
import { localBus } from '../server/cluster/bus.ts'
import { openAttendance } from '../server/people/attendance.ts'
import type { Database } from '../server/persistence/database.ts'
import { players } from '../server/persistence/tables.ts'
import { openFriends } from '../server/presence/friends.ts'
import { localPresence } from '../server/presence/local-presence.ts'
import { startPeopleNews } from '../server/presence/people-news.ts'
import { friendsOf } from '../server/presence/relations.ts'
import { testClock } from '../server/presence/test-presence.ts'

const log = pino({ level: 'silent' })

export function openTestPeople(database: Database) {
  const bus = localBus()
  const clock = testClock()
  const attendance = openAttendance(bus)
  const presence = localPresence({ clock })
  const notified: ({ to: string } & NotificationContent)[] = []
  const friends = openFriends({
    ...{ database, attendance, presence, bus, log, now: clock.now },
    notify: async (to, content) => void notified.push({ to, ...content }),
  })
  startPeopleNews({
    ...{ attendance, presence, bus, log, clock },
    friendsOf: (players) => friendsOf(database, players),
  })
  return {
    ...{ bus, clock, attendance, presence, friends, notified },
    /** Somebody new, with a page that is open. */
    async newcomer(name: string, more: Partial<typeof players.$inferInsert> = {}): Promise<TestPerson> {
      const id = randomUUID()
      await database.insert(players).values({ id, name, ...more })
      const told: TestPerson['told'] = []
      const send = (message: PeopleMessageName, content: unknown) => void told.push({ message, content })
      const leave = attendance.attend({ player: id, send, sendBytes() {} })
      return { id, told, leave, take: () => told.splice(0) }
    },
  }
}
export type TestPeople = ReturnType<typeof openTestPeople>

export interface TestPerson {
  id: string
  told: { message: PeopleMessageName; content: unknown }[]
  /** What the page was told since it was asked last. */
  take(): TestPerson['told']
  leave(): void
}

/** A list in short: who is what. */
export const inShort = (people: Person[]): Record<string, string> =>
  Object.fromEntries(people.map(({ name, relation }) => [name, relation]))
