/** A session that is sent garbage stays what it would have been without. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import pino from 'pino'
import { commandShapes } from '../../schema/messages.ts'
import { randomOrder } from '../../simulation/determinism.ts'
import { type OrderName, orderCatalogue } from '../../simulation/orders.ts'
import { seedRandom } from '../../simulation/random.ts'
import type { World } from '../../simulation/world.ts'
import { flotilla } from '../flotilla.game.ts'
import { pack, readCheckpoint } from './checkpoint.ts'
import { type HostServices, type Outlet, SessionHost } from './host.ts'
import { patience } from './session.ts'
import { testOptions } from './test-session.ts'

const errors: string[] = []
const services: HostServices = {
  definition: flotilla as never,
  log: pino({ level: 'error' }, { write: (line: string) => void errors.push(line) }),
  now: () => 1000,
  patience,
  version: 'test',
  records: { part() {}, finished() {} },
}
const silent: Outlet = { send() {}, tell() {}, end() {}, sessionChanged() {}, groupActed() {} }
const hashOf = (host: SessionHost) => flotilla.hash(host.world as World)

/** The same running session twice: ann at the helm of ship 0, eve aboard without a seat. */
async function twins(): Promise<[SessionHost, SessionHost]> {
  const settings = { scenario: 'siege', ships: 2, difficulty: 5 }
  const host = new SessionHost({ ...testOptions, settings, allowsSpectators: true }, services, silent)
  host.connect({ id: 'ann', name: 'Ann' })
  host.receive('ann', 'seat.take', { sequence: 1, arguments: { group: 0, seat: 'helm' } })
  host.receive('ann', 'session.start', { sequence: 2, arguments: {} })
  host.connect({ id: 'eve', name: 'Eve' }, true)
  const bytes = pack(host.checkpoint())
  const [one, other] = [0, 1].map(() => {
    const twin = new SessionHost(readCheckpoint(bytes, 1000), services, silent)
    twin.connect({ id: 'ann', name: 'Ann' })
    twin.connect({ id: 'eve', name: 'Eve' }, true)
    return twin
  })
  return [one!, other!]
}

/** Commands by which somebody without a seat changes who is aboard, as they may. */
const fair = ['seat.take', 'session.watch', 'vote.call', 'vote.cast']
const names = [...Object.keys(commandShapes), ...Object.keys(orderCatalogue)].filter((name) => !fair.includes(name))
const anyName = fc.oneof(fc.constantFrom(...names, '__proto__', 'constructor', ''), fc.string())
const anyOrder = fc.tuple(fc.constantFrom(...(Object.keys(orderCatalogue) as OrderName[])), fc.integer())

describe('a session under garbage', () => {
  afterEach(() => assert.deepEqual(errors.splice(0), []))

  it('has the world of its twin that gets none', async () => {
    const [calm, garbled] = await twins()
    const world = flotilla.create(flotilla.settings.parse({ ships: 2 }), 1, calm.session.groups)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyName, fc.anything()), { maxLength: 20 }),
        fc.array(fc.tuple(anyOrder, fc.integer({ min: -5, max: 1e6 })), { maxLength: 10 }),
        async (messages, orders) => {
          for (const [name, payload] of messages) garbled.receive('eve', name, payload)
          for (const [[name, seed], sequence] of orders) {
            const { arguments: args } = randomOrder(seedRandom(seed), world, name)
            garbled.receive('eve', name, { sequence, arguments: args })
          }
          for (const host of [calm, garbled]) host.step()
          assert.equal(hashOf(garbled), hashOf(calm))
        },
      ),
      { numRuns: 500 },
    )
    assert.equal(garbled.tick, calm.tick)
  }).timeout(30_000)

  it('obeys each order once, however its sequences jump, repeat and run backwards', async () => {
    const heading = fc.double({ min: 0, max: 6, noNaN: true })
    const step = fc.record({
      heading,
      jump: fc.integer({ min: 1, max: 1000 }),
      repeats: fc.array(fc.nat(), { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const [calm, wild] = await twins()
        const used: number[] = []
        let [plain, last] = [10, 10]
        for (const each of steps) {
          calm.receive('ann', 'helm.heading', { sequence: ++plain, arguments: { heading: each.heading } })
          last += each.jump
          used.push(last)
          wild.receive('ann', 'helm.heading', { sequence: last, arguments: { heading: each.heading } })
          for (const which of each.repeats) {
            const sequence = used[which % used.length]
            wild.receive('ann', 'helm.heading', { sequence, arguments: { heading: 3 } })
          }
          for (const host of [calm, wild]) host.step()
          assert.equal(hashOf(wild), hashOf(calm))
        }
      }),
      { numRuns: 60 },
    )
  }).timeout(30_000)
})
