/** A page that holds something else than it should finds out, asks, and is whole again; nobody else notices. */
import assert from 'node:assert/strict'
import { until } from '../loadtest/bench/waiting.ts'
import type { ShipReplica } from '../schema/ship.replica.ts'
import { startServer, type TestServer } from './server.ts'
import { flyTogether, isWhole, type Watched } from './watched-crew.ts'

/** Promised: a page that was corrupted is whole again within this, in ms. */
const healedMs = 6000
/** Promised: a page hears of the tick once a second at least, with the next frame. */
const mostTicks = 24
const wrong = 'Nobody'

/** What went wrong on a page: a contact's place, a text, and a flag that is gone. */
function corrupt({ game }: { game: ShipReplica }): void {
  const contact = game.contacts.find(({ kind }) => kind === 'station')!
  contact.x += 500
  contact.name = wrong
  Object.assign(game.ship, { alive: undefined })
}

const isCorrupt = ({ line: { state } }: Watched) => state.game.contacts.some(({ name }) => name === wrong)

describe('a corrupted page', () => {
  let server: TestServer
  let crew: Watched[]
  before(async () => {
    server = await startServer()
    crew = await flyTogether(server.url, ['helm', 'weapons', 'science'])
  })
  after(() => server.stop())

  it('is whole again within six seconds if it asks, once, and stays as it is if it does not; nobody else notices', async () => {
    const [witness, asking, silent] = crew as [Watched, Watched, Watched]
    await until('a station is seen', () => witness.line.state.game.contacts.some(({ kind }) => kind === 'station'))
    await until('all hold the same', () => crew.every(isWhole))
    asking.failed = () => {
      asking.line.room.send('state.resync')
      // Too soon.
      asking.line.room.send('state.resync')
    }
    for (const page of [asking, silent]) corrupt(page.line.state)
    assert.deepEqual(crew.map(isWhole), [true, false, false])

    const { tick } = witness.line.state
    await until('it is whole again', () => isWhole(asking), healedMs)
    assert.equal(asking.checks.filter((isSame) => !isSame).length, 1)
    const told = witness.ticks.filter((each) => each > tick)
    assert.ok(told.length > 0 && told.every((each, index) => each - (told[index - 1] ?? tick) <= mostTicks), `${told}`)

    await until('the server has told its hash again', () => crew.every(({ checks }) => checks.length >= 2))
    // Answers come in the order of the questions: a second whole state would be here before this one.
    assert.equal(await asking.line.command('weapons.shields', { up: true }), '')
    const ends = crew.map((page) => [page.full, page.checks.at(-1), isCorrupt(page)])
    assert.deepEqual(ends, [
      [0, true, false],
      [1, true, false],
      [0, false, true],
    ])
    assert.ok(witness.checks.every((isSame) => isSame))
  }).timeout(25_000)
})
