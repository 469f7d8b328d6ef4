/** Toasts on narrow screens: they have a line of their own, cover nothing that is pressed, and move nothing. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, openSession } from './crew.ts'

const sizes = [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 820, height: 1180 },
]
const pressed = 'button, input, select, a[href], [role="slider"]'

/** What a finger could press, and where it stands. */
const places = (page: Page) =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].map((each) => {
        const { x, y } = each.getBoundingClientRect()
        return `${Math.round(x)} ${Math.round(y)}`
      }),
    pressed,
  )

/** Waits for a toast that is seen; all of it is read in the same instant, for toasts go by themselves. */
async function readToast(page: Page) {
  const read = await page.waitForFunction((selector) => {
    const toasts = [...document.querySelectorAll('[data-testid=toast]')].map((each) => each.getBoundingClientRect())
    const toast = toasts.find((box) => box.height > 0)
    if (!toast) return undefined
    // Whatever scrolls may lie there too, cut off before: what counts is what a finger would meet.
    const isUnder = (control: Element) => {
      const box = control.getBoundingClientRect()
      const [left, right] = [Math.max(box.left, toast.left), Math.min(box.right, toast.right)]
      const [top, bottom] = [Math.max(box.top, toast.top), Math.min(box.bottom, toast.bottom)]
      if (left >= right || top >= bottom) return false
      return control.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
    }
    const controls = [...document.querySelectorAll(selector)]
    return {
      covered: controls.filter(isUnder).map((control) => control.outerHTML.slice(0, 120)),
      places: controls.map((each) => {
        const { x, y } = each.getBoundingClientRect()
        return `${Math.round(x)} ${Math.round(y)}`
      }),
      left: toast.left,
      right: toast.right,
      height: toast.height,
    }
  }, pressed)
  const toast = await read.jsonValue()
  assert.ok(toast)
  return toast
}

describe('toasts on narrow screens', function () {
  this.timeout(60_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page

  before(async () => {
    server = await startServer()
    browser = await openBrowser()
    page = await browser.person()
    await openSession(page, server.url, 'Mira')
    await byId(page, 'take-captain').click()
    await byId(page, 'start').click()
    await byId(page, 'console-captain').waitFor()
    await byId(page, 'briefing-close').click()
  })
  after(async () => {
    await browser.close()
    await server.stop()
  })

  for (const size of sizes) {
    it(`cover no control and move none at ${size.width} × ${size.height}`, async () => {
      await page.setViewportSize(size)
      await byId(page, 'toast').first().waitFor({ state: 'detached' })
      const before = await places(page)
      await page.keyboard.press('Shift+R')
      const toast = await readToast(page)
      assert.deepEqual(toast.covered, [])
      assert.deepEqual(toast.places, before)
      assert.ok(toast.left >= 0 && toast.right <= size.width && toast.height >= 44, JSON.stringify(toast))
      await page.keyboard.press('Shift+R')
      await page.locator('html[data-alert="red"]').waitFor({ state: 'detached' })
    })
  }
})
