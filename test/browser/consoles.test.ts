/** The consoles by eye and hand: red alert keeps nobody out, nothing scrolls, thumbs and a gamepad work them. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { maxWaypoints } from '../../simulation/systems/waypoints.ts'
import { startServer, type TestServer } from '../server.ts'
import { findingsOf } from './axe.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, joinSession, openSession, putBriefingAway, textOf } from './crew.ts'

const consoles = ['helm', 'weapons', 'engineering', 'science', 'comms', 'captain']
/** Sizes at which every console shows all it has at once. */
const fits = [
  { width: 1280, height: 720 },
  { width: 1180, height: 820 },
  { width: 820, height: 1180 },
]

describe('the consoles in the browser', function () {
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

  async function fly(seat: string, options: Parameters<TestBrowser['person']>[0] = {}): Promise<Page> {
    const page = await browser.person(options)
    await openSession(page, server.url, 'Vega')
    await byId(page, `take-${seat}`).click()
    await byId(page, 'start').click()
    await putBriefingAway(page, seat)
    return page
  }

  describe('of one ship', () => {
    /** Who changes seats, and the captain, who stays. */
    let mira: Page
    let tunde: Page
    before(async () => {
      ;[mira, tunde] = [await browser.person(), await browser.person()]
      const invitation = await openSession(mira, server.url, 'Mira')
      await joinSession(tunde, invitation, 'Tunde')
      await byId(mira, 'take-helm').click()
      await byId(tunde, 'take-captain').click()
      await byId(tunde, 'ready').click()
      await byId(mira, 'start').click()
      await putBriefingAway(mira, 'helm')
      await putBriefingAway(tunde, 'captain')
    })

    const at = async (seat: string): Promise<Page> => {
      if (seat === 'captain') return tunde
      await byId(mira, `masthead-seat-${seat}`).click()
      await byId(mira, `console-${seat}`).waitFor()
      return mira
    }
    /** What of the console is beyond its own edge. */
    const beyond = (page: Page, seat: string) =>
      byId(page, `console-${seat}`).evaluate((console) => {
        const hidden = [document.documentElement, console, ...console.querySelectorAll('.side')].filter(
          (each) => each.scrollHeight > each.clientHeight + 1 && getComputedStyle(each).overflowY !== 'hidden',
        )
        return hidden.map((each) => `${each.className}: ${each.scrollHeight} of ${each.clientHeight}`)
      })

    for (const { width, height } of fits) {
      it(`show all they have at ${width} × ${height}, without scrolling`, async () => {
        for (const page of [mira, tunde]) await page.setViewportSize({ width, height })
        for (const seat of consoles) assert.deepEqual(await beyond(await at(seat), seat), [], seat)
        for (const page of [mira, tunde]) await page.setViewportSize({ width: 1280, height: 720 })
      })
    }

    it('Comms with all waypoints set scrolls their list, and nothing else', async () => {
      const page = await at('comms')
      await byId(page, 'target-row').first().click()
      for (let number = 1; number <= maxWaypoints; number++) {
        await byId(page, 'set-waypoint').click()
        await byId(page, `clear-waypoint-${number}`).waitFor()
      }
      for (const size of fits) {
        await page.setViewportSize(size)
        assert.deepEqual(await beyond(page, 'comms'), [], `${size.width} × ${size.height}`)
      }
      await page.setViewportSize({ width: 1280, height: 720 })
    })

    it('in red alert are as readable as by day', async () => {
      await tunde.keyboard.press('Shift+R')
      for (const seat of ['captain', 'helm', 'weapons', 'engineering']) {
        const page = await at(seat)
        await page.locator('html[data-alert=red]').waitFor()
        // Colours take a moment to change; axe must not see them half way.
        await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))))
        assert.deepEqual(await findingsOf(page), [], seat)
      }
    })
  })

  it('at Weapons a gamepad chooses a target, turns the beams off and fires a tube', async () => {
    const page = await fly('weapons')
    await page.evaluate(() => {
      const pad = { buttons: Array.from({ length: 17 }, () => ({ value: 0 })), axes: [0, 0, 0, 0] }
      Object.assign(window, { pad })
      navigator.getGamepads = () => [pad] as unknown as Gamepad[]
      window.dispatchEvent(new Event('gamepadconnected'))
    })
    const set = (button: number, value: number) =>
      page.evaluate(
        ([index, to]) => {
          const { pad } = window as unknown as { pad: { buttons: { value: number }[] } }
          pad.buttons[index]!.value = to
          // Two frames: the pad has been read by then.
          return new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
        },
        [button, value] as const,
      )
    const press = async (button: number) => {
      await set(button, 1)
      await set(button, 0)
    }
    const mode = (value: string) => byId(page, `beams-${value}`).getAttribute('aria-pressed')
    const before = (await mode('auto')) === 'true' ? 'hold' : 'auto'
    await press(6)
    await until('the beams change', async () => (await mode(before)) === 'true')
    await byId(page, 'target-row').first().waitFor()
    await press(11)
    await press(3)
    await byId(page, 'target-row').and(page.locator('[aria-pressed=true]')).waitFor()
    const isLoaded = await byId(page, 'tube-1-fire').isVisible()
    if (!isLoaded) await byId(page, 'tube-1-load').click()
    await byId(page, 'tube-1-fire').waitFor({ timeout: 40_000 })
    await press(0)
    await byId(page, 'tube-1-load').waitFor()
    await page.context().close()
  })

  describe('on a phone', () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
    const isInSight = (page: Page, id: string) =>
      byId(page, id).evaluate((each) => {
        const { x, y, width, height } = each.getBoundingClientRect()
        const top = document.elementFromPoint(x + width / 2, y + height / 2)
        return y >= 0 && y + height <= innerHeight && (top === each || each.contains(top))
      })

    it('thumbs reach lever, course, boost and dock without scrolling', async () => {
      const page = await fly('helm', phone)
      for (const id of ['impulse-100', 'impulse-0', 'maneuver-boost', 'dock']) {
        assert.ok(await isInSight(page, id), `${id} is out of sight`)
      }
      await byId(page, 'impulse-100').tap()
      await until('the ship goes', async () => Number(await textOf(page, 'speed-readout')) > 0)
      await page.context().close()
    })

    it('a tube is loaded, unloaded by a long press, and fired where it is seen', async () => {
      const page = await fly('weapons', phone)
      const load = byId(page, 'tube-1-load')
      if (await load.isVisible()) await load.tap()
      await byId(page, 'tube-1-fire').waitFor({ timeout: 40_000 })
      assert.ok(await isInSight(page, 'tube-1-fire'))
      const box = await byId(page, 'tube-1-hold').boundingBox()
      assert.ok(box)
      const hand = await page.context().newCDPSession(page)
      const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
      await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
      await byId(page, 'tube-1-unload').waitFor()
      await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await page.context().close()
    })
  })
})
