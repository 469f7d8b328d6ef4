/** By keyboard alone, from the first page to a fired torpedo; and keys that were given others. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, isShown, textOf } from './crew.ts'

const farthest = 60

describe('the keyboard in the browser', function () {
  this.timeout(120_000)
  let server: TestServer
  let browser: TestBrowser
  before(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  /** Tabs to a control, each of which on the way must be seen to have the focus. */
  async function tabTo(page: Page, id: string): Promise<void> {
    for (let presses = 0; presses < farthest; presses++) {
      const focus = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return { id: '', isVisible: true }
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        const isVisible = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
        return { id: element.getAttribute('data-testid') ?? element.id, isVisible }
      })
      assert.ok(focus.isVisible, `the focus on ${focus.id} cannot be seen`)
      if (focus.id === id) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`${id} is not reached`)
  }

  it('flies from the first page to a fired torpedo', async () => {
    const page = await browser.person()
    const { keyboard } = page
    await page.goto(server.url)
    await byId(page, 'fly-now').waitFor()
    await tabTo(page, 'name-input')
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type('Mira')
    await tabTo(page, 'new-session')
    await keyboard.press('Enter')
    await tabTo(page, 'create-session')
    await keyboard.press('Enter')
    await byId(page, 'seats').waitFor()
    await keyboard.press('1')
    await page.locator('[data-testid=start]:enabled').waitFor()
    await tabTo(page, 'start')
    await keyboard.press('Enter')
    await byId(page, 'console-helm').waitFor()
    await byId(page, 'briefing').waitFor()
    await keyboard.press('Space')
    await byId(page, 'briefing').waitFor({ state: 'detached' })
    for (let push = 0; push < 10; push++) await keyboard.press('w')
    await page.locator('[data-testid=telegraph][aria-valuenow="100"]').waitFor()

    await keyboard.press('`')
    await keyboard.press('2')
    await byId(page, 'console-weapons').waitFor()
    await byId(page, 'target-row').first().waitFor({ timeout: 60_000 })
    await keyboard.press('Tab')
    await page
      .locator('[data-testid=target-row][aria-pressed=true], [data-testid=target-row][aria-selected=true]')
      .waitFor()
    // Loads while the tube is empty, fires when it is loaded: the key does the one thing that can be done.
    await until(
      'a tube is loaded',
      async () => {
        if ((await textOf(page, 'tube-1-load')) !== '') await keyboard.press('1')
        return page.locator('[data-testid=tube-1-fire]:not([aria-disabled])').isVisible()
      },
      60_000,
    )
    await keyboard.press('1')
    await byId(page, 'tube-1-fire').waitFor({ state: 'detached' })
  })

  it('takes a key for another at one console alone, says what is taken, and knows it after a reload', async () => {
    const page = await browser.person()
    const { keyboard } = page
    await page.goto(server.url)
    await byId(page, 'open-settings').click()
    await byId(page, 'key-w').click()
    await keyboard.press('a')
    await byId(page, 'keys-told').getByText('A is taken').waitFor()
    await keyboard.press('i')
    await byId(page, 'key-w').getByText('I', { exact: true }).waitFor()
    await keyboard.press('Escape')
    await page.reload()
    await byId(page, 'fly-now').click()
    await byId(page, 'briefing').getByText('I', { exact: true }).waitFor()
    await keyboard.press('w')
    await keyboard.press('Shift+S')
    await page.locator('[data-testid=telegraph][aria-valuenow="0"]').waitFor()
    await keyboard.press('i')
    await page.locator('[data-testid=telegraph][aria-valuenow="10"]').waitFor()
    await keyboard.press('Shift+?')
    await byId(page, 'open-settings').click()
    await byId(page, 'reset-keys').click()
    await keyboard.press('Escape')
    assert.equal(await isShown(page, 'settings'), false)
    await keyboard.press('w')
    await page.locator('[data-testid=telegraph][aria-valuenow="20"]').waitFor()
  })

  it('brings a newcomer from the address to a flying ship with at most four clicks', async () => {
    const page = await browser.person()
    let clicks = 0
    const click = async (id: string) => {
      clicks++
      await byId(page, id).click()
    }
    await page.goto(server.url)
    await click('fly-now')
    await byId(page, 'console-helm').waitFor()
    await click('briefing-close')
    await click('impulse-100')
    const speed = async () => Number((await textOf(page, 'speed-readout')).match(/\d+/)?.[0] ?? 0)
    await until('the ship flies', async () => (await speed()) > 0)
    assert.ok(clicks <= 4, `${clicks} clicks`)
  })
})
