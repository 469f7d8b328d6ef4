/** Which channels a page knows, when notices are lost and when the database is away at the wrong moment. */
import { deepEqual } from 'node:assert/strict'
import { until } from '../../loadtest/bench/waiting.ts'
import { type ChannelView, channelId, type PeopleMessageName } from '../../schema/people.ts'
import { localBus } from '../cluster/bus.ts'
import { UnavailableError } from '../http.ts'
import { openAttendance } from '../people/attendance.ts'
import { localPresence } from '../presence/local-presence.ts'
import { placeIn } from '../presence/test-presence.ts'
import { sendAll } from '../rooms/people.room.ts'
import { openChat } from './chat.ts'
import type { ChatStore } from './chat-store.ts'
import { openDelivery } from './delivery.ts'

const [ann, bo] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
const session = '00000000-0000-4000-8000-000000000003'

describe('the channels of a page', () => {
  /** Reads of how far somebody has read that fail from now on. */
  let failures = 0
  let used: string[] = []
  let reading: Promise<void> | undefined
  const close: (() => void)[] = []
  after(() => {
    for (const end of close) end()
  })

  const store = {
    heads: async () => new Map(),
    privateChannels: async () => [],
    privateUsedSince: async () => used,
    async readHeads(ids: string[]) {
      // The welcome alone waits: it was asked for first.
      if (ids.length === 1) await reading
      if (failures-- > 0) throw new UnavailableError('the database is away')
      return new Map()
    },
  } as Partial<ChatStore> as ChatStore

  function open() {
    const bus = localBus()
    const attendance = openAttendance(bus)
    const presence = localPresence({ coalesceMs: 1 })
    const delivery = openDelivery({ store, bus, attendance, sendAll, now: Date.now })
    const circle = {
      teamOf: async () => undefined,
      mutedUntil: async () => undefined,
      isBlockedBy: async () => false,
      nameOf: async () => 'Bo',
    }
    const writes = { enqueue: () => true }
    const chat = openChat({ store, delivery, attendance, presence, circle, writes, now: Date.now })
    close.push(delivery.close, presence.close)
    const told: ChannelView[][] = []
    const send = (name: PeopleMessageName, message: unknown) => {
      if (name === 'channels') told.push(message as ChannelView[])
    }
    attendance.attend({ player: ann, send, sendBytes: () => undefined })
    const known = () => told.at(-1)?.map(({ id }) => id)
    return { bus, presence, chat, known, forget: () => told.splice(0) }
  }

  it('are told once the database is back, when it went away while they changed', async () => {
    const { chat, presence, known } = open()
    await chat.welcome(ann)
    failures = 1
    presence.place(ann, placeIn(session))
    await until('the page is told', known)
    deepEqual(known(), ['global', channelId.session(session), channelId.crew(session, 0)])
  })

  it('get a private one whose first words were lost on their way', async () => {
    const { bus, chat, known } = open()
    await chat.welcome(ann)
    used = [channelId.private(ann, bo)]
    bus.broken()
    await until('the page is told', known)
    deepEqual(known(), ['global', channelId.private(ann, bo)])
  })

  it('are told again after the welcome when they changed while it was made', async () => {
    const { chat, presence, known, forget } = open()
    let goOn = () => {}
    reading = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const welcome = chat.welcome(ann)
    presence.place(ann, placeIn(session))
    await until('the change is told, too early', known)
    reading = undefined
    goOn()
    const { channels, sent } = await welcome
    deepEqual(
      channels.map(({ id }) => id),
      ['global'],
    )
    forget()
    sent()
    await until('the page is told', known)
    deepEqual(known(), ['global', channelId.session(session), channelId.crew(session, 0)])
  })
})
