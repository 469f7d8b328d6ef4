/** Parts of the page that load when they are needed: one that did not arrive is asked for again, without a reload. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId } from './crew.ts'

describe('a part of the page that did not arrive', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page
  let isRefusing = false
  before(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  beforeEach(async () => {
    page = await browser.person()
    await page.goto(server.url)
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  })
  afterEach(async () => {
    await page.context().close()
    assert.deepEqual(browser.problems.splice(0), [])
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })

  /** Refuses one file of the page until it may come. */
  const refuse = async (file: string) => {
    isRefusing = true
    await page.route(new RegExp(`/assets/${file.replace('.', '-[^/]*\\.')}$`), (route) =>
      isRefusing ? route.abort() : route.continue(),
    )
  }
  /** Asks in vain, then with success; nothing but the refusals went wrong. */
  const askAgain = async () => {
    await byId(page, 'reload').waitFor()
    const refused = page.waitForEvent('requestfailed')
    await byId(page, 'ask-again').click()
    await refused
    await byId(page, 'ask-again').and(page.locator(':not([aria-disabled])')).waitFor()
    isRefusing = false
    await byId(page, 'ask-again').click()
    await byId(page, 'ask-again').waitFor({ state: 'detached' })
    const problems = browser.problems.splice(0)
    assert.ok(problems.length > 0 && problems.every((problem) => problem.includes('ERR_FAILED')), problems.join('\n'))
  }
  const isSamePage = () => page.evaluate(() => 'isSamePage' in window)

  it('a dialog', async () => {
    await refuse('SettingsDialog.js')
    await byId(page, 'open-settings').click()
    await askAgain()
    await byId(page, 'settings').waitFor()
    assert.equal(await isSamePage(), true)
  })

  it('a dialog whose styles are missing, which then has them', async () => {
    await refuse('SettingsDialog.css')
    await byId(page, 'open-settings').click()
    await askAgain()
    assert.equal(await byId(page, 'settings').evaluate((body) => getComputedStyle(body).display), 'grid')
  })

  it('the session itself: who asks again is aboard', async () => {
    await refuse('Play.js')
    await byId(page, 'fly-now').click()
    await askAgain()
    await byId(page, 'console-helm').waitFor()
    assert.equal(await isSamePage(), true)
  })

  it('a panel of the dock', async () => {
    await refuse('ChatPanel.js')
    await byId(page, 'open-chat').click()
    await askAgain()
    await byId(page, 'chat-panel').waitFor()
  })
})
