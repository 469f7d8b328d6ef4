/** Science in the browser: scans in a queue, a probe and waypoints by mouse and by keyboard, and the database. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, openSession, textOf } from './crew.ts'

describe('science in the browser', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page
  before(async () => {
    server = await startServer()
    browser = await openBrowser()
    page = await browser.person()
    await openSession(page, server.url, 'Rhea')
    await byId(page, 'take-science').click()
    await byId(page, 'start').click()
    await byId(page, 'console-science').waitFor()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  const says = (id: string, pattern: RegExp) =>
    until(`${id} says ${pattern}`, async () => pattern.test(await textOf(page, id)), 5000)

  it('launches a probe where the chart is pressed, and one more with the keys alone', async () => {
    await says('probes', /^8 of 8/)
    await byId(page, 'place-probe').click()
    await byId(page, 'radar').click({ position: { x: 420, y: 150 } })
    await says('probes', /^7 of 8/)
    assert.equal(await byId(page, 'place-probe').getAttribute('aria-pressed'), 'false')
    for (const key of ['p', 'ArrowRight', 'Shift+ArrowUp', 'p']) await page.keyboard.press(key)
    await says('probes', /^6 of 8/)
    for (const key of ['p', 'Escape']) await page.keyboard.press(key)
    assert.equal(await byId(page, 'place-probe').getAttribute('aria-pressed'), 'false')
  })

  it('scans a contact, says why it cannot twice, and cancels it', async () => {
    await byId(page, 'target-row').first().click()
    await page.keyboard.press('n')
    await byId(page, 'scan-cancel').waitFor()
    await page.getByText('That scan is under way.').waitFor()
    await byId(page, 'scan-cancel').click()
    await byId(page, 'scan-cancel').waitFor({ state: 'detached' })
  })

  it('looks up what there is to know, and leaves with Escape', async () => {
    await page.keyboard.press('l')
    await byId(page, 'database').getByRole('textbox').fill('homing speed')
    await byId(page, 'database').getByRole('heading', { name: 'Homing torpedo' }).waitFor()
    await page.keyboard.press('Escape')
    await byId(page, 'database').waitFor({ state: 'detached' })
  })
})
