/** One bridge, two pages: what is done at a console is seen at the others. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, joinSession } from './crew.ts'

describe('a bridge in the browser', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  /** Who works, and who looks. */
  let mira: Page
  let jonas: Page

  before(async () => {
    server = await startServer()
    browser = await openBrowser()
    ;[mira, jonas] = [await browser.person(), await browser.person()]
    await mira.goto(server.url)
    await byId(mira, 'name-input').fill('Mira')
    await byId(mira, 'new-session').click()
    await mira.getByText('Siege').first().click()
    await byId(mira, 'create-session').click()
    await byId(mira, 'invite').click()
    await joinSession(jonas, await mira.evaluate(() => navigator.clipboard.readText()), 'Jonas')
    await byId(mira, 'take-helm').click()
    await byId(jonas, 'take-captain').click()
    await byId(jonas, 'ready').click()
    await byId(mira, 'start').click()
    await byId(mira, 'console-helm').waitFor()
    await byId(jonas, 'console-captain').waitFor()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  const sit = async (page: Page, seat: string) => {
    await byId(page, `masthead-seat-${seat}`).click()
    await byId(page, `console-${seat}`).waitFor()
  }
  const reads = (page: Page, id: string, text: RegExp) => byId(page, id).filter({ hasText: text }).first().waitFor()
  const holds = async (page: Page, id: string) => {
    const box = await byId(page, id).boundingBox()
    assert.ok(box, id)
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    return () => page.mouse.up()
  }

  it('Helm: course, impulse and jump stand on the captain’s list, and a boost heats the engines before Engineering', async () => {
    await byId(mira, 'impulse-100').click()
    await reads(jonas, 'roster-helm', /100%/)
    const release = await holds(mira, 'jump')
    await reads(jonas, 'roster-helm', /Jump/)
    await release()
    await byId(mira, 'jump-abort').click()
    await reads(jonas, 'roster-helm', /100%/)
    await byId(mira, 'impulse-0').click()
    await reads(jonas, 'roster-helm', / 0%/)
    await sit(jonas, 'engineering')
    const boosted = await holds(mira, 'maneuver-boost')
    await reads(jonas, 'console-engineering', /Warm/)
    await boosted()
  })

  it('Helm: a gamepad steers, and boosts as long as its trigger is held', async () => {
    await sit(mira, 'helm')
    const ordered = async () => Number((await byId(mira, 'heading-ordered').textContent())?.slice(0, 3))
    const before = await ordered()
    await mira.evaluate(() => {
      const pad = { buttons: Array.from({ length: 17 }, () => ({ value: 0 })), axes: [1, 0, 0, 0] }
      Object.assign(window, { pad })
      navigator.getGamepads = () => [pad] as unknown as Gamepad[]
      window.dispatchEvent(new Event('gamepadconnected'))
    })
    await until('it steers', async () => ((await ordered()) - before + 360) % 360 > 15)
    await mira.evaluate(() => {
      const { pad } = window as unknown as { pad: { axes: number[]; buttons: { value: number }[] } }
      pad.axes[0] = 0
      pad.buttons[7]!.value = 1
    })
    await mira.locator('[data-testid=maneuver-boost][aria-pressed=true]').waitFor()
    await mira.evaluate(() => {
      const { pad } = window as unknown as { pad: { buttons: { value: number }[] } }
      pad.buttons[7]!.value = 0
    })
    await mira.locator('[data-testid=maneuver-boost][aria-pressed=false]').waitFor()
    await mira.evaluate(() => {
      navigator.getGamepads = () => []
    })
  })

  it('Engineering: power reaches the helm’s handling', async () => {
    await sit(mira, 'science')
    await sit(jonas, 'helm')
    await sit(mira, 'engineering')
    await byId(mira, 'preset-3').click()
    await reads(jonas, 'console-helm', /1[5-9]\d%/)
    await byId(mira, 'preset-1').click()
    await reads(jonas, 'console-helm', /1[0-5]\d%/)
  })

  it('Science: a mark stands at Weapons, a waypoint at Comms, a scan on every list', async () => {
    await sit(mira, 'science')
    await sit(jonas, 'weapons')
    const contact = byId(mira, 'target-row')
      .filter({ hasText: /Contact/ })
      .first()
    await contact.waitFor({ timeout: 40_000 })
    await contact.click()
    await mira.keyboard.press('m')
    await byId(jonas, 'console-weapons').getByLabel('Marked by Science').waitFor()
    await mira.keyboard.press('n')
    await sit(jonas, 'captain')
    await reads(jonas, 'roster-science', /Scanning/)
    await sit(jonas, 'comms')
    await mira.keyboard.press('w')
    await byId(mira, 'radar').click({ position: { x: 420, y: 150 } })
    await byId(jonas, 'clear-waypoint-1').waitFor()
  })

  it('Weapons: target, tubes and frequency are on the captain’s list', async () => {
    await sit(mira, 'weapons')
    await sit(jonas, 'captain')
    await byId(mira, 'target-row').first().click()
    await byId(mira, 'shields-up').click()
    await byId(mira, 'ordnance-nuke').click()
    // The autopilot may have loaded some before.
    const empty = byId(mira, 'console-weapons').locator('[data-testid$=-load]:not([aria-disabled])')
    if ((await empty.count()) > 0) await empty.first().click()
    await reads(jonas, 'roster-weapons', /Tube/)
    await reads(jonas, 'console-captain', /Shields\s*100 \/ 100/)
  })

  it('Comms: a talk is on the captain’s list, and what a station sees on Science’s', async () => {
    await sit(mira, 'comms')
    await byId(mira, 'target-row').filter({ hasText: 'Lantern' }).click()
    await mira.keyboard.press('h')
    await reads(jonas, 'roster-comms', /Talking to Lantern/)
    await byId(mira, 'answer-ask-around').click()
    await reads(mira, 'transcript', /What do you see out there/)
    await mira.keyboard.press('Escape')
    // A break that the autopilot had begun goes on.
    await reads(jonas, 'roster-comms', /messages|Hacking/)
    await sit(jonas, 'science')
    await byId(mira, 'set-waypoint').click()
    await jonas.keyboard.press('w')
    await byId(jonas, 'console-science').getByText('Waypoint 3').first().waitFor()
    await jonas.keyboard.press('Escape')
  })

  it('Captain: red alert is on every console, and the self-destruct takes two people', async () => {
    await sit(jonas, 'engineering')
    await sit(mira, 'captain')
    await byId(mira, 'red-alert').click()
    await reads(jonas, 'alert', /Red alert/)
    const armed = await holds(jonas, 'destruct-arm')
    await byId(mira, 'destruct-confirm').waitFor()
    await armed()
    const confirmed = await holds(mira, 'destruct-confirm')
    await reads(jonas, 'destruct-bar', /\d+ s/)
    await mira.getByTestId('destruct-confirm').waitFor({ state: 'detached' })
    await confirmed()
    const called = await holds(jonas, 'destruct-cancel')
    await byId(mira, 'destruct-bar').waitFor({ state: 'detached' })
    await called()
  })
})
