/** Floods of every message at ten times its rate: the flooders are limited, everybody else plays on without noticing. */
import assert from 'node:assert/strict'
import { spread } from '../../loadtest/bench/report.ts'
import { type ServerProcess, startServerProcess } from '../../loadtest/bench/server-process.ts'
import { type Bot, type Crews, musterCrews } from '../../loadtest/bot/crew.ts'
import { flotilla } from '../../server/flotilla.game.ts'
import { commands } from '../../server/session/commands.ts'

/** Promised: 95 of 100 orders of the others are answered within this, in ms. */
const promisedMs = 100
const floodMs = 600
const excess = 10

/** Every message there is, with its rate and arguments that pass or fail, it does not matter which. */
const messages = [
  ...Object.entries(commands).map(([name, { rate }]) => ({ name, rate })),
  ...Object.entries(flotilla.orders).map(([name, { rate }]) => ({ name, rate })),
  { name: 'no.such.message', rate: 2 },
]
/** Leaving, starting and voting would end what is measured; their floods are refused by the desk's own tests. */
const harmless = messages.filter(
  ({ name }) => !['session.start', 'seat.leave', 'seat.take', 'vote.call', 'session.watch'].includes(name),
)

describe('a flood', () => {
  let server: ServerProcess
  let crews: Crews
  beforeEach(async () => {
    server = await startServerProcess({ entities: 100, hz: 20, seed: 1 })
    crews = await musterCrews({
      ...{ url: server.url, ships: 8, crew: 6, seed: 1, thinkMs: 1500 },
      ...{ scenario: 'proving-ground', difficulty: 5, name: 'Flooded' },
    })
  })
  afterEach(async () => {
    await crews.stop()
    await server.stop()
  })

  for (const flooders of [1, 24]) {
    it(`of each message from ${flooders} of 48 leaves the others' orders answered within ${promisedMs} ms`, async () => {
      const flooding = crews.bots.filter((_, index) => index % 2 === 0).slice(0, flooders)
      // Comms may speak once a second only; the others' orders measure as well.
      const honest = crews.bots.filter((bot) => !flooding.includes(bot) && bot.console !== 'comms')
      const waits: number[] = []
      for (const { name, rate } of harmless) {
        const timers = flooding.map((bot) => flood(bot, name, rate * excess))
        const end = Date.now() + floodMs
        while (Date.now() < end) waits.push(...(await Promise.all(honest.slice(0, 8).map(orderAndWait))))
        for (const timer of timers) clearInterval(timer)
      }
      const { p95 } = spread(waits)
      assert.ok(waits.length > harmless.length * 8)
      assert.ok(p95 < promisedMs, `p95 ${p95} ms`)
      for (const { person } of crews.bots) assert.ok(person.room.connection.isOpen, 'nobody is disconnected')
    }).timeout(120_000)
  }
})

/** Sends a message `rate` times a second until the timer is cleared; nobody waits for the answers. */
function flood({ person }: Bot, name: string, rate: number): NodeJS.Timeout {
  const batches = 20
  let sequence = 1_000_000
  return setInterval(() => {
    for (let count = 0; count < rate / batches; count++) {
      person.room.send(name, { sequence: ++sequence, arguments: {} })
    }
  }, 1000 / batches)
}

/** One order of the bot's own console that is always obeyed or refused by the game; how long its answer took. */
async function orderAndWait({ person, console }: Bot): Promise<number> {
  const orders: Record<string, [string, object]> = {
    helm: ['helm.heading', { heading: Math.random() * 6 }],
    weapons: ['weapons.target', { contact: 0 }],
    engineering: ['engineering.repair', { crew: 0, system: null }],
    science: ['science.mark', { contact: 0 }],
    captain: ['captain.view', { view: 'fore' }],
  }
  const [name, args] = orders[console]!
  const started = performance.now()
  await person.send(name, args)
  const took = performance.now() - started
  // At the console's own pace: this one must not be limited itself.
  await new Promise((resolve) => setTimeout(resolve, 250))
  return took
}
