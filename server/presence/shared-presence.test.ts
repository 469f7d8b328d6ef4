/** Presence on several processes comes to what a simple model says, whatever is lost on the way. */
import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import pino from 'pino'
import type { PresenceStatus } from '../../schema/people.ts'
import type { Attending } from './presence.ts'
import { sharedPresence } from './shared-presence.ts'
import { memoryTables, placeIn, testBuses, testClock } from './test-presence.ts'

const log = pino({ level: 'silent' })
const count = 3
const players = ['ann', 'bo', 'cy']

function openProcesses() {
  const clock = testClock()
  const tables = memoryTables(clock)
  const net = testBuses(count)
  const processes = net.buses.map((bus, index) => sharedPresence({ self: () => `p${index}`, tables, bus, log, clock }))
  for (const each of processes) each.start()
  /** Time in steps, so that what is written is written. */
  const turn = async (ms: number, stepMs = 150) => {
    for (let turned = 0; turned < ms; turned += stepMs) {
      clock.turn(stepMs)
      await setImmediate()
    }
  }
  return { clock, tables, net, processes, turn }
}
type Opened = ReturnType<typeof openProcesses>

/** What the connections say, kept the plain way. */
interface Model {
  pages: { process: number; player: string; isAway: boolean; attending: Attending }[]
  places: { process: number; player: string; session: string; isConnected: boolean }[]
}
const statusIn = ({ pages, places }: Model, player: string): PresenceStatus => {
  const own = pages.filter((page) => page.player === player)
  if (places.some((place) => place.player === player && place.isConnected)) return 'game'
  if (own.length === 0) return 'offline'
  return own.some(({ isAway }) => !isAway) ? 'lobby' : 'away'
}

const process = fc.nat({ max: count - 1 })
const player = fc.constantFrom(...players)
const act = fc.oneof(
  fc.record({ kind: fc.constant('attend'), process, player, isAway: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('away', 'back', 'release'), which: fc.nat() }),
  // A player's seats are in one session a process here: who has the better of two is another test.
  fc.record({ kind: fc.constantFrom('place', 'hold', 'leave'), process, player }),
  fc.record({ kind: fc.constant('turn'), ms: fc.constantFrom(150, 300, 7000, 31_000) }),
  fc.record({ kind: fc.constant('lossy'), isLossy: fc.boolean() }),
  fc.record({ kind: fc.constant('redis'), isAway: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('empty', 'forget'), process }),
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

async function perform(opened: Opened, model: Model, each: Act): Promise<void> {
  const { tables, net, processes, turn } = opened
  if ('ms' in each) return turn(each.ms)
  if ('isLossy' in each) net.isLossy = each.isLossy
  else if (each.kind === 'redis') tables.isAway = 'isAway' in each && each.isAway
  else if ('which' in each) {
    const page = model.pages[each.which % Math.max(1, model.pages.length)]
    if (page === undefined) return
    page.isAway = each.kind === 'away'
    if (each.kind !== 'release') return page.attending.away(page.isAway)
    page.attending.release()
    model.pages.splice(model.pages.indexOf(page), 1)
  } else if (each.kind === 'empty') tables.empty()
  else if (each.kind === 'forget') {
    // Taken for dead by mistake: it is not.
    processes[each.process]!.forget(`p${(each.process + 1) % count}`)
  } else if ('player' in each) {
    const { process, player } = each
    if ('isAway' in each) {
      model.pages.push({ process, player, isAway: each.isAway, attending: processes[process]!.attend(player, each) })
      return
    }
    const session = `s${process}`
    model.places = model.places.filter((place) => place.player !== player || place.process !== process)
    if (each.kind === 'leave') return processes[process]!.leave(player, session)
    const isConnected = each.kind === 'place'
    model.places.push({ process, player, session, isConnected })
    processes[process]!.place(player, placeIn(session, { isConnected }))
  }
}

describe('presence on several processes', () => {
  it('comes to what the connections say, also when notices, tables and Redis itself are lost for a while', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const opened = openProcesses()
        const { processes, tables, net, turn } = opened
        const model: Model = { pages: [], places: [] }
        for (const each of acts) await perform(opened, model, each)
        tables.isAway = false
        net.isLossy = false
        await turn(75_000, 500)
        for (const presence of processes) {
          for (const player of players) {
            assert.equal(presence.seenBy(player).status, statusIn(model, player))
            const sessions = model.places.filter((place) => place.player === player)
            const better = sessions.filter(({ isConnected }) => isConnected)
            const expected = (better.length > 0 ? better : sessions).map(({ session }) => session)
            const place = presence.placeOf(player)
            assert.ok(place === undefined ? expected.length === 0 : expected.includes(place.session))
            assert.deepEqual(place, processes[0]!.placeOf(player), 'all agree')
          }
        }
        for (const each of processes) each.close()
      }),
      { numRuns: 100 },
    )
  }).timeout(60_000)

  it('is told elsewhere in the time of two gatherings, once', async () => {
    const { processes, turn } = openProcesses()
    await turn(300)
    let told = 0
    processes[1]!.onChange(() => told++)
    const page = processes[0]!.attend('ann')
    processes[0]!.place('ann', placeIn('s'))
    await turn(300)
    assert.deepEqual([processes[1]!.seenBy('ann').status, told], ['game', 1])
    page.away(true)
    await turn(300)
    assert.equal(told, 1, 'a page that is left alone during a game is no news')
  })

  it('keeps the wish to be unseen when the process that heard it dies', async () => {
    const { processes, turn } = openProcesses()
    await turn(300)
    processes[0]!.place('ann', placeIn('s'))
    const page = processes[1]!.attend('ann')
    await turn(300)
    processes[1]!.setInvisible('ann', true)
    await turn(300)
    page.release()
    processes[0]!.forget('p1')
    await turn(10_000)
    for (const presence of processes) assert.equal(presence.seenBy('ann').status, 'offline')
    assert.equal(processes[2]!.placeOf('ann')?.session, 's')
  })

  it('hides a process from nobody who comes later, and forgets it when it is told to', async () => {
    const { processes, clock, tables, net, turn } = openProcesses()
    processes[0]!.attend('ann')
    await turn(300)
    const late = sharedPresence({ self: () => 'late', tables, bus: net.buses[1]!, log, clock })
    late.start()
    await setImmediate()
    assert.equal(late.seenBy('ann').status, 'lobby', 'at once')
    processes[0]!.close()
    await turn(5700)
    assert.equal(late.seenBy('ann').status, 'lobby', 'they may be on their way to another process')
    await turn(600)
    assert.equal(late.seenBy('ann').status, 'offline')
  })

  it('drops who is silent and has no table any more', async () => {
    const { processes, net, tables, turn } = openProcesses()
    processes[0]!.attend('ann')
    await turn(300)
    const own = { ...tables }
    // Nothing from the first process comes through any more.
    net.buses[0]!.publish = () => undefined
    Object.assign(tables, {
      change: (process: string, ...more: [number, number, never]) =>
        process === 'p0' ? Promise.reject(new Error('cut off')) : own.change(process, ...more),
      write: (process: string, ...more: [number, never]) =>
        process === 'p0' ? Promise.reject(new Error('cut off')) : own.write(process, ...more),
    })
    await turn(28_000)
    assert.equal(processes[1]!.seenBy('ann').status, 'lobby')
    await turn(70_000)
    assert.equal(processes[1]!.seenBy('ann').status, 'offline')
    assert.equal(processes[0]!.seenBy('ann').status, 'lobby', 'itself knows better')
  })
})
