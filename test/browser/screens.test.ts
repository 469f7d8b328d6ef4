/** Every screen at five sizes: nothing hangs over, nothing serious is in anybody's way, and a console never scrolls. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { flotilla } from '../../server/flotilla.game.ts'
import type { GameDefinition } from '../../server/session/game-definition.ts'
import { consoleNames } from '../../simulation/consoles/titles.ts'
import type { World } from '../../simulation/world.ts'
import { startServer, type TestServer } from '../server.ts'
import { keepsTheRules } from './axe.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, openSession, textOf } from './crew.ts'

describe('the screens', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page
  let isOver = false
  const flight = {
    strength: [80, 35],
    dealt: [40, 80],
    marks: [
      { at: 60, kind: 'docked', what: 'Saltmarsh', count: 1 },
      { at: 200, kind: 'kill', what: 'Talon', count: 1 },
      { at: 201, kind: 'scan', what: '', count: 1 },
    ],
  }
  const definition: GameDefinition = {
    ...(flotilla as GameDefinition),
    outcome(world) {
      const groups = (world as World).groups.map(() => ({ figures: { damageDealt: 120, distance: 18_000 } }))
      const course = { every: 156, parts: [{ at: 20, name: 'Wave 1' }], groups: [flight] }
      return isOver ? { victory: true, reason: 'The frigate is beaten.', seconds: 312, groups, course } : undefined
    },
  }
  before(async () => {
    server = await startServer({ definition })
    browser = await openBrowser()
    page = await browser.person()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  const looks = async (screen: string, id: string) => {
    await byId(page, id).first().waitFor()
    await keepsTheRules(page, screen)
  }
  /** Of the bridge at 1280 × 720: parts of the console whose content is taller than they are, and can be moved. */
  const scrolling = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main, main *')]
        .filter(
          (each) => each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY),
        )
        // A list, or what the coach says, may be longer than its place: the console stays where it is.
        .filter(
          (each) =>
            !each.closest('ul, ol, [role=log], [role=listbox], [data-testid=coach]') &&
            !each.querySelector(':scope > ul, :scope > ol'),
        )
        .map((each) => `${each.tagName.toLowerCase()}.${each.getAttribute('class')}`),
    )

  it('landing, sign-in and the dialogs of the first page', async () => {
    await page.goto(server.url)
    await page.getByText('No public session right now.').waitFor()
    await looks('landing', 'fly-now')
    await byId(page, 'have-account').click()
    await looks('sign-in', 'access-submit')
    await page.reload()
    await byId(page, 'new-session').click()
    await looks('new session', 'create-session')
    await page.keyboard.press('Escape')
    await byId(page, 'join-code').click()
    await looks('code', 'code-join')
    await page.keyboard.press('Escape')
    await byId(page, 'open-settings').click()
    await looks('settings', 'key-list')
    await byId(page, 'gamepad').getByText('None found').waitFor()
    await page.keyboard.press('Escape')
  })

  it('the account of a guest', async () => {
    await page.goto(`${server.url}/account`)
    await looks('account', 'upgrade')
  })

  it('what is not there: an address, an invitation, a session, each with a way on', async () => {
    await page.goto(`${server.url}/nowhere`)
    await page.getByText('There is nothing at this address').waitFor()
    await keepsTheRules(page, 'unknown')
    await page.goto(`${server.url}/join/ABCDEFGH`)
    await looks('unknown code', 'error-message')
    await page.goto(`${server.url}/play/gone`)
    await byId(page, 'fly-now').waitFor()
    await looks('the lobby, which says that the session is gone', 'error-message')
    for (const problem of browser.problems.splice(0))
      assert.match(problem, /404/, 'the browser reports what was not found')
  })

  it('the seats, and the lobby of somebody else who sees them listed', async () => {
    const invitation = await openSession(page, server.url, 'Mira')
    await looks('seats', 'seats')
    await byId(page, 'open-invitation').click()
    await looks('invitation to scan', 'qr-code')
    const code = (await textOf(page, 'invitation-code')).replaceAll(' ', '')
    assert.ok(invitation.endsWith(`/join/${code}`), `${invitation} and ${code}`)
    await page.keyboard.press('Escape')
    const mira = page
    page = await browser.person()
    await page.goto(server.url)
    await looks('landing with a session', 'session-row')
    await page.goto(invitation)
    await looks('invitation', 'join-session')
    await page.context().close()
    page = mira
  })

  it('each console, which does not scroll at 1280 × 720', async () => {
    await byId(page, 'take-helm').click()
    await byId(page, 'start').click()
    await looks('briefing', 'briefing')
    await page.keyboard.press('Space')
    await byId(page, 'briefing').waitFor({ state: 'detached' })
    for (const name of consoleNames) {
      if (name !== 'helm') await byId(page, `masthead-seat-${name}`).click()
      await looks(name, `console-${name}`)
      assert.deepEqual(await scrolling(), [], name)
    }
  })

  it('menu, chat, people and network on the bridge', async () => {
    await page.keyboard.press('Shift+?')
    await looks('menu', 'call-vote')
    await page.keyboard.press('Escape')
    await byId(page, 'open-chat').first().click()
    await looks('chat', 'chat-panel')
    await byId(page, 'close-panel').click()
    await byId(page, 'open-friends').first().click()
    await looks('people', 'friends-panel')
    await byId(page, 'close-panel').click()
    await page.keyboard.press('Shift+N')
    await looks('network', 'network-panel')
    await page.keyboard.press('Shift+N')
  })

  it('the results', async () => {
    isOver = true
    await looks('results', 'results')
    const figures = () => textOf(page, 'battle-figures')
    assert.match(await figures(), /35%\s*120/)
    await byId(page, 'battle-moment').focus()
    await page.keyboard.press('ArrowLeft')
    assert.equal(await textOf(page, 'battle-time'), '5:11')
    assert.match(await figures(), /80%\s*40/)
    await page.keyboard.press('Home')
    assert.match(await figures(), /100%\s*0/)
    const words = await byId(page, 'battle-chart').locator('li').allInnerTexts()
    assert.deepEqual(words, ['Docked at Saltmarsh', 'Talon destroyed', 'Full scan'])
    isOver = false
  })
})
