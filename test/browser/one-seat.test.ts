/** One seat a player, and always back to it: other tabs, cut lines and ended sign-ins in the browser. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { line } from '../../client/text/line.ts'
import { postName } from '../../client/text/terms.ts'
import { type FaultProxy, startFaultProxy } from '../../loadtest/faults/fault-proxy.ts'
import { limits } from '../../schema/limits.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, isShown, joinSession, openSession, textOf } from './crew.ts'

const cutMs = 10_000
/** Promised: a page hears of the end of its sign-in within this. */
const signedOutMs = 1000
/** Promised: back in the seat within this from the network's return. */
const backMs = 2000
/** A card that nobody dismisses goes by itself after this. */
const cardMs = 12_000
const password = 'copper kettle on a slow ferry'

describe('one seat in the browser', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let proxy: FaultProxy
  before(async () => {
    server = await startServer()
    browser = await openBrowser()
    proxy = await startFaultProxy({ target: { host: '127.0.0.1', port: Number(new URL(server.url).port) }, seed: 1 })
  })
  after(async () => {
    await browser.close()
    await proxy.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  it('goes to the tab that came last, which the other one says, and back when that is asked', async () => {
    const first = await browser.person()
    await first.goto(server.url)
    await byId(first, 'fly-now').click()
    await byId(first, 'console-helm').waitFor()
    await byId(first, 'impulse-100').click()

    const second = await first.context().newPage()
    await second.goto(first.url())
    await byId(second, 'console-helm').waitFor()
    await byId(first, 'take-back').waitFor()
    assert.equal(await first.title(), `${line.elsewhere.title} · Flotilla`)
    await second.locator('[data-testid=telegraph][aria-valuenow="100"]').waitFor()

    await byId(first, 'take-back').click()
    await byId(first, 'console-helm').waitFor()
    await byId(second, 'take-back').waitFor()
    await first.getByText(line.back.title).waitFor()
    await byId(first, 'impulse-0').click()
    await first.locator('[data-testid=telegraph][aria-valuenow="0"]').waitFor()
    assert.equal(await isShown(second, 'console-helm'), false, 'the older one does not come back by itself')
  })

  it('is held by the autopilot before the eyes of the crew while the line is cut, and handed back after', async () => {
    const [mira, jonas] = [await browser.person(), await browser.person()]
    const invitation = await openSession(mira, server.url, 'Mira')
    await joinSession(jonas, invitation.replace(server.url, proxy.url), 'Jonas')
    await byId(mira, 'take-captain').click()
    await byId(jonas, 'take-helm').click()
    await byId(jonas, 'ready').click()
    await byId(mira, 'start').click()
    await byId(jonas, 'console-helm').waitFor()

    const cut = proxy.cut(cutMs, 'reset')
    await mira.locator('[data-testid=masthead-seat-helm][data-kind=held]').waitFor()
    await byId(jonas, 'seat-kept').waitFor()
    assert.match(await textOf(jonas, 'connection-state'), /The line is cut.*The autopilot has the helm.*kept 0:5\d/)
    const toast = mira.getByTestId('toast').getByText(line.mates.cut('Jonas', postName('helm')))
    await toast.waitFor()
    const before = await secondsLeft(mira)
    assert.ok(before > limits.holdSeconds - cutMs / 1000 && before <= limits.holdSeconds)
    assert.match(await textOf(mira, 'roster-helm'), /free in 0:/)
    await mira.waitForFunction(
      (least) => (document.querySelector('[data-testid=masthead-seat-helm]')?.textContent ?? '').includes(`0:${least}`),
      before - 2,
    )
    await byId(mira, 'chat-input').fill('Hold on')
    await byId(mira, 'chat-input').press('Enter')

    await cut
    const returned = Date.now()
    await jonas.locator('[data-testid=connection-state][data-state=live]').waitFor({ state: 'attached' })
    assert.ok(Date.now() - returned < backMs, `back after ${Date.now() - returned} ms`)
    await mira.locator('[data-testid=masthead-seat-helm][data-kind=person]').waitFor()
    await mira
      .getByTestId('toast')
      .getByText(line.mates.back('Jonas', postName('helm')))
      .waitFor()

    await byId(jonas, 'away-card').waitFor()
    const card = await textOf(jonas, 'away-card')
    assert.match(card, /You were away for (9|1[0-2]) s/)
    assert.ok(card.includes(line.away.autopilot(postName('helm'))), card)
    await jonas.keyboard.press('Escape')
    await byId(jonas, 'away-card').waitFor({ state: 'detached' })
    await byId(jonas, 'impulse-100').click()
    await jonas.locator('[data-testid=telegraph][aria-valuenow="100"]').waitFor()
    forgiveNetwork()
  })

  it('says that the computer is off-line, comes back with the network by itself, and tells what was missed for a while', async () => {
    const page = await browser.person()
    await page.goto(proxy.url)
    await byId(page, 'fly-now').click()
    await byId(page, 'console-helm').waitFor()
    await page.context().setOffline(true)
    await proxy.cut(1, 'reset')
    await byId(page, 'seat-kept').waitFor()
    assert.ok((await textOf(page, 'connection-state')).includes(line.offline))
    await byId(page, 'seat-kept').getByText('0:55').waitFor()
    await page.context().setOffline(false)
    const returned = Date.now()
    await page.locator('[data-testid=connection-state][data-state=live]').waitFor({ state: 'attached' })
    assert.ok(Date.now() - returned < backMs, `back after ${Date.now() - returned} ms`)
    assert.equal(await isShown(page, 'seat-kept'), false)
    await byId(page, 'away-card').waitFor()
    await finishAnimation(page, cardMs)
    await byId(page, 'away-card').waitFor({ state: 'detached' })
    forgiveNetwork()
  })

  it('is left within a second of signing out in another tab, which the page says, and found again by signing in', async () => {
    const game = await browser.person()
    await register(game, 'Tunde')
    await byId(game, 'fly-now').click()
    await byId(game, 'console-helm').waitFor()
    const other = await game.context().newPage()
    await other.goto(server.url)
    await byId(other, 'sign-out').click()
    const pressed = Date.now()
    await byId(game, 'signed-out').waitFor()
    assert.ok(Date.now() - pressed <= signedOutMs, `told after ${Date.now() - pressed} ms`)
    assert.equal(await byId(game, 'console-helm').count(), 0)
    await game.getByText(line.signedOut.title, { exact: true }).waitFor()

    assert.equal(await byId(game, 'account-name').inputValue(), 'Tunde')
    await byId(game, 'account-password').fill(password)
    await byId(game, 'access-submit').click()
    await byId(game, 'console-helm').waitFor()
    await game.locator('[data-testid=masthead-seat-helm][data-kind=person]').waitFor()
    await byId(game, 'impulse-100').click()
    await game.locator('[data-testid=telegraph][aria-valuenow="100"]').waitFor()
  })

  it('is given up in one tab: the other one says so when it wants it back, and offers to join again', async () => {
    const first = await browser.person()
    await openSession(first, server.url, 'Heron')
    await byId(first, 'take-helm').click()
    const second = await first.context().newPage()
    await second.goto(first.url())
    await byId(first, 'take-back').waitFor()
    const mate = await browser.person()
    await joinSession(mate, await invitationOf(second), 'Wren')
    await second.getByLabel('Leave the session').click()
    await byId(second, 'fly-now').waitFor()

    await byId(first, 'take-back').click()
    await byId(first, 'join-again').click()
    await byId(first, 'seats').waitFor()
    expectRefusal(403)
  })

  /** The browser reports every request that a cut line ended; these were meant. */
  function forgiveNetwork(): void {
    const kept = browser.problems.filter((problem) => !/net::ERR_|WebSocket/.test(problem))
    browser.problems.splice(0, browser.problems.length, ...kept)
  }

  function expectRefusal(status: number): void {
    const index = browser.problems.findIndex((problem) => problem.includes(` ${status} `))
    assert.notEqual(index, -1, `the server refuses with ${status}`)
    browser.problems.splice(index, 1)
  }

  async function register(page: Page, name: string): Promise<void> {
    await page.goto(server.url)
    await byId(page, 'have-account').click()
    await byId(page, 'to-register').click()
    await byId(page, 'account-name').fill(name)
    await byId(page, 'account-password').fill(password)
    await byId(page, 'access-submit').click()
    await byId(page, 'kept-code').click()
    await byId(page, 'greeting').waitFor()
  }
})

/** Lets the time of an animation pass at once. */
async function finishAnimation(page: Page, ms: number): Promise<void> {
  const finished = await page.evaluate((duration) => {
    const found = document.getAnimations().filter((each) => each.effect?.getTiming().duration === duration)
    for (const animation of found) animation.finish()
    return found.length
  }, ms)
  assert.equal(finished, 1)
}

/** Seconds that the masthead says the helm is still held. */
async function secondsLeft(page: Page): Promise<number> {
  const [, minutes, seconds] = (await textOf(page, 'masthead-seat-helm')).match(/(\d):(\d\d)/) ?? []
  return Number(minutes) * 60 + Number(seconds)
}

async function invitationOf(page: Page): Promise<string> {
  await byId(page, 'invite').click()
  return page.evaluate(() => navigator.clipboard.readText())
}
