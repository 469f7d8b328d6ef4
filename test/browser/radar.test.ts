/** The scope in the browser: zoom, pan, selection and the list for those who do not see it, by mouse, touch and keys. */
import assert from 'node:assert/strict'
import type { CDPSession, Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, isShown, openSession, putBriefingAway, textOf } from './crew.ts'

interface Spot {
  x: number
  y: number
}

describe('the scope in the browser', function () {
  this.timeout(60_000)
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

  async function fly(seat: string, size = { width: 1280, height: 720 }, hasTouch = false): Promise<Page> {
    const page = await browser.person({ viewport: size, hasTouch })
    await openSession(page, server.url, 'Vega')
    await byId(page, `take-${seat}`).click()
    await byId(page, 'start').click()
    await putBriefingAway(page, seat)
    return page
  }

  const rangeOf = async (page: Page) => Number(await byId(page, 'radar').getAttribute('data-range'))
  const pressed = (page: Page) => page.locator('.ranges [aria-pressed=true]').textContent()
  const listed = (page: Page) => byId(page, 'radar-list').locator('button').allInnerTexts()
  const looks = (page: Page, far: (range: number) => boolean) =>
    until('the scope looks as far as it should', async () => far(await rangeOf(page)))

  async function middle(page: Page): Promise<Spot & { radius: number }> {
    const box = await byId(page, 'radar').boundingBox()
    assert.ok(box)
    return {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      radius: Math.min(box.width, box.height) / 2 - 32,
    }
  }

  describe('at Science', () => {
    let page: Page
    before(async () => {
      page = await fly('science')
    })

    it('names what it draws, once a second, and what is chosen there is chosen', async () => {
      await until('the list has contacts', async () => (await listed(page)).length > 1)
      const words = await listed(page)
      assert.ok(
        words.some((each) => /friend station, bearing \d{3}, [\d.]+(k| u)$/.test(each)),
        words.join(),
      )
      const station = byId(page, 'radar-list').locator('button', { hasText: /friend station/ })
      await station.focus()
      await page.keyboard.press('Enter')
      await until('it is chosen', async () => (await station.getAttribute('aria-pressed')) === 'true')
      const row = byId(page, 'target-row').and(page.locator('[data-relation=friend]'))
      assert.equal(await row.getAttribute('aria-pressed'), 'true')
    })

    it('the keys zoom, and the switch shows the nearest range', async () => {
      assert.match((await pressed(page)) ?? '', /30k/)
      await page.keyboard.press('-')
      await looks(page, (range) => range === 42_000)
      assert.match((await pressed(page)) ?? '', /50k/)
      for (const key of ['+', '+', '+']) await page.keyboard.press(key)
      await looks(page, (range) => range > 15_000 && range < 16_000)
      assert.match((await pressed(page)) ?? '', /10k/)
      await page.keyboard.press('r')
      await looks(page, (range) => range === 30_000)
    })

    it('the wheel keeps the place under the pointer', async () => {
      // While the scope eases from one view to the next, places are still on their way.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const { x, y, radius } = await middle(page)
      // A waypoint stands where the chart is pressed; after the zoom a press at the same spot is a press on it.
      const spot = { x: x + radius * 0.4, y: y - radius * 0.5 }
      const next = async (number: number) => {
        await page.keyboard.press('w')
        await page
          .getByText(new RegExp(`waypoint ${number}`, 'i'))
          .first()
          .waitFor()
      }
      await next(1)
      await page.mouse.click(spot.x, spot.y)
      await next(2)
      await page.keyboard.press('Escape')
      await page.mouse.move(spot.x, spot.y)
      await page.mouse.wheel(0, -500)
      await looks(page, (range) => range < 16_000)
      await byId(page, 'back-to-ship').waitFor()
      await next(2)
      await page.mouse.click(spot.x, spot.y)
      await next(1)
      await page.keyboard.press('Escape')
      await page.keyboard.press('0')
      await byId(page, 'back-to-ship').waitFor({ state: 'detached' })
      await page.emulateMedia({ reducedMotion: null })
    })

    it('arrows with ⇧ pan, and the chip brings the scope back', async () => {
      const before = await listed(page)
      for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowUp')
      await byId(page, 'back-to-ship').waitFor()
      await until('the list names other things', async () => (await listed(page)).length < before.length)
      await byId(page, 'back-to-ship').click()
      await byId(page, 'back-to-ship').waitFor({ state: 'detached' })
      await until('the list is back', async () => (await listed(page)).length >= before.length)
    })

    it('Tab goes through the contacts, and ⇧ Tab back', async () => {
      const chosen = () =>
        byId(page, 'target-row').and(page.locator('[aria-pressed=true]')).locator('.what').textContent()
      await page.keyboard.press('Tab')
      const first = await chosen()
      await page.keyboard.press('Tab')
      assert.notEqual(await chosen(), first)
      await page.keyboard.press('Shift+Tab')
      assert.equal(await chosen(), first)
    })
  })

  it('at the helm the right button pans and does not steer; the ring stays a true dial', async () => {
    const page = await fly('helm')
    const { x, y, radius } = await middle(page)
    const ordered = await textOf(page, 'heading-ordered')
    await page.mouse.move(x + 60, y + 60)
    await page.mouse.down({ button: 'right' })
    await page.mouse.move(x + 160, y + 120, { steps: 4 })
    await page.mouse.up({ button: 'right' })
    await byId(page, 'back-to-ship').waitFor()
    assert.equal(await textOf(page, 'heading-ordered'), ordered)
    await page.mouse.click(x - radius + 4, y)
    await until('the ring says 270', async () => (await textOf(page, 'heading-ordered')) === '270°')
    await page.keyboard.press('Home')
    await byId(page, 'back-to-ship').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('on a phone two fingers zoom and steer nothing, one steers', async () => {
    const page = await fly('helm', { width: 390, height: 844 }, true)
    const { x, y, radius } = await middle(page)
    const ordered = await textOf(page, 'heading-ordered')
    const before = await rangeOf(page)
    const hand = await page.context().newCDPSession(page)
    await touch(hand, 'touchStart', [{ x: x - 30, y: y - 60 }])
    for (const apart of [60, 80, 100, 120]) {
      const fingers = [
        { x: x - apart / 2, y: y - 60 },
        { x: x + apart / 2, y: y - 60 },
      ]
      await touch(hand, apart === 60 ? 'touchStart' : 'touchMove', fingers)
    }
    await touch(hand, 'touchEnd', [])
    await looks(page, (range) => range < before * 0.7)
    assert.equal(await textOf(page, 'heading-ordered'), ordered)
    assert.ok(await isShown(page, 'back-to-ship'))
    await byId(page, 'back-to-ship').click()
    await byId(page, 'back-to-ship').waitFor({ state: 'detached' })
    await page.touchscreen.tap(x + radius - 4, y)
    await until('the ring says 090', async () => (await textOf(page, 'heading-ordered')) === '090°')
    await page.context().close()
  })

  const touch = (hand: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
    hand.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints.map((spot, id) => ({ ...spot, id })) })
})
