/** States that a flight seldom comes into, each with a way on: full, locked, over, lost; and an account with all its parts. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { errors } from '../../schema/errors.ts'
import { ShipReplica } from '../../schema/ship.replica.ts'
import { flotilla } from '../../server/flotilla.game.ts'
import type { GameDefinition } from '../../server/session/game-definition.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import { findShip } from '../../simulation/lookup.ts'
import type { World } from '../../simulation/world.ts'
import { startServer, type TestConnection, TestPlayer, type TestServer } from '../server.ts'
import { keepsTheRules } from './axe.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, joinSession } from './crew.ts'

describe('the states of the screens', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page
  /** Index of the ship whose hull gives way. */
  let sinks = -1
  let isOver = false
  const definition: GameDefinition = {
    ...(flotilla as GameDefinition),
    outcome(given) {
      const world = given as World
      const ship = findShip(world, world.groups[sinks] ?? 0)
      if (ship) ship.hull = 0
      const groups = world.groups.map(() => ({ figures: { damageDealt: 120, distance: 18_000 } }))
      return isOver ? { victory: true, reason: 'The frigate is beaten.', seconds: 312, groups } : undefined
    },
  }
  before(async () => {
    server = await startServer({ definition, waits: { empty: 0.5 } })
    browser = await openBrowser()
  })
  beforeEach(async () => {
    page = await browser.person()
  })
  afterEach(async () => {
    await page.context().close()
    assert.deepEqual(browser.problems.splice(0), [])
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })

  const looks = async (screen: string, id: string) => {
    await byId(page, id).first().waitFor()
    await keepsTheRules(page, screen)
  }
  /** The browser reports every refused request as an error of the page; these were meant. */
  const expectRefusals = (status: number) => {
    const refused = browser.problems.splice(0)
    assert.ok(refused.length > 0 && refused.every((problem) => problem.includes(` ${status} `)), refused.join('\n'))
  }
  const open = async (name: string, more: object = {}) => {
    const player = await TestPlayer.signIn(server.url, name)
    const settings = { scenario: 'siege', difficulty: 1, ships: 2 }
    return player.open(ShipReplica, { name: `${name} flies`, isPublic: true, settings, ...more })
  }
  /** Six people on the first ship. */
  const crewFirstShip = async (first: TestConnection<ShipReplica>) => {
    for (const [index, seat] of consoleNames.entries()) {
      const player = index > 0 ? await TestPlayer.signIn(server.url, `Mate ${index}`) : undefined
      const mate = player ? await player.join(ShipReplica, first.session) : first
      assert.equal(await mate.command('seat.take', { group: 0, seat }), '')
    }
  }

  it('a ship whose seats people have taken says so, and leads to one that has room; that one is lost while others fight on', async () => {
    const first = await open('Ann')
    await crewFirstShip(first)
    await joinSession(page, `${server.url}/join/${first.code}`, 'Wren')
    await looks('full ship', 'ship-full')
    await byId(page, 'look-at-other').click()
    await byId(page, 'ship-full').waitFor({ state: 'detached' })
    await byId(page, 'take-helm').click()
    await byId(page, 'ready').click()
    await until('everybody is ready', async () => (await first.command('session.start')) === '')
    await byId(page, 'console-helm').waitFor()
    await byId(page, 'briefing-close').click()
    sinks = 1
    await byId(page, 'ship-lost').getByText('The others fight on.').waitFor()
    sinks = -1
    await looks('lost ship', 'ship-lost')
  })

  it('a password is asked for, in the list and at an invitation, and a wrong one is told', async () => {
    const { code } = await open('Bo', { password: 'lantern' })
    await page.goto(server.url)
    const row = byId(page, 'session-row').filter({ hasText: 'Bo flies' })
    await row.getByTestId('join-listed').click()
    await row.locator('input[type=password]').fill('anvil')
    await row.getByTestId('join-listed').click()
    await looks('wrong password in the list', 'error-message')
    expectRefusals(errors['wrong-password'].status)
    await page.goto(`${server.url}/join/${code}`)
    await byId(page, 'password-input').fill('anvil')
    await byId(page, 'join-session').click()
    await looks('wrong password at the invitation', 'error-message')
    expectRefusals(errors['wrong-password'].status)
    await byId(page, 'password-input').fill('lantern')
    await byId(page, 'join-session').click()
    await byId(page, 'seats').waitFor()
  })

  it('an invitation to what is over says so', async () => {
    const connection = await open('Cleo')
    await connection.room.leave()
    const asked = () => connection.player.ask(`/sessions/code/${connection.code}`)
    await until('the session has closed', async () => (await asked()).status === errors['unknown-code'].status)
    await page.goto(`${server.url}/join/${connection.code}`)
    await page.getByText(errors['unknown-code'].fix).waitFor()
    await looks('invitation to what is over', 'error-message')
    expectRefusals(errors['unknown-code'].status)
  })

  it('an account: profile, portrait, security, comfort, the flight log, and the end of it all', async () => {
    await page.goto(server.url)
    await byId(page, 'name-input').fill('Mira')
    await byId(page, 'fly-now').click()
    await byId(page, 'console-helm').waitFor()
    isOver = true
    await byId(page, 'results').waitFor()
    isOver = false
    await page.goto(`${server.url}/account`)
    await byId(page, 'record-line').waitFor()
    await byId(page, 'account-password').fill('otter lamp canyon')
    await byId(page, 'access-submit').click()
    await looks('recovery code', 'recovery-code')
    await byId(page, 'kept-code').click()
    await looks('account with a flight', 'record-line')
    await byId(page, 'open-password').click()
    await looks('new password', 'change-password')
    await byId(page, 'change-portrait').click()
    await looks('portrait', 'avatar-maker')
    await byId(page, 'delete-account').click()
    await looks('the end of an account', 'delete-name')
  })
})
