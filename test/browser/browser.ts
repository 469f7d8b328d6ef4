/** A real Chromium for a test: separate people are separate contexts, and whatever goes wrong in a page fails the test. */
import assert from 'node:assert/strict'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findTool } from '../../scripts/tools.mjs'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface TestBrowser {
  /** A page of its own person: other storage, other identity. */
  person(options?: BrowserContextOptions): Promise<Page>
  /** Errors that pages threw or printed; a test that expects one takes it out. */
  readonly problems: string[]
  close(): Promise<void>
}

const open = new Set<Browser>()

/** Where a test fails, its pages are the evidence: what they showed stands beside the error. None outside of tests. */
globalThis.afterEach?.(async function () {
  if (this.currentTest?.state !== 'failed') return
  for (const page of [...open].flatMap((browser) => browser.contexts()).flatMap((context) => context.pages())) {
    const shown = await page.innerText('body', { timeout: 1000 }).catch((error) => String(error))
    console.error(`    a page at ${page.url()} showed: ${shown.replaceAll(/\s+/g, ' ').slice(0, 800)}`)
  }
})

export async function openBrowser(): Promise<TestBrowser> {
  const { path, problem } = findTool('chromium')
  assert.ok(path, problem)
  const browser: Browser = await chromium.launch({ executablePath: path, args: flags })
  open.add(browser)
  const problems: string[] = []
  return {
    problems,
    async person(options = {}) {
      const viewport = { width: 1280, height: 720 }
      const permissions = ['clipboard-read', 'clipboard-write']
      const context = await browser.newContext({ viewport, permissions, ...options })
      const page = await context.newPage()
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      return page
    },
    async close() {
      open.delete(browser)
      await browser.close()
    },
  }
}
