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

/** What a finger could press and where it stands, and the toasts that are seen: read in the same instant, for toasts go by
 *  themselves. Waits for so many toasts. */
async function look(page: Page, { leastToasts }: { leastToasts: number }) {
  const read = await page.waitForFunction(
    ({ pressed, leastToasts }) => {
      const toasts = [...document.querySelectorAll('[data-testid=toast]')]
        .map((each) => each.getBoundingClientRect())
        .filter((box) => box.height > 0)
      if (toasts.length < leastToasts) return undefined
      const isUnder = (control: Element) => {
        const box = control.getBoundingClientRect()
        return toasts.some((toast) => {
          const [left, right] = [Math.max(box.left, toast.left), Math.min(box.right, toast.right)]
          const [top, bottom] = [Math.max(box.top, toast.top), Math.min(box.bottom, toast.bottom)]
          // Whatever scrolls may lie there too, cut off before: what counts is what a finger would meet.
          return (
            left < right &&
            top < bottom &&
            control.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
          )
        })
      }
      const controls = [...document.querySelectorAll(pressed)]
      const places = controls.map((each) => {
        const { x, y } = each.getBoundingClientRect()
        return `${Math.round(x)} ${Math.round(y)}`
      })
      const covered = controls.filter(isUnder).map((control) => control.outerHTML.slice(0, 120))
      return { places, covered, toasts: toasts.map(({ left, right, height }) => ({ left, right, height })) }
    },
    { pressed, leastToasts },
  )
  const seen = await read.jsonValue()
  assert.ok(seen)
  return seen
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
      const before = await look(page, { leastToasts: 0 })
      await page.keyboard.press('Shift+R')
      const { toasts, covered, places } = await look(page, { leastToasts: 1 })
      assert.deepEqual(covered, [])
      assert.deepEqual(places, before.places)
      for (const { left, right, height } of toasts)
        assert.ok(left >= 0 && right <= size.width && height >= 44, `${left}–${right}, ${height} high`)
      await page.keyboard.press('Shift+R')
      await page.locator('html[data-alert="red"]').waitFor({ state: 'detached' })
    })
  }
})
