/** Text at twice the usual size, as a reader's browser may be set to: nothing is cut off, and every control can be reached. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { until } from '../../loadtest/bench/waiting.ts'
import { startServer, type TestServer } from '../server.ts'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId, openSession } from './crew.ts'

const usual = 16
const twice = 2 * usual
const sizes = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]

/** What the browser's own settings do: nothing of the page's. */
async function setTextSize(page: Page, size: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } })
}

/** Words that are cut off or hang over, and controls that no scrolling brings into view. Runs in the page. */
function findCut(): string[] {
  const slack = { clipped: 1, line: 6, over: 8 }
  const isIn = (element: Element, selector: string) => element.closest(selector) !== null
  const isSeen = (element: Element) => {
    // What only readers hear is clipped to nothing, and so is all within it.
    for (let each: Element | null = element; each; each = each.parentElement) {
      if (getComputedStyle(each).clipPath.startsWith('inset(50%')) return false
    }
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isIn(element, 'svg')
  }
  const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
  const nameOf = (element: Element) =>
    `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`

  /** Beyond the edge of something that hides it, before anything scrolls. */
  function isCut(control: Element): boolean {
    const own = control.getBoundingClientRect()
    for (let each = control.parentElement; each; each = each.parentElement) {
      const style = getComputedStyle(each)
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) return false
      const edge = each.getBoundingClientRect()
      if (hides(style.overflowX) && (own.right > edge.right + 1 || own.left < edge.left - 1)) return true
      if (hides(style.overflowY) && (own.bottom > edge.bottom + 1 || own.top < edge.top - 1)) return true
    }
    return false
  }

  function wrongWith(element: Element): string | undefined {
    const style = getComputedStyle(element)
    const wide = element.scrollWidth - element.clientWidth
    const high = element.scrollHeight - element.clientHeight
    // Shortened, but told in full to whoever points at it.
    const isShortened = style.textOverflow === 'ellipsis' && isIn(element, '[title]')
    const isBox = style.display !== 'inline' && element.textContent.trim() !== ''
    if (isBox && !isShortened && hides(style.overflowX) && wide > slack.clipped) return `is cut off by ${wide} px`
    if (isBox && hides(style.overflowY) && high > slack.line) return `is cut off below by ${high} px`
    if (!element.matches('button, input, select, a, [role=slider]')) return undefined
    if (element.matches('button') && wide > slack.over) return `hangs over by ${wide} px`
    return isCut(element) ? 'cannot be reached' : undefined
  }

  const { scrollWidth, clientWidth } = document.documentElement
  const found = scrollWidth > clientWidth ? [`the page hangs over by ${scrollWidth - clientWidth} px`] : []
  for (const element of document.body.querySelectorAll('*')) {
    const wrong = isSeen(element) ? wrongWith(element) : undefined
    if (wrong) found.push(`${nameOf(element)} ${wrong}`)
  }
  return found
}

interface Word {
  text: string
  /** Pixels of its letters. */
  size: number
  left: number
  right: number
  middle: number
}

/** Notes each word that the page writes on a canvas: on layers once and for all, on the screen for each frame. */
const noteWords = (page: Page) =>
  page.addInitScript(() => {
    const words: Word[] = []
    const layers: Word[] = []
    Object.assign(window, { words, layers })
    const { fillText } = CanvasRenderingContext2D.prototype
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
      const { width } = this.measureText(text)
      const left = x - (this.textAlign === 'right' ? width : this.textAlign === 'center' ? width / 2 : 0)
      const size = Number(/(\d*\.?\d+)px/.exec(this.font)?.[1])
      const list = this.canvas.isConnected ? words : layers
      list.push({ text, size, left, right: left + width, middle: y })
      fillText.call(this, text, x, y, ...rest)
    }
  })

/** What the next frame writes. */
const readWords = (page: Page): Promise<{ words: Word[]; layers: Word[] }> =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const noted = window as unknown as { words: Word[]; layers: Word[] }
    await frame()
    noted.words.length = 0
    await frame()
    return { words: [...noted.words], layers: [...noted.layers] }
  })

const isOver = (a: Word, b: Word): boolean =>
  a.left < b.right && b.left < a.right && Math.abs(a.middle - b.middle) < (a.size + b.size) / 3

describe('text at twice its size', function () {
  this.timeout(90_000)
  let server: TestServer
  let browser: TestBrowser
  let page: Page
  before(async () => {
    server = await startServer()
    browser = await openBrowser()
    page = await browser.person()
    await setTextSize(page, twice)
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))
  after(async () => {
    await browser.close()
    await server.stop()
  })

  const looks = async (screen: string, id: string) => {
    await byId(page, id).first().waitFor()
    for (const size of sizes) {
      await page.setViewportSize(size)
      // The radars learn their new size with the next frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      assert.deepEqual(await page.evaluate(findCut), [], `${screen} at ${size.width} × ${size.height}`)
    }
  }

  it('follows the browser’s own size, and so do the widths at which a layout changes', async () => {
    await page.goto(server.url)
    await byId(page, 'fly-now').waitFor()
    const fontSize = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
    assert.equal(await fontSize(), 28)
    const columns = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('.landing')!).gridTemplateColumns.split(' ').length)
    assert.equal(await columns(), 1, '1280 px are narrow for large text')
    await setTextSize(page, usual)
    assert.deepEqual([await fontSize(), await columns()], [14, 2])
    await setTextSize(page, twice)
  })

  it('the first page and its dialogs', async () => {
    await looks('landing', 'fly-now')
    await byId(page, 'new-session').click()
    await looks('new session', 'create-session')
    await page.keyboard.press('Escape')
    await byId(page, 'join-code').click()
    await looks('code', 'code-join')
    await page.keyboard.press('Escape')
    await byId(page, 'open-settings').click()
    await looks('settings', 'key-list')
    await page.keyboard.press('Escape')
    await byId(page, 'have-account').click()
    await looks('sign-in', 'access-submit')
  })

  it('the seats, the invitation, and the lobby that lists them', async () => {
    const invitation = await openSession(page, server.url, 'Mira')
    await looks('seats', 'seats')
    await byId(page, 'open-invitation').click()
    await looks('invitation to scan', 'qr-code')
    await page.keyboard.press('Escape')
    const mira = page
    page = await browser.person()
    await setTextSize(page, twice)
    await page.goto(server.url)
    await looks('lobby', 'session-row')
    await page.goto(invitation)
    await looks('invitation', 'join-session')
    await page.context().close()
    page = mira
  })

  it('briefing, Helm, Weapons and the menu', async () => {
    await byId(page, 'take-helm').click()
    await byId(page, 'start').click()
    await looks('briefing', 'briefing')
    await page.keyboard.press('Space')
    await byId(page, 'briefing').waitFor({ state: 'detached' })
    await looks('helm', 'console-helm')
    await byId(page, 'masthead-seat-weapons').click()
    await looks('weapons', 'console-weapons')
    await page.keyboard.press('Shift+?')
    await looks('menu', 'call-vote')
    await page.keyboard.press('Escape')
    await byId(page, 'call-vote').waitFor({ state: 'detached' })
  })

  for (const seat of ['helm', 'weapons', 'science']) {
    it(`at ${seat} the whole scope is in sight at once, and stays there while what is set scrolls`, async () => {
      await page.setViewportSize({ width: 1280, height: 720 })
      await byId(page, `masthead-seat-${seat}`).click()
      const console = byId(page, `console-${seat}`)
      await console.waitFor()
      const seen = () =>
        byId(page, 'radar').evaluate((radar) => {
          const own = radar.getBoundingClientRect()
          const frame = radar.closest('.console')!.getBoundingClientRect()
          const isIn = own.top >= frame.top - 1 && own.bottom <= frame.bottom + 1 && own.right <= frame.right + 1
          return { isIn, side: Math.min(own.width, own.height) }
        })
      const { isIn, side } = await seen()
      assert.ok(isIn && side >= 260, `${side} px, ${isIn ? 'in' : 'out of'} sight`)
      await console.evaluate((each) => each.scrollTo({ top: each.scrollHeight }))
      assert.ok((await console.evaluate((each) => each.scrollTop)) > 100, 'there is more than fits')
      assert.deepEqual(await seen(), { isIn, side })
    })
  }

  it('letters on the main screen and the scopes are twice as large, and none is over another', async () => {
    await noteWords(page)
    await page.reload()
    await page.setViewportSize({ width: 1900, height: 990 })
    for (const seat of ['captain', 'science', 'helm']) {
      await byId(page, `masthead-seat-${seat}`).click()
      await byId(page, `console-${seat}`).waitFor()
      await until('names are written', async () => (await readWords(page)).words.length > 0)
      const { words, layers } = await readWords(page)
      for (const { text, size } of [...words, ...layers]) assert.ok(size >= 22, `${text}: ${size} px`)
      const pairs = words.flatMap((a, index) => words.slice(index + 1).map((b) => [a, b] as const))
      const over = pairs.filter(([a, b]) => a.text !== b.text && isOver(a, b))
      assert.deepEqual(over, [], seat)
    }
    assert.ok(
      (await readWords(page)).layers.some(({ text }) => text === '090'),
      'the ring has its degrees',
    )
  })
})
