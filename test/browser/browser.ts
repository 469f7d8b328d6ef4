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

export async function openBrowser(): Promise<TestBrowser> {
  const { path, problem } = findTool('chromium')
  assert.ok(path, problem)
  const browser: Browser = await chromium.launch({ executablePath: path, args: flags })
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
    close: () => browser.close(),
  }
}
