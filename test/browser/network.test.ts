/** The network panel: what it measures, lists and slows is the real line of the page. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until as untilWithin } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, isShown, openSession, textOf } from './crew.ts'

describe('the network panel in the browser', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page

  before(async () => {
    server = await startServer()
    browser = await openBrowser()
    page = await browser.person()
    await openSession(page, server.url, 'Mira')
    await byId(page, 'take-helm').click()
    await byId(page, 'start').click()
    await byId(page, 'console-helm').waitFor()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  /** A busy machine may take its time. */
  const until = (what: string, condition: () => Promise<boolean>) => untilWithin(what, condition, 20_000)
  /** A figure of the first tab; NaN while there is none. */
  const figure = async (name: string) => Number.parseFloat(await textOf(page, `net-${name}`))
  const tab = (name: string) => byId(page, `net-tab-${name}`).click()
  const rows = (text: string | RegExp) => byId(page, 'net-message').filter({ hasText: text })
  const slide = (id: string, value: number) => byId(page, id).fill(String(value))

  it('opens and closes by its key, by Escape, by its button and from the menu, and leaves the helm its keys', async () => {
    const panel = byId(page, 'network-panel')
    await page.keyboard.press('Shift+N')
    await panel.waitFor()
    await page.keyboard.press('Shift+N')
    await panel.waitFor({ state: 'detached' })
    await byId(page, 'link').click()
    await panel.waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await byId(page, 'menu').click()
    await byId(page, 'open-network').click()
    await panel.waitFor()
    await byId(page, 'close-panel').click()
    await panel.waitFor({ state: 'detached' })
    await page.keyboard.press('Shift+N')
    await panel.waitFor()
    const before = await textOf(page, 'heading-ordered')
    await page.keyboard.press('d')
    await until('the course is set', async () => (await textOf(page, 'heading-ordered')) !== before)
  })

  it('measures the round trip, the bytes both ways and the game’s pace', async () => {
    await until('a round trip', async () => (await figure('rtt')) >= 0)
    await until('bytes in', async () => (await figure('bytesIn')) > 0)
    await until('bytes out', async () => (await figure('bytesOut')) > 0)
    await until('ticks', async () => (await figure('tickRate')) > 10)
    await byId(page, 'net-copy').click()
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^rtt \d/)
  })

  it('lists an order and its reply, and what they carried', async () => {
    await tab('messages')
    await byId(page, 'net-messages').waitFor()
    await byId(page, 'impulse-50').click()
    await rows('helm.impulse').first().waitFor()
    await rows('reply').first().waitFor()
    await rows('state patch').first().waitFor()
    await rows('helm.impulse').first().getByRole('button').click()
    await rows(/"value": 0.5/).waitFor()
  })

  it('narrows the list down by direction, kind and words', async () => {
    await byId(page, 'net-way').selectOption('out')
    await until('only what went out', async () => (await rows('reply').count()) === 0)
    await rows('helm.impulse').first().waitFor()
    await byId(page, 'net-way').selectOption('both')
    await byId(page, 'net-kind').selectOption('reply')
    await until('only replies', async () => (await rows('helm.impulse').count()) === 0)
    await rows('reply').first().waitFor()
    await byId(page, 'net-kind').selectOption('all')
    await byId(page, 'net-search').fill('IMPULSE')
    await until('only what was sought', async () => (await rows('reply').count()) === 0)
    await rows('helm.impulse').first().waitFor()
    await byId(page, 'net-search').fill('')
  })

  it('shows a refusal as a problem', async () => {
    await byId(page, 'net-kind').selectOption('problems')
    await byId(page, 'net-messages').getByText('Nothing like this').waitFor()
    await byId(page, 'close-panel').focus()
    // Nobody changes seats that often: the server takes only so many.
    await until('one is too many', async () => {
      for (const key of ['`', '2', '`', '3']) await page.keyboard.press(key)
      return (await rows('too-fast').count()) > 1
    })
    await rows('seat.take').first().waitFor()
    await rows('reply').first().waitFor()
    await byId(page, 'net-kind').selectOption('all')
    await until('the helm is taken again', async () => {
      await byId(page, 'masthead-seat-helm').click()
      return isShown(page, 'console-helm')
    })
  })

  it('stops and goes on', async () => {
    await byId(page, 'net-pause').click()
    const stood = await byId(page, 'net-messages').textContent()
    await byId(page, 'impulse-0').click()
    await until('the order is obeyed', async () => /\b0\b/.test(await textOf(page, 'speed-readout')))
    assert.equal(await byId(page, 'net-messages').textContent(), stood)
    await byId(page, 'net-pause').click()
    await byId(page, 'net-search').fill('"value":0}')
    await rows('helm.impulse').first().waitFor()
  })

  it('slows the line as it is told, says so, and lets go of it', async () => {
    await tab('conditions')
    await slide('net-delay', 150)
    await byId(page, 'conditions-chip').waitFor()
    await tab('figures')
    await until('a slower round trip', async () => (await figure('rtt')) > 250)
    await tab('conditions')
    await byId(page, 'net-off').click()
    await byId(page, 'conditions-chip').waitFor({ state: 'detached' })
    await tab('figures')
    await until('a quick round trip', async () => (await figure('rtt')) < 250)
  })

  it('cuts the line, and comes back by itself', async () => {
    const state = (kind: string) => page.locator(`[data-testid=connection-state][data-state=${kind}]`)
    await tab('conditions')
    await byId(page, 'net-cut-20').click()
    await state('reconnecting').waitFor()
    await byId(page, 'cut-why').waitFor()
    assert.equal(await isShown(page, 'connection-state'), true)
    await byId(page, 'net-off').click()
    await state('live').waitFor({ state: 'attached' })
    await tab('figures')
    await until('bytes in', async () => (await figure('bytesIn')) > 0)
    const before = await textOf(page, 'heading-ordered')
    await page.keyboard.press('a')
    await until('the course is set', async () => (await textOf(page, 'heading-ordered')) !== before)
  })
})
