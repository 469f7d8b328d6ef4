/** A third person walks into a running session, a fourth watches it, and the crew pauses and goes on by vote. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { errors } from '../../schema/errors.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, findSession, startCrew, textOf } from './crew.ts'

describe('a running session in the browser', () => {
  let server: TestServer
  let browser: TestBrowser
  let mira: Page
  let jonas: Page

  before(async function () {
    this.timeout(30_000)
    server = await startServer()
    browser = await openBrowser()
    ;[mira, jonas] = [await browser.person(), await browser.person()]
    await startCrew(mira, jonas, server.url, { isWatchable: true })
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })

  it('shows a third person the seat it needs, and seats them there by one press', async () => {
    const wren = await browser.person()
    const row = await findSession(wren, server.url, 'Wren')
    await row.getByTestId('row-needs').waitFor()
    assert.match((await row.getByTestId('row-needs').textContent()) ?? '', /needs Engineering/)
    await row.getByTestId('join-listed').click()
    assert.match((await byId(wren, 'needs').textContent()) ?? '', /Kestrel needs Engineering/)
    await byId(wren, 'take-needed').click()
    await byId(wren, 'console-engineering').waitFor()
    await mira.locator('[data-testid=masthead-seat-engineering][data-kind=person]').waitFor()
  }).timeout(30_000)

  it('shows a spectator every console, and takes no order from them', async () => {
    const heron = await browser.person()
    await (await findSession(heron, server.url, 'Heron')).getByTestId('watch-session').click()
    await byId(heron, 'watch-bar').waitFor()
    for (const seat of ['weapons', 'engineering', 'science', 'comms', 'captain', 'helm']) {
      await byId(heron, `masthead-seat-${seat}`).click()
      await byId(heron, `console-${seat}`).waitFor()
    }
    assert.equal(await byId(heron, 'autopilot-banner').count(), 0)
    assert.equal(await byId(heron, 'telegraph').getAttribute('aria-disabled'), 'true')
    await heron.keyboard.press('w')
    await heron.getByTestId('toast').getByText(errors['spectators-watch'].message).waitFor()
    assert.equal(await byId(mira, 'telegraph').getAttribute('aria-valuenow'), '0')

    await remove(mira, 'Heron')
    await heron.getByText(errors.kicked.message).waitFor()
    await byId(heron, 'fly-now').waitFor()
  }).timeout(30_000)

  it('is paused by the crew’s vote, takes no order meanwhile, and goes on by another', async () => {
    await byId(jonas, 'menu').click()
    await byId(jonas, 'call-vote').click()
    await byId(mira, 'vote').waitFor()
    assert.match(await textOf(mira, 'vote'), /Jonas calls a vote/)
    await mira.keyboard.press('y')
    for (const page of [mira, jonas]) await byId(page, 'paused').waitFor()
    await mira.keyboard.press('w')
    await mira.getByTestId('toast').getByText(errors.paused.message).waitFor()
    assert.equal(await byId(mira, 'telegraph').getAttribute('aria-valuenow'), '0')

    await byId(mira, 'call-resume').click()
    await byId(jonas, 'vote-yes').click()
    for (const page of [mira, jonas]) await byId(page, 'paused').waitFor({ state: 'detached' })
    await mira.keyboard.press('w')
    await mira.locator('[data-testid=telegraph][aria-valuenow="10"]').waitFor()
    assert.deepEqual(browser.problems, [])
  }).timeout(30_000)
})

/** The creator removes somebody, by the menu. */
async function remove(creator: Page, name: string): Promise<void> {
  await byId(creator, 'menu').click()
  await byId(creator, `person-${name}`).getByTestId('remove').click()
  await byId(creator, 'remove-yes').click()
  await creator.keyboard.press('Escape')
}
