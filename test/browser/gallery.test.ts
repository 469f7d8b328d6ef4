/** The gallery shows every widget, at every size and in both themes, without a server behind the page. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type axe from 'axe-core'
import express from 'express'
import type { Page } from 'playwright-core'
import { openBrowser, type TestBrowser } from './browser.ts'
import { byId } from './crew.ts'

const client = join(import.meta.dirname, '..', '..', 'client')
const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const sizes = [
  { width: 1280, height: 720 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
  { width: 2560, height: 1440 },
]

/** The built files and nothing else: whoever asks for more gets an error, which fails the test. */
async function serveFiles(): Promise<Server> {
  const app = express()
  app.use(express.static(join(client, 'dist')))
  app.get('/gallery', (_request, response) => response.sendFile(join(client, 'dist', 'index.html')))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** What axe finds that keeps people out, and where. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`))
}

describe('the gallery', function () {
  this.timeout(60_000)
  let server: Server
  let browser: TestBrowser
  let page: Page

  before(async () => {
    server = await serveFiles()
    browser = await openBrowser()
    page = await browser.person()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/gallery`)
    await byId(page, 'gallery').waitFor()
    await page.evaluate(() => document.fonts.ready)
  })
  after(async () => {
    await browser.close()
    server.close()
  })
  afterEach(() => assert.deepEqual(browser.problems.splice(0), []))

  const wear = async (theme: 'calm' | 'red') => {
    await byId(page, `theme-${theme}`).click()
    await page.locator(`html${theme === 'red' ? '[data-alert="red"]' : ':not([data-alert])'}`).waitFor()
    // Colours take a moment to change; axe must not see them half way.
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {}))))
  }

  const widgets = readdirSync(join(client, 'widgets')).filter((name) => name.endsWith('.svelte'))
  const showsAll = async () => {
    for (const file of widgets) {
      const box = await page
        .locator(`[data-widget="${file.slice(0, -7)}"] > div > *`)
        .first()
        .boundingBox()
      assert.ok(box && box.width > 0 && box.height > 0, `${file} is not in the gallery`)
    }
  }

  for (const theme of ['calm', 'red'] as const) {
    for (const size of sizes) {
      it(`shows every widget at ${size.width} × ${size.height}, ${theme}, and nothing beyond the edge`, async () => {
        await page.setViewportSize(size)
        await wear(theme)
        await showsAll()
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(wide <= size.width, `${wide} pixels wide`)
        await page.screenshot({ path: join(tmpdir(), `flotilla-gallery-${theme}-${size.width}.png`), fullPage: true })
      })
      it(`keeps nobody out at ${size.width} × ${size.height}, ${theme}`, async () => {
        assert.deepEqual(await barriers(page), [])
      })
    }
  }

  it('opens its dialog, which keeps nobody out either', async () => {
    await byId(page, 'gallery-dialog').click()
    await page.locator('dialog[open]').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
  })
})
